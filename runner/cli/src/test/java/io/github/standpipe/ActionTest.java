package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of action.yml in a runner's environment, with a made-up standpipe. */
@DisabledOnOs(OS.WINDOWS)
class ActionTest {
  private static final String FAKE =
      """
      #!/bin/sh
      printf '%s\\n' "$@" | sed 's/^/argument /'
      while [ $# -gt 1 ]; do
        [ "$1" != --sarif ] || echo '{}' >"$2"
        shift
      done
      exit ${FAKE_STATUS:-0}
      """;

  @TempDir Path folder;
  private final Map<String, String> inputs = new HashMap<>();

  private record Ended(int status, String out) {
    List<String> arguments() {
      return out.lines()
          .filter(line -> line.startsWith("argument "))
          .map(line -> line.substring("argument ".length()))
          .toList();
    }
  }

  @BeforeEach
  void makeARunner() throws IOException {
    script(Files.createDirectories(folder.resolve("path")).resolve("standpipe"), FAKE);
    Files.createDirectory(folder.resolve("temp dir"));
    inputs.put("PATH", folder.resolve("path") + ":" + System.getenv("PATH"));
    inputs.put("RUNNER_TEMP", folder.resolve("temp dir").toString());
    for (String file : List.of("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_PATH")) {
      inputs.put(file, Files.createFile(folder.resolve(file)).toString());
    }
    inputs.put("TEMPLATES", "pipes/template.yaml");
    inputs.put("PARAMETERS", "");
    inputs.put("FAIL_ON", "warning");
    inputs.put("FIXTURES", "");
    inputs.put("TEST", "auto");
    inputs.put("COVERAGE_MIN", "");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended run(String step) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", Path.of(".ci/action").toAbsolutePath().toString(), step);
    builder.environment().clear();
    builder.environment().putAll(inputs);
    Path out = folder.resolve("out");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out));
  }

  private String fileOf(String variable) throws IOException {
    return Files.readString(folder.resolve(variable));
  }

  @Test
  void checksEachTemplateAndHandsTheSarifOn() throws Exception {
    inputs.put("TEMPLATES", "a b.yaml\r\n\n  $(touch made).yaml\n-c.yaml\n");
    inputs.put("PARAMETERS", "Name=x y\n'Other'=\"z\"; exit 0\n");
    inputs.put("FAKE_STATUS", "1");

    Ended ended = run("check");

    String sarif = folder.resolve("temp dir/standpipe.sarif").toString();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.arguments())
        .containsExactly(
            "check",
            "--github",
            "--summary",
            inputs.get("GITHUB_STEP_SUMMARY"),
            "--sarif",
            sarif,
            "--fail-on",
            "warning",
            "--parameter=Name=x y",
            "--parameter='Other'=\"z\"; exit 0",
            "--",
            "a b.yaml",
            "  $(touch made).yaml",
            "-c.yaml");
    assertThat(fileOf("GITHUB_OUTPUT")).isEqualTo("sarif=" + sarif + "\n");
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void testsFixturesOnlyIfThereAreAny() throws Exception {
    assertThat(run("test").out()).startsWith("there are no fixtures, so nothing was tested; ");

    Files.createDirectories(folder.resolve("fixtures"));
    Files.createDirectories(folder.resolve("pipes"));
    inputs.put("COVERAGE_MIN", "90");

    assertThat(run("test").arguments())
        .containsExactly(
            "test",
            "--github",
            "--summary",
            inputs.get("GITHUB_STEP_SUMMARY"),
            "--template",
            "pipes/template.yaml",
            "--coverage-min",
            "90");
  }

  @Test
  void refusesInputsThatNameNothing() throws Exception {
    inputs.put("TEMPLATES", " \n");
    inputs.put("STANDPIPE_VERSION", "1.0/../../x");

    assertThat(run("check"))
        .isEqualTo(
            new Ended(
                2, "::error title=standpipe::the input templates names none; name one a line\n"));
    assertThat(run("install"))
        .isEqualTo(
            new Ended(
                2,
                "::error title=standpipe::the input version is not a version; write one such as"
                    + " 0.1.0, or source\n"));
  }

  @Test
  void buildsItsSourcesIfItIsNotATag() throws Exception {
    Path action = Files.createDirectory(folder.resolve("action"));
    script(action.resolve("standpipe"), FAKE);
    inputs.put("GITHUB_ACTION_PATH", action.toString());
    inputs.put("ACTION_REF", "main");

    assertThat(run("install").arguments()).containsExactly("--version");
    assertThat(fileOf("GITHUB_PATH")).isEqualTo(action + "\n");
  }

  @Test
  void downloadsTheReleaseOfItsTagAndComparesTheDigest() throws Exception {
    inputs.put("ACTION_REF", "v1.2.3");
    inputs.put("ACTION_REPOSITORY", "owner/name");
    inputs.put("RUNNER_OS", "Linux");
    inputs.put("RUNNER_ARCH", "ARM64");
    String name = "standpipe-1.2.3-linux-arm64.tar.gz";
    Path releases = folder.resolve("owner/name/releases/download/v1.2.3");
    String top = "standpipe-1.2.3-linux-arm64";
    script(Files.createDirectories(releases.resolve(top + "/bin")).resolve("standpipe"), FAKE);
    shell(releases, "tar -czf %1$s %2$s && sha256sum %1$s >%1$s.sha256".formatted(name, top));
    HttpServer server = serve(folder);
    inputs.put("GITHUB_SERVER_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    try {
      assertThat(run("install").arguments()).containsExactly("--version");
      assertThat(fileOf("GITHUB_PATH"))
          .isEqualTo(folder.resolve("temp dir/standpipe/" + top + "/bin") + "\n");

      Files.writeString(releases.resolve(name + ".sha256"), "0".repeat(64) + "  " + name + "\n");
      assertThat(run("install"))
          .isEqualTo(
              new Ended(
                  2,
                  "::error title=standpipe::"
                      + name
                      + " is not the file that its sha256"
                      + " describes\n"));
      inputs.put("STANDPIPE_VERSION", "9.9.9");
      assertThat(run("install").out())
          .endsWith(
              "::error title=standpipe::standpipe-9.9.9-linux-arm64.tar.gz cannot be downloaded"
                  + " from the release v9.9.9\n");
    } finally {
      server.stop(0);
    }
  }

  private void shell(Path in, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command).directory(in.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static HttpServer serve(Path root) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, bytes.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    server.start();
    return server;
  }
}
