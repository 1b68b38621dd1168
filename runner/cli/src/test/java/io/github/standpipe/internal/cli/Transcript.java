package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command as a document or a case shows it, and what it must print.
 *
 * <p>In the output, {@code <id>} is any UUID, {@code <time>} any time as {@code
 * 2026-01-01T00:00:00Z}, {@code <number>} any number, and a line {@code ...} any lines. A line
 * {@code ! words} is not printed: the words must stand nowhere in the output. {@code # exit code 1}
 * as the last line is another exit code than 0.
 */
record Transcript(String command, List<String> output) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d)");

  /** The commands that begin with {@code $ standpipe} or {@code $ ./standpipe}. */
  static List<Transcript> parse(List<String> lines) {
    List<Transcript> commands = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        commands.add(new Transcript(line.substring(2), new ArrayList<>()));
      } else if (!commands.isEmpty()) {
        commands.getLast().output().add(line);
      }
    }
    return commands.stream().filter(c -> c.command().matches("(\\./)?standpipe .*")).toList();
  }

  /**
   * Runs the command in this process.
   *
   * @param shown a folder as the transcript writes it, which ends in a slash
   * @param real the folder that stands for it
   */
  void verify(String shown, String real) {
    List<String> expected = new ArrayList<>(output);
    while (!expected.isEmpty() && expected.getLast().isBlank()) {
      expected.removeLast();
    }
    Matcher exit = EXIT_CODE.matcher(expected.isEmpty() ? "" : expected.getLast());
    int code = 0;
    if (exit.matches()) {
      code = Integer.parseInt(exit.group(1));
      expected.removeLast();
    }
    List<String> absent = expected.stream().filter(line -> line.startsWith("! ")).toList();
    expected.removeAll(absent);
    Said said = Said.by(words(command.replace(shown, real)).toArray(String[]::new));
    String printed =
        String.join("\n", (said.out() + said.err()).replace(real, shown).lines().toList());
    if (!Pattern.matches(pattern(expected), printed)) {
      assertThat(printed).isEqualTo(String.join("\n", expected));
    }
    absent.forEach(line -> assertThat(printed).doesNotContain(line.substring(2)));
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
      pattern.append(line.equals("...") ? "(.*\n?)?" : placeholders(line) + end);
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
