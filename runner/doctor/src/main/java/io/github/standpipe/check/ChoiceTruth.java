package io.github.standpipe.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.ChoiceReasons;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The result of a Choice rule for a batch, if it is certain for any batch. */
record ChoiceTruth(Certainty answer, List<Property> read) {
  private static final Set<String> TYPES =
      Set.of("IsNull", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp");

  /** Comparisons that are tried as true and as false, each with each. */
  private static final int MOST_OPEN = 6;

  /** What hangs on the form of the batch alone, and not on what an event says. */
  private static final Pattern OF_FORM =
      Pattern.compile(
          "(?>\\$(?:type|exists|count)\\(\\s*\\$states\\.(?:input|context\\.Execution\\.Input)"
              + "(?:\\[\\d+])?\\s*\\)|\\$not(?=\\()|\"[^\"\\\\]*\"|'[^'\\\\]*'|\\d+"
              + "|true|false|and|or|in|[!<>]?=|[<>()\\[\\],]|\\s)++");

  /** A rule in JSONPath, read from left to right as far as the service reads it. */
  static ChoiceTruth of(Property rule, BatchPath.Scope scope) {
    List<Property> read = new ArrayList<>();
    return new ChoiceTruth(decide(rule, scope, read), read);
  }

  private static Certainty decide(Property rule, BatchPath.Scope scope, List<Property> read) {
    if (!rule.get("Not").isAbsent()) {
      return decide(rule.get("Not"), scope, read).not();
    }
    if (!rule.get("And").isAbsent()) {
      return all(rule.get("And").items(), Certainty.NO, scope, read);
    }
    if (!rule.get("Or").isAbsent()) {
      return all(rule.get("Or").items(), Certainty.YES, scope, read);
    }
    if (rule.get("IsPresent").isAbsent()) {
      read.add(rule);
      return TYPES.stream().anyMatch(type -> !rule.get(type).isAbsent())
          ? compared(rule, scope)
          : Certainty.MAYBE;
    }
    return compared(rule, scope);
  }

  /** All of them, or any of them; the first answer that decides ends it. */
  private static Certainty all(
      List<Property> rules, Certainty decides, BatchPath.Scope scope, List<Property> read) {
    Certainty sum = decides.not();
    for (Property one : rules) {
      Certainty answer = decide(one, scope, read);
      if (answer == decides) {
        return decides;
      }
      sum = answer == Certainty.MAYBE ? answer : sum;
    }
    return sum;
  }

  /** A comparison that asks for presence or a type. */
  private static Certainty compared(Property rule, BatchPath.Scope scope) {
    String variable = rule.get("Variable").text().orElse("");
    return rule.json()
        .filter(json -> json instanceof ObjectNode && !variable.isEmpty())
        .map(json -> new ChoiceExperiment(variable, false, scope).holds((ObjectNode) json))
        .orElse(Certainty.MAYBE);
  }

  /**
   * A condition in JSONata: it is evaluated with each of its comparisons that is not of the batch's
   * form taken as true and as false.
   */
  static Certainty of(String condition, BatchPath.Scope scope) {
    List<String> comparisons = ChoiceReasons.comparisons(condition.strip());
    long open = comparisons.stream().filter(one -> !isOfForm(one)).count();
    if (comparisons.isEmpty() || open == comparisons.size() || open > MOST_OPEN) {
      return Certainty.MAYBE;
    }
    @Nullable Certainty all = null;
    for (int taken = 0; taken < 1 << open; taken++) {
      Certainty one = holds(closed(condition.strip(), comparisons, taken), scope);
      if (one == Certainty.MAYBE || all != null && all != one) {
        return Certainty.MAYBE;
      }
      all = one;
    }
    return all == null ? Certainty.MAYBE : all;
  }

  private static boolean isOfForm(String comparison) {
    return OF_FORM.matcher(comparison).matches();
  }

  private static Certainty holds(String condition, BatchPath.Scope scope) {
    return new ChoiceExperiment(condition, true, scope)
        .holds(Json.object().put("Condition", condition));
  }

  /** The condition with the value of a bit in place of each open comparison. */
  private static String closed(String condition, List<String> comparisons, int taken) {
    StringBuilder closed = new StringBuilder();
    int from = 0;
    int bit = 0;
    for (String one : comparisons) {
      int at = condition.indexOf(one, from);
      closed.append(condition, from, at);
      closed.append(isOfForm(one) ? one : String.valueOf((taken >> bit++ & 1) == 1));
      from = at + one.length();
    }
    return closed.append(condition, from, condition.length()).toString();
  }
}
