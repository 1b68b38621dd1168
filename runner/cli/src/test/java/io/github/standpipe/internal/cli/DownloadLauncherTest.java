package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the download, with a made-up Java that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
class DownloadLauncherTest {
  @TempDir Path folder;
  private Path home;
  private Path launcher;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("in stall"));
    launcher = Files.createDirectories(home.resolve("bin")).resolve("standpipe");
    Files.copy(Path.of("dist/src/main/launcher/standpipe"), launcher);
    script(launcher, Files.readString(launcher));
    script(home.resolve("runtime/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said start(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> arguments(String... command) throws Exception {
    Said said = start(Map.of(), command);
    assertThat(said.err()).isEmpty();
    return said.out().lines().toList();
  }

  private List<String> expected(List<String> options, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "@" + home + "/lib/java.options",
                "-XX:SharedArchiveFile=" + home + "/lib/standpipe.jsa",
                "-Dstandpipe.home=" + home + "/sample",
                "-Dstandpipe.repository=" + home + "/repository"));
    all.addAll(options);
    all.addAll(List.of("-jar", home + "/lib/standpipe-runner.jar"));
    all.addAll(List.of(arguments));
    return all;
  }

  private List<String> quick(String... arguments) {
    return expected(List.of("-XX:TieredStopAtLevel=1", "-Xms96m", "-Xmn64m"), arguments);
  }

  @Test
  void startsTheRuntimeBesideItWithTheArgumentsAsTheyAre() throws Exception {
    String[] arguments = {"check", "a b.yaml", "", "*", "--x=$HOME"};
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));

    assertThat(arguments(command.toArray(String[]::new)))
        .containsExactlyElementsOf(quick(arguments));
  }

  @Test
  void letsALongRunUseBothCompilers() throws Exception {
    assertThat(arguments(launcher.toString(), "run", "OrderPipe"))
        .containsExactlyElementsOf(expected(List.of(), "run", "OrderPipe"));
  }

  @Test
  void startsWithoutArguments() throws Exception {
    assertThat(arguments(launcher.toString())).containsExactlyElementsOf(quick());
  }

  @Test
  void followsLinks() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("absolute"), launcher);
    Path relative = Path.of("..", "else where", "absolute");
    Path link = Files.createDirectories(folder.resolve("bin")).resolve("linked");
    Files.createSymbolicLink(link, relative);

    assertThat(arguments(link.toString(), "list")).containsExactlyElementsOf(quick("list"));
    assertThat(arguments("bin/linked", "list")).containsExactlyElementsOf(quick("list"));
    assertThat(start(Map.of("PATH", link.getParent() + ":/bin"), "sh", "-c", "linked list").out())
        .isEqualToIgnoringNewLines(String.join("\n", quick("list")));
    assertThat(arguments("sh", "-c", "cd 'in stall/bin' && sh standpipe list"))
        .containsExactlyElementsOf(quick("list"));
  }

  @Test
  void usesAnotherJdkOnRequest() throws Exception {
    script(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho other \"$@\"\n");
    Map<String, String> other = Map.of("STANDPIPE_JAVA_HOME", folder.resolve("jdk").toString());

    assertThat(start(other, launcher.toString(), "list").out())
        .isEqualTo(
            "other -XX:+UseSerialGC -Dstandpipe.home="
                + home
                + "/sample -Dstandpipe.repository="
                + home
                + "/repository -jar "
                + home
                + "/lib/standpipe-runner.jar list\n");
  }

  @Test
  void namesAJdkThatIsNotThere() throws Exception {
    Said said = start(Map.of("STANDPIPE_JAVA_HOME", "/no/where"), launcher.toString(), "list");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "standpipe: STANDPIPE_JAVA_HOME is /no/where, which has no bin/java; set it to a JDK,"
                + " or unset it\n");
  }
}
