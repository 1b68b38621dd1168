package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.deployed.Cloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands for deployed pipes as processes: what they find in the environment, and who is asked.
 */
@Timeout(600)
class DeployedProcessTest {
  private static final String PIPE =
      "{\"RoleArn\": \"%s\", \"Source\": \"%s\", \"Target\": \"%s\"}"
          .formatted(OnCloud.ROLE, OnCloud.QUEUE, OnCloud.MACHINE);

  @TempDir Path folder;

  private Map<String, String> environment(Cloud cloud) {
    Map<String, String> environment = new HashMap<>(account());
    environment.put("AWS_ENDPOINT_URL_PIPES", cloud.endpoint());
    return environment;
  }

  private static Map<String, String> account() {
    return Map.of(
        "AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "secret");
  }

  @Test
  void changesNothingWhereNobodyCanBeAsked() throws Exception {
    try (Cloud cloud = Cloud.start().with("orders", "RUNNING", PIPE);
        Started run = Started.with(folder, environment(cloud), "delete", "orders").given("y\n")) {
      assertThat(run.code()).isEqualTo(2);

      assertThat(Files.readString(run.err()))
          .isEqualTo(
              "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
      assertThat(cloud.changes()).isEmpty();
    }
  }

  @Test
  void changesWhatYesAgreesTo() throws Exception {
    try (Cloud cloud = Cloud.start().with("orders", "RUNNING", PIPE);
        Started run = Started.with(folder, environment(cloud), "delete", "orders", "--yes")) {
      assertThat(run.code()).as(Files.readString(run.err())).isZero();

      assertThat(run.lines()).endsWith("orders  deleted");
      assertThat(cloud.changes()).containsExactly("DELETE /v1/pipes/orders");
    }
  }

  /** {@code script} gives a process a terminal, and types on it what it is given. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void asksOnATerminal() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script));
    try (Cloud cloud = Cloud.start().with("orders", "RUNNING", PIPE)) {
      assertThat(onTerminal(script, cloud, "n\n"))
          .contains("Stop orders? [y/N]", "standpipe: nothing was changed");
      assertThat(cloud.changes()).isEmpty();

      assertThat(onTerminal(script, cloud, "y\n")).contains("Stop orders? [y/N]", "STOPPED");
      assertThat(cloud.changes()).containsExactly("POST /v1/pipes/orders/stop");
    }
  }

  private String onTerminal(Path script, Cloud cloud, String typed) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        java
            + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 io.github.standpipe.internal.cli.Standpipe"
            + " stop orders";
    ProcessBuilder builder =
        new ProcessBuilder(List.of(script.toString(), "-qec", command, "/dev/null"));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment(cloud));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path out = Files.createTempFile(folder, "terminal", "");
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      Started.await("the question", () -> read(out).contains("[y/N]"));
      input.write(typed.getBytes(StandardCharsets.UTF_8));
      input.flush();
      assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void asksForARegion() throws Exception {
    Map<String, String> nothing =
        Map.of(
            "AWS_CONFIG_FILE", "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
            "AWS_EC2_METADATA_DISABLED", "true");
    try (Started run = Started.with(folder, nothing, "status", "orders")) {
      assertThat(run.code()).isEqualTo(2);

      assertThat(Files.readString(run.err()))
          .isEqualTo("standpipe: there is no AWS region; set AWS_REGION, or pass --region\n");
    }
  }

  @Test
  void asksForCredentials() throws Exception {
    Map<String, String> nothing =
        Map.of(
            "AWS_CONFIG_FILE", "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
            "AWS_EC2_METADATA_DISABLED", "true");
    try (Started run = Started.with(folder, nothing, "status", "orders", "--region", "eu-west-1");
        Started profile =
            Started.with(
                folder, nothing, "status", "x", "--region", "eu-west-1", "--profile", "shop")) {
      assertThat(run.code()).isEqualTo(2);
      assertThat(profile.code()).isEqualTo(2);

      String asked =
          "there are no AWS credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY\n";
      assertThat(Files.readString(run.err())).isEqualTo("standpipe: " + asked);
      assertThat(Files.readString(profile.err())).isEqualTo("standpipe: profile shop: " + asked);
    }
  }

  @Test
  void takesRegionAndCredentialsOfAProfile() throws Exception {
    Path config = folder.resolve("config");
    Files.writeString(
        config,
        """
        [profile shop]
        region = eu-west-1
        aws_access_key_id = key
        aws_secret_access_key = secret
        """);
    try (Cloud cloud = Cloud.start().with("orders", "RUNNING", PIPE);
        Started run =
            Started.with(
                folder,
                Map.of(
                    "AWS_CONFIG_FILE", config.toString(),
                    "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
                    "AWS_EC2_METADATA_DISABLED", "true",
                    "AWS_ENDPOINT_URL", cloud.endpoint(),
                    "AWS_PROFILE", "shop"),
                "status",
                "orders")) {
      assertThat(run.code()).as(Files.readString(run.err())).isZero();

      assertThat(run.lines()).startsWith("orders  RUNNING  desired RUNNING");
    }
  }

  @Test
  void takesBlankVariablesForUnsetOnes() throws Exception {
    Path aws = Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(aws.resolve("config"), "[default]\nregion = eu-west-1\n");
    Files.writeString(
        aws.resolve("credentials"),
        "[default]\naws_access_key_id = key\naws_secret_access_key = secret\n");
    Map<String, String> blank = new HashMap<>();
    for (String name :
        List.of(
            "AWS_PROFILE",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL_PIPES")) {
      blank.put(name, "");
    }
    blank.put("HOME", folder.toString());
    blank.put("AWS_EC2_METADATA_DISABLED", "true");
    try (Cloud cloud = Cloud.start().with("orders", "RUNNING", PIPE)) {
      blank.put("AWS_ENDPOINT_URL", cloud.endpoint());
      try (Started run = Started.with(folder, blank, "status", "orders")) {
        assertThat(run.code()).as(Files.readString(run.err())).isZero();
        assertThat(run.lines()).startsWith("orders  RUNNING  desired RUNNING");
      }
    }
  }

  /** The proxy receives the name of the server and refuses, so that nothing leaves this machine. */
  @Test
  void asksTheServicesOwnServerWhereEndPointsAreBlank() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refused(proxy));
      Map<String, String> blank = new HashMap<>(account());
      blank.put("AWS_ENDPOINT_URL_SQS", "");
      blank.put("AWS_ENDPOINT_URL", " ");
      blank.put("HTTP_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      try (Started run =
          Started.with(folder, blank, "replay", "OrderPipe", "--queue", "Bad", "--timeout", "5")) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(asked.get(Started.PATIENCE_SECONDS, TimeUnit.SECONDS))
            .isEqualTo("CONNECT sqs.eu-west-1.amazonaws.com:443 HTTP/1.1");
        assertThat(Files.readString(run.err())).doesNotContain("protocol");
      }
    }
  }

  private static String refused(ServerSocket proxy) {
    try (Socket asking = proxy.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(asking.getInputStream(), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      asking
          .getOutputStream()
          .write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SDK takes half a second to load; who only lists does not wait for it. */
  @Test
  void loadsNothingOfTheSdkWhereItIsNotAsked() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Map<String, String> logged = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);
    try (Started run = Started.with(folder, logged, "list")) {
      assertThat(run.code()).isZero();

      assertThat(Files.readAllLines(loaded))
          .anyMatch(line -> line.contains("io.github.standpipe.internal.cli.test.ListCommand"))
          .noneMatch(line -> line.contains("software.amazon.awssdk"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "YES", " yes "})
  void takesAYes(String answer) {
    assertThat(agreed(answer)).isEqualTo("true: Go? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "yesterday"})
  void takesAnythingElseForANo(String answer) {
    assertThat(agreed(answer)).isEqualTo("false: Go? [y/N] standpipe: nothing was changed\n");
  }

  private static String agreed(String answer) {
    StringWriter err = new StringWriter();
    List<String> answers = new ArrayList<>(List.of(answer));
    boolean agreed =
        Consent.obtain("Go?", new PrintWriter(err, true), Optional.of(() -> answers.removeFirst()));
    return agreed + ": " + err;
  }
}
