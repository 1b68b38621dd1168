package io.github.standpipe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs what the documents show: each {@code $ standpipe ...} or {@code $ ./standpipe ...} in a
 * fence {@code console} of README.md and docs/*.md must say what stands below it.
 *
 * <p>In what stands below, {@code <id>} is any UUID, {@code <time>} any time as {@code
 * 2026-01-01T00:00:00Z}, {@code <number>} any number, and a line {@code ...} any lines. {@code #
 * exit code 1} as the last line is another exit code than 0. {@code /tmp/} is a folder of the
 * test's own. Other commands of such a fence are not run.
 */
class DocsTest {
  private static final Pattern FENCE =
      Pattern.compile("^```console\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d)");

  /** A command of a document, and what it must say. */
  private record Shown(Path document, String command, List<String> output) {}

  @TestFactory
  Stream<DynamicTest> sayWhatTheyShow() throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Path document : documents()) {
      Matcher fence = FENCE.matcher(Files.readString(document));
      while (fence.find()) {
        shown.addAll(commands(document, fence.group(1).lines().toList()));
      }
    }
    assertThat(shown).isNotEmpty();
    return shown.stream()
        .map(
            one -> DynamicTest.dynamicTest(one.document() + ": " + one.command(), () -> hold(one)));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), files.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<Shown> commands(Path document, List<String> lines) {
    List<Shown> commands = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        commands.add(new Shown(document, line.substring(2), new ArrayList<>()));
      } else if (!commands.isEmpty()) {
        commands.getLast().output().add(line);
      }
    }
    return commands.stream().filter(c -> c.command().matches("(\\./)?standpipe .*")).toList();
  }

  private static void hold(Shown shown) throws IOException {
    List<String> expected = new ArrayList<>(shown.output());
    Matcher exit = EXIT_CODE.matcher(expected.isEmpty() ? "" : expected.getLast());
    int code = 0;
    if (exit.matches()) {
      code = Integer.parseInt(exit.group(1));
      expected.removeLast();
    }
    String own = Files.createTempDirectory("docs") + "/";
    Said said = Said.by(words(shown.command().replace("/tmp/", own)).toArray(String[]::new));
    String output =
        String.join("\n", (said.out() + said.err()).replace(own, "/tmp/").lines().toList());
    if (!Pattern.matches(pattern(expected), output)) {
      assertThat(output).isEqualTo(String.join("\n", expected));
    }
    assertThat(said.code()).isEqualTo(code);
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring(command.indexOf(' ') + 1));
    while (word.find()) {
      words.add(Stream.of(1, 2, 3).map(word::group).filter(g -> g != null).findFirst().orElse(""));
    }
    return words;
  }

  private static String pattern(List<String> lines) {
    StringBuilder pattern = new StringBuilder("(?s)");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String end = i == lines.size() - 1 ? "" : "\n";
      pattern.append(line.equals("...") ? "(.*\n)?" : placeholders(line) + end);
    }
    return pattern.toString();
  }

  private static String placeholders(String line) {
    return Pattern.quote(line)
        .replace("<id>", "\\E[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Q")
        .replace("<time>", "\\E\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\Q")
        .replace("<number>", "\\E[\\d.,]+\\Q");
  }
}
