package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project that was never built, called through a link, with a made-up Maven. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String NEEDS = "standpipe: needs Maven 3.8.7 or newer to build itself; ";

  @TempDir Path folder;
  private Path project;
  private Path maven;
  private Path link;

  @BeforeEach
  void linkToTheLauncher() throws IOException {
    project = Files.createDirectories(folder.resolve("a project")).toRealPath();
    Files.copy(Path.of("standpipe"), project.resolve("standpipe"));
    maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a project", "standpipe"));
  }

  private void maven(String script) throws IOException {
    Files.writeString(maven, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String says() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of("sh", link.toString(), "list"));
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                maven.getParent() + ":/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home")));
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    return Files.readString(said);
  }

  @Test
  void refusesAMavenThatIsTooOld() throws Exception {
    maven("echo 'Apache Maven 3.6.3 (1234)'");

    assertThat(says()).isEqualTo(NEEDS + maven + " is 3.6.3\n");
  }

  @Test
  void refusesAMavenThatDoesNotRun() throws Exception {
    maven("exit 1");

    assertThat(says()).isEqualTo(NEEDS + maven + " -v does not print a version\n");
  }

  @Test
  void tellsWhereABuildFailed() throws Exception {
    maven(
        """
        [ "$1" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }
        echo '[ERROR] A.java:[1,2] no such thing'
        echo '[ERROR] A.java:[1,2] no such thing'
        exit 1\
        """);

    assertThat(says().lines().toList())
        .satisfies(lines ->
            assertThat(lines.getFirst()).startsWith("standpipe: building, once (the first time"))
        .endsWith(
            "  A.java:[1,2] no such thing",
            "standpipe: the build failed; its log is "
                + project.resolve("runner/cli/target/standpipe-build.log"));
    assertThat(project.resolve("runner/cli/target/building")).doesNotExist();
  }
}
