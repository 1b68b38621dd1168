package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/fidelity.md true: no rule without a case, no case without a rule. */
class FidelityTest {
  private static final Path RULES = Path.of("runner/cli/src/test/rules/fixtures");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([\\w-]+)` \\| (.+) \\| (.+) \\| (\\w+) \\| (.*) \\|", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private record Rule(
      String id, String sentence, String source, String status, List<String> cases) {}

  private final List<Rule> ledger = ledger();

  @Test
  void eachRuleHasASentenceASourceAndAStatus() {
    assertThat(ledger).hasSizeGreaterThan(80).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(ledger).allSatisfy(rule -> assertThat(rule.sentence()).endsWith("."));
    assertThat(ledger)
        .extracting(Rule::status)
        .containsOnly("documented", "observed", "inferred", "unsettled");
  }

  @Test
  void noRuleIsWithoutACase() {
    assertThat(ledger).allSatisfy(rule -> assertThat(rule.cases()).as(rule.id()).isNotEmpty());
  }

  @Test
  void eachCaseThatARuleNamesIsThere() {
    Set<String> missing = new TreeSet<>(cases());
    missing.removeIf(FidelityTest::isThere);
    assertThat(missing).isEmpty();
  }

  @Test
  void noFixtureOfTheRulesIsWithoutARule() {
    Set<String> unnamed = new TreeSet<>();
    for (Path subject : entries(RULES)) {
      for (Path fixture : entries(subject)) {
        unnamed.add(RULES.relativize(fixture).toString());
      }
    }
    assertThat(unnamed).hasSizeGreaterThan(60);
    unnamed.removeAll(cases());
    assertThat(unnamed).isEmpty();
  }

  @Test
  void everyEdgeCaseAndEveryOpenQuestionHasARow() {
    List<String> expected =
        Stream.of("E", "U")
            .flatMap(kind -> IntStream.rangeClosed(1, 20).mapToObj(number -> kind + number))
            .toList();
    assertThat(ledger).extracting(Rule::id).containsAll(expected);
  }

  @Test
  void eachRuleThatTheCodeNamesHasARow() {
    Pattern named =
        Pattern.compile(
            "rules? \\{@code ([\\w-]+)\\}|new"
                + " Warning\\(\\s*\"([\\w-]+)\"|warn\\(\\s*(?:record, )?\"([\\w-]+)\"");
    Set<String> ids = new TreeSet<>();
    for (Path file : javaFiles("src/main")) {
      for (MatchResult match : named.matcher(text(file)).results().toList()) {
        IntStream.rangeClosed(1, 3)
            .mapToObj(match::group)
            .filter(java.util.Objects::nonNull)
            .forEach(ids::add);
      }
    }
    assertThat(ids).hasSizeGreaterThan(10);
    assertThat(ledger).extracting(Rule::id).containsAll(ids);
  }

  private List<String> cases() {
    return ledger.stream().flatMap(rule -> rule.cases().stream()).toList();
  }

  private static boolean isThere(String name) {
    int method = name.indexOf('#');
    return method < 0
        ? Files.isDirectory(RULES.resolve(name)) || Files.isDirectory(Path.of("fixtures", name))
        : javaFiles("src/test").stream()
            .filter(file -> file.endsWith(name.substring(0, method) + ".java"))
            .anyMatch(file -> text(file).contains(" void " + name.substring(method + 1) + "("));
  }

  private static List<Rule> ledger() {
    return ROW.matcher(text(Path.of("docs/fidelity.md")))
        .results()
        .map(row -> new Rule(row.group(1), row.group(2), row.group(3), row.group(4), codes(row)))
        .toList();
  }

  private static List<String> codes(MatchResult row) {
    return CODE.matcher(row.group(5)).results().map(code -> code.group(1)).toList();
  }

  private static List<Path> javaFiles(String folder) {
    try {
      return ModuleFolders.javaFiles(ModuleFolders.published(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
