package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report of the action for pull requests, with a command that prints what it is called with.
 */
class PullRequestActionTest {
  private static final Path ACTION = Path.of(".github/actions/pull-request");
  private static final Path PAGE = Path.of("docs/pull-requests.md");

  @TempDir private Path folder;

  /** Runs the script; the exit code of each command is in a variable such as {@code CODE_check}. */
  private int report(Map<String, String> variables) throws IOException, InterruptedException {
    Path command = folder.resolve("standpipe");
    Files.writeString(
        command,
        """
        #!/usr/bin/env bash
        echo "called with $* and \\`\\`\\`"
        [ "${LINES_OF:-}" != "$1" ] || for i in {1..9000}; do echo "<details> é $i"; done
        code=CODE_$1
        case "$*" in *--markdown*)
          echo "| compared |" > "$OUT/compare.md"
          [ "${LINES_OF:-}" != compare ] || for i in {1..9000}; do
            echo "<details>é $i"$'\\n'"</details>" >> "$OUT/compare.md"
          done ;;
        esac
        exit "${!code:-0}"
        """);
    assertThat(command.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("fixtures/OrderPipe"));
    Files.createDirectories(folder.resolve("fixtures/UpcastPipe"));
    ProcessBuilder builder =
        new ProcessBuilder("bash", ACTION.resolve("report.sh").toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile());
    builder.environment().putAll(Map.of("BASE", "main", "OUT", folder.resolve("out").toString()));
    builder.environment().put("STANDPIPE", command.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String report() throws IOException {
    return Files.readString(folder.resolve("out/report.md"));
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void runsEachPartForEachFolderOfFixtures() throws IOException, InterruptedException {
    assertThat(report(Map.of())).isZero();
    assertThat(report()).startsWith("<!-- standpipe -->\n").doesNotContain("<details open>");
    assertThat(matches("called with ([^`]+) and", report()))
        .containsExactly(
            "check pipes/template.yaml",
            "compat pipes/template.yaml --base main",
            "mutate OrderPipe --max 100 -t pipes/template.yaml -f fixtures",
            "mutate UpcastPipe --max 100 -t pipes/template.yaml -f fixtures",
            "test --coverage -t pipes/template.yaml -f fixtures");
    assertThat(matches("(\\| compared \\|)", report())).hasSize(2);
    assertThat(Files.readString(folder.resolve("out/check.sarif")))
        .contains("check pipes/template.yaml --format sarif --fail-on never");
  }

  @Test
  void aFindingOpensItsPartAndFailsOnlyIfItIsChosen() throws IOException, InterruptedException {
    assertThat(report(Map.of("CODE_mutate", "1"))).isZero();
    assertThat(matches("<details open><summary>(:\\w+:)", report()))
        .containsExactly(":warning:", ":warning:");
    assertThat(report(Map.of("CODE_check", "1"))).isEqualTo(1);
    assertThat(report(Map.of("CODE_check", "1", "FAIL_ON", "compare"))).isZero();
    assertThat(report(Map.of("CODE_check", "1", "CODE_test", "2", "FAIL_ON", ""))).isEqualTo(2);
  }

  @Test
  void whatACommandPrintsCannotEndItsFence() throws IOException, InterruptedException {
    report(Map.of("PIPES", "OrderPipe", "MUTANTS", "0"));
    assertThat(report()).contains("\n````text\ncalled with check pipes/template.yaml and ```\n");
  }

  /** A comment cannot hold more, and a cut must not swallow the parts behind it. */
  @Test
  void aLongPartIsCutBetweenLinesAndSaysSo() throws IOException, InterruptedException {
    for (String part : List.of("mutate", "compare")) {
      report(Map.of("LINES_OF", part, "CODE_test", "1"));
      String report = report();
      assertThat(report.length()).isLessThan(65_000);
      assertThat(matches("(?m)^\\(cut: (\\d+) of \\d+ lines\\)$", report)).hasSize(2);
      assertThat(report).doesNotContain("\ufffd").contains(":x: Fixtures and coverage");
      String folds = report.replaceAll("(?s)```+text.*?\n```+\n", "");
      assertThat(matches("(<details)", folds)).hasSameSizeAs(matches("(</details>)", folds));
    }
  }

  @Test
  void aCheckThatCannotRunLeavesNoFindings() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("out"));
    report(Map.of("STANDPIPE", "no-such-command"));
    assertThat(folder.resolve("out/check.sarif")).doesNotExist();
  }

  @Test
  void recordedEventsTakeThePlaceOfFixtures() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("recorded"));
    Files.writeString(folder.resolve("recorded/OrderPipe.jsonl"), "{}\n");
    report(Map.of("PIPES", "OrderPipe", "EVENTS", "recorded", "CODE_compare", "2"));
    assertThat(report())
        .contains("compare OrderPipe --base main --events recorded/OrderPipe.jsonl");
  }

  @Test
  void thePageDescribesEachInputWithItsDefault() throws IOException {
    String action = Files.readString(ACTION.resolve("action.yml"));
    String inputs = action.substring(action.indexOf("inputs:"), action.indexOf("outputs:"));
    Set<String> described =
        new TreeSet<>(matches("(?m)^\\| `([a-z-]+)` \\|", Files.readString(PAGE)));
    described.removeAll(Set.of("check", "compat", "compare", "mutate", "test"));
    assertThat(described).isEqualTo(new TreeSet<>(matches("(?m)^  ([a-z-]+):$", inputs)));
    Matcher plain =
        Pattern.compile("(?m)^  ([a-z-]+):\\n.*\\n    default: \"?([\\w ./-]+)\"?$")
            .matcher(inputs);
    int checked = 0;
    while (plain.find()) {
      checked++;
      assertThat(Files.readString(PAGE))
          .contains("| `" + plain.group(1) + "` | `" + plain.group(2) + "` |");
    }
    assertThat(checked).isGreaterThan(5);
  }

  /** An input in a script's text could be a command. */
  @Test
  void noScriptContainsAnInput() throws IOException {
    String action = Files.readString(ACTION.resolve("action.yml"));
    assertThat(matches("(?m)^ +run: (.*\\$\\{\\{.*)$", action)).isEmpty();
    assertThat(action.lines().filter(line -> line.contains("${{ inputs.")))
        .isNotEmpty()
        .allMatch(line ->
            line.matches(" +[A-Z_]+: \\$\\{\\{ inputs\\.[a-z-]+ \\}\\}| +- if: .*")
                || line.contains("inputs.comment"));
  }
}
