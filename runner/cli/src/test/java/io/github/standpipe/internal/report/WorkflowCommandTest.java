package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compared with a reader of such lines, as the documentation of the runner describes them. */
class WorkflowCommandTest {
  private static final int CASES = 5_000;
  private static final String ALPHABET = "ab:,%\r\n=;|#[]<>* `_\\@/&25D0A3C!";
  private static final Pattern COMMAND =
      Pattern.compile("::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)");

  private final Random random = new Random(7);

  private String text() {
    return random
        .ints(random.nextInt(12), 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  @Test
  void isReadBackWhateverItsTextsHold() {
    for (int i = 0; i < CASES; i++) {
      WorkflowCommand.Level level = WorkflowCommand.Level.values()[random.nextInt(3)];
      WorkflowCommand command =
          new WorkflowCommand(level, text(), i, random.nextInt(3), text(), text());

      Matcher line = COMMAND.matcher(command.toString());

      assertThat(line.matches()).as(command.toString()).isTrue();
      assertThat(line.group(1)).isEqualToIgnoringCase(level.name());
      Map<String, String> expected = new LinkedHashMap<>();
      if (i > 0) {
        expected.put("file", command.file().replace('\\', '/'));
        expected.put("line", String.valueOf(i));
        if (command.column() > 0) {
          expected.put("col", String.valueOf(command.column()));
        }
      }
      expected.put("title", command.title());
      assertThat(properties(line.group(2))).isEqualTo(expected);
      String address = i == 0 ? command.file() + "\n" : "";
      assertThat(decoded(line.group(3))).isEqualTo(address + command.message());
    }
  }

  private static Map<String, String> properties(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(one -> one.split("=", 2))
        .collect(
            Collectors.toMap(
                one -> one[0],
                one -> decoded(one[1].replace("%3A", ":").replace("%2C", ",")),
                (a, b) -> b,
                LinkedHashMap::new));
  }

  private static String decoded(String text) {
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
  }

  /** By CommonMark, a backslash makes any punctuation of ASCII plain. */
  @Test
  void leavesNothingThatFormatsInMarkdown() {
    for (int i = 0; i < CASES; i++) {
      String text = text().replace("\n", "").replace("\r", "");

      String plain = Markdown.plain(text);

      StringBuilder shown = new StringBuilder();
      for (int at = 0; at < plain.length(); at++) {
        boolean escaped = plain.charAt(at) == '\\';
        at += escaped ? 1 : 0;
        assertThat(isPunctuation(plain.charAt(at))).as(plain).isEqualTo(escaped);
        shown.append(plain.charAt(at));
      }
      assertThat(shown).hasToString(text);
    }
    assertThat(Markdown.plain("a\nb\rc")).doesNotContain("\n", "\r");
  }

  private static boolean isPunctuation(char c) {
    return c >= '!' && c <= '~' && !Character.isLetterOrDigit(c);
  }
}
