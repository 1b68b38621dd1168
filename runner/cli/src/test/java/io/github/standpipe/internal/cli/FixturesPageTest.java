package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps docs/fixtures.md true: the files that it shows, and what is said where one is missing. */
class FixturesPageTest {
  private static final Pattern FILE =
      Pattern.compile("(?m)^`(fixtures/[\\w/.-]+)`:\\n```\\w*\\n((?s).*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^```\\n\\$ \\./standpipe test (\\S+)\\n((?s).*?)^```$");

  @TempDir Path folder;

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/fixtures.md"));
  }

  private void copy(String part) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(part))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void showsFilesAsTheyAre() throws IOException {
    List<String> shown = new ArrayList<>();
    Matcher files = FILE.matcher(page());
    while (files.find()) {
      assertThat(Files.readString(Path.of(files.group(1)))).isEqualTo(files.group(2));
      shown.add(files.group(1));
    }
    assertThat(shown).hasSize(4);
  }

  @Test
  void printsWhatIsSaidOfACaseThatLacksAFile() throws IOException {
    for (String part : List.of("pipes", "transforms", "fixtures")) {
      copy(part);
    }
    Path fixtures = folder.resolve("fixtures");
    Files.delete(
        fixtures.resolve("UpcastPipe/quarantines-a-version-that-is-newer/quarantined.json"));
    Path last = fixtures.resolve("OrderPipe/gives-up-orders-that-the-target-never-takes/attempt-5");
    Files.delete(last.resolve("error.txt"));
    Files.delete(last);
    Files.delete(last.resolveSibling("dead-letters.json"));
    String template = folder.resolve("pipes/template.yaml").toString();
    List<String> ran = new ArrayList<>();
    Matcher commands = COMMAND.matcher(page());
    while (commands.find()) {
      ran.add(commands.group(1));
      assertThat(Said.by("test", "-t", template, commands.group(1)).out())
          .isEqualTo(commands.group(2));
    }
    assertThat(ran).hasSize(2);
  }
}
