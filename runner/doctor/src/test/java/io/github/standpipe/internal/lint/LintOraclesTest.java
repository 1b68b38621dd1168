package io.github.standpipe.internal.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of random transforms is what their evaluations show. */
class LintOraclesTest {
  private static final int TRANSFORMS = 900;
  private static final int EVENTS = 6;

  @TempDir private Path folder;

  /** Notes the keys that are requested, by the name of the look-up. */
  private static final class Lookups implements Function {
    private final Map<String, Set<String>> keys = new HashMap<>();

    @Override
    public String getName() {
      return "lookup";
    }

    @Override
    public int getMinArguments() {
      return 2;
    }

    @Override
    public int getMaxArguments() {
      return 2;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
      keys.computeIfAbsent(arguments[0].asText(), name -> new HashSet<>())
          .add(Json.text(arguments[1]));
      return NullNode.instance;
    }
  }

  private record Evaluated(Optional<String> result, Map<String, Set<String>> keys) {}

  private static Optional<Expression> compiled(String text, Lookups lookups) {
    try {
      return Optional.of(
          new Parser(new StringReader(text)).withFunctions(List.of(lookups)).compile());
    } catch (JsltException | ArithmeticException e) {
      return Optional.empty(); // an operator on constants that JSLT evaluates at once
    }
  }

  /** The result for an event; empty if the evaluation fails. */
  private static Evaluated evaluated(String text, JsonNode event) {
    Lookups lookups = new Lookups();
    Optional<Expression> expression = compiled(text, lookups);
    try {
      return new Evaluated(expression.map(one -> Json.text(one.apply(event))), lookups.keys);
    } catch (JsltException e) {
      return new Evaluated(Optional.empty(), lookups.keys);
    }
  }

