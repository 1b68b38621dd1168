package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project as {@code standpipe new} of 0.1.0 wrote it, with an enricher, a transform, a bus and a
 * pipe; docs/versioning.md promises that it builds with the present release. Nothing in its folder
 * is edited.
 */
class FirstReleaseTest {
  private static final Path WRITTEN = Path.of("runner/cli/src/test/first-release");

  @TempDir Path folder;
  private Path project = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    project = folder.toRealPath().resolve("shop");
    try (Stream<Path> files = Files.walk(WRITTEN)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(WRITTEN.relativize(file).toString()));
      }
    }
    compile("src/main/java", "target/classes");
  }

  private String classPath() {
    Stream<String> own =
        Stream.of("target/test-classes", "target/classes")
            .map(in -> project.resolve(in).toString());
    Stream<String> libraries =
        Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
            .map(entry -> Path.of(entry).toAbsolutePath().toString());
    return Stream.concat(own, libraries).collect(Collectors.joining(File.pathSeparator));
  }

  private void compile(String sources, String classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--release", "21", "-cp", classPath()));
    arguments.addAll(List.of("-d", project.resolve(classes).toString()));
    try (Stream<Path> all = Files.walk(project.resolve(sources))) {
      all.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    Path said = folder.resolve("javac.txt");
    try (var out = Files.newOutputStream(said)) {
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, out, out, arguments.toArray(String[]::new));
      assertThat(result).as(Files.readString(said)).isZero();
    }
  }

  @Test
  void compilesAndPassesItsOwnTests() throws Exception {
    compile("src/test/java", "target/test-classes");
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Launched.class.getName(),
                "shop.PipesTest",
                "shop.LoyaltyEnricherTest")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(said).content().endsWith("11 passed\n");
  }

  @Test
  void isTestedRunAndCheckedByTheCommandLine() {
    String template = project.resolve("pipes/template.yaml").toString();

    Said tested = Said.by("test", "-t", template);
    assertThat(tested.code()).as(tested.out()).isZero();
    assertThat(tested.lines().getLast()).startsWith("9 passed, 0 failed");
    assertThat(Said.by("run", "LoyaltyPipe", "-t", template).lines().getLast())
        .startsWith("3 received = 1 executed + 1 filtered");
    Said checked = Said.by("check", template, "--fail-on", "error");
    assertThat(checked.code()).as(checked.out()).isZero();
  }

  @Test
  void isAddedToByTheNewOfThisRelease() {
    String template = project.resolve("pipes/template.yaml").toString();

    assertThat(Said.by("new", "transform", "Latecomer", "-C", project.toString()).err()).isEmpty();

    assertThat(Said.by("test", "LatecomerPipe", "-t", template).lines().getLast())
        .startsWith("3 passed, 0 failed");
  }
}