  private static List<JsonNode> events(long seed) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(Json.parse(RandomTexts.event(seed * EVENTS + i)));
    }
    return events;
  }

  private List<LintFinding> findings(String text) throws IOException {
    Path file = folder.resolve("random.jslt");
    Files.writeString(file, text);
    return TransformLint.of(file).findings(Optional.empty());
  }

  /** The text without the variable whose name stands at a place; its value is in brackets. */
  private static String without(String text, LintFinding variable) {
    int name = 0;
    for (int line = 1; line < variable.line(); line++) {
      name = text.indexOf('\n', name) + 1;
    }
    name += variable.column() - 1;
    int from = text.lastIndexOf("let", name);
    int to = text.indexOf('(', name);
    int open = 1;
    while (open > 0) {
      to++;
      open += text.charAt(to) == '(' ? 1 : text.charAt(to) == ')' ? -1 : 0;
    }
    return text.substring(0, from) + text.substring(to + 1);
  }

  /** A variable that is not used can be removed; one that is used cannot, as its name is read. */
  @Test
  void anUnusedVariableIsNotMissed() throws IOException {
    int unused = 0;
    int evaluated = 0;
    for (int seed = 0; seed < TRANSFORMS; seed++) {
      String text = RandomTexts.of(seed);
      if (compiled(text, new Lookups()).isEmpty()) {
        continue;
      }
      for (LintFinding finding : findings(text)) {
        if (finding.rule() == LintRule.UNUSED && finding.observed().startsWith("The variable")) {
          unused++;
          String less = without(text, finding);
          assertThat(compiled(less, new Lookups())).as("%s%n%s", text, finding).isPresent();
          for (JsonNode event : events(seed)) {
            Optional<String> before = evaluated(text, event).result();
            if (before.isPresent()) {
              evaluated++;
              assertThat(evaluated(less, event).result())
                  .as("%s%n%s", text, finding)
                  .isEqualTo(before);
            }
          }
        }
      }
    }
    assertThat(unused).isGreaterThan(80);
    assertThat(evaluated).isGreaterThan(400);
  }

  /** The other direction: a name that is never read anywhere is always reported. */
  @Test
  void eachVariableThatNothingReadsIsReported() throws IOException {
    Pattern let = Pattern.compile("(?m)^let (\\w+) =");
    int checked = 0;
    for (int seed = 0; seed < TRANSFORMS; seed++) {
      String text = RandomTexts.of(seed);
      if (compiled(text, new Lookups()).isEmpty()) {
        continue;
      }
      String all = findings(text).toString();
      Matcher declared = let.matcher(text);
      while (declared.find()) {
        if (!text.contains("$" + declared.group(1))) {
          checked++;
          assertThat(all)
              .as(text)
              .contains("The variable $" + declared.group(1) + " is never used");
        }
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  /** Each call of a look-up has a name of its own, and is evaluated for each item of its loop. */
  @Test
  void aLookupThatIsTheSameForEachItemRequestsOneKey() throws IOException {
    Pattern called = Pattern.compile("lookup\\(\"(n\\d+)\"");
    int same = 0;
    int several = 0;
    for (int seed = 0; seed < TRANSFORMS * 5 / 4; seed++) {
      String text = RandomTexts.of(seed);
      if (text.contains("def ") || compiled(text, new Lookups()).isEmpty()) {
        continue; // a function may be called for several items
      }
      Set<String> reported = new HashSet<>();
      for (LintFinding finding : findings(text)) {
        Matcher name = called.matcher(finding.observed());
        if (finding.rule() == LintRule.LOOKUP_IN_LOOP && name.find()) {
          reported.add(name.group(1));
        }
      }
      for (JsonNode event : events(seed)) {
        for (Map.Entry<String, Set<String>> one : evaluated(text, event).keys().entrySet()) {
          boolean nested = isNested(text, one.getKey());
          several += one.getValue().size() > 1 ? 1 : 0;
          if (reported.contains(one.getKey()) && !nested) {
            same++;
            assertThat(one.getValue()).as("%s%n%s", text, one.getKey()).hasSize(1);
          }
        }
      }
    }
    assertThat(same).isGreaterThan(40);
    assertThat(several).isGreaterThan(40);
  }

  /** Whether a loop stands in another one, whose items its key may depend on. */
  private static boolean isNested(String text, String lookup) {
    int at = text.indexOf("\"" + lookup + "\"");
    int open = 0;
    for (int i = at; i >= 0; i--) {
      open += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
    }
    return open > 1;
  }

  /** The value of a pair that is reported as always the same is that value for each event. */
  @Test
  void aComparisonThatIsAlwaysTheSameIs() throws IOException {
    Pattern always = Pattern.compile(" is always (true|false)\\.$");
    int checked = 0;
    for (int seed = 0; seed < TRANSFORMS; seed++) {
      String text = RandomTexts.of(seed);
      if (compiled(text, new Lookups()).isEmpty()) {
        continue;
      }
      for (LintFinding finding : findings(text)) {
        Matcher value = always.matcher(finding.observed());
        String line = text.lines().toList().get(finding.line() - 1);
        Matcher pair = Pattern.compile("\"(k\\d)\": \\((.*)\\),?").matcher(line);
        if (finding.rule() == LintRule.CONSTANT_COMPARISON
            && value.find()
            && pair.matches()
            && finding.observed().startsWith(LintReport.quoted(pair.group(2)) + " is")) {
          for (JsonNode event : events(seed)) {
            Optional<String> result = evaluated(text, event).result();
            if (result.isPresent()) {
              checked++;
              assertThat(Json.parse(result.get()).path(pair.group(1)).asText())
                  .as("%s%n%s%n%s", text, finding, event)
                  .isEqualTo(value.group(1));
            }
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  /** The literal in a branch that is never reached is in no result. */
  @Test
  void aDeadBranchIsInNoResult() throws IOException {
    Pattern literal = Pattern.compile("\"then\\d+\"");
    int checked = 0;
    for (int seed = 0; seed < TRANSFORMS; seed++) {
      String text = RandomTexts.of(seed);
      if (compiled(text, new Lookups()).isEmpty()) {
        continue;
      }
      for (LintFinding finding : findings(text)) {
        String rest = text.lines().toList().get(finding.line() - 1).substring(finding.column() - 1);
        Matcher branch = literal.matcher(rest);
        if (finding.rule() == LintRule.DEAD_BRANCH && branch.lookingAt()) {
          for (JsonNode event : events(seed)) {
            Optional<String> result = evaluated(text, event).result();
            if (result.isPresent()) {
              checked++;
              assertThat(result.get()).as("%s%n%s", text, finding).doesNotContain(branch.group());
            }
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(10);
  }
}
