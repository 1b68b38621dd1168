package io.github.standpipe.machine;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comparisons of a condition in JSONata. A condition is cut at its {@code and} and {@code or}
 * outside of brackets and quotes; a part that cannot be split is one leaf.
 */
record ConditionLeaves(StateEvaluation evaluation, List<ChoiceReasons.Leaf> leaves) {
  private static final Pattern WORD = Pattern.compile("(?<=[\\s)\\]}\"'])(?:and|or)(?=[\\s(\"'$])");
  private static final Pattern RELATION =
      Pattern.compile("!=|<=|>=|=|<|>|(?<=[\\s)\\]])in(?=[\\s\\[$(])");

  /** Adds the leaves of a field that holds a condition. */
  void add(String field) {
    if (!JsonataExpressions.isExpression(field)) {
      leaves.add(new ChoiceReasons.Leaf(field, Optional.empty(), "true", field.equals("true")));
      return;
    }
    texts(field).forEach(text -> leaves.add(leaf(text)));
  }

  /** The texts of the leaves of an expression. */
  static List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    cut(unwrapped(JsonataExpressions.expression(field)), 0, texts);
    return texts;
  }

  private static void cut(String condition, int depth, List<String> texts) {
    List<String> parts = depth < 20 ? parts(condition) : List.of(condition);
    if (parts.size() == 1) {
      texts.add(condition);
      return;
    }
    parts.forEach(part -> cut(unwrapped(part), depth + 1, texts));
  }

  private ChoiceReasons.Leaf leaf(String condition) {
    boolean holds =
        value(condition).filter(JsonNode::isBoolean).map(JsonNode::asBoolean).orElse(false);
    String outside = outside(condition);
    Matcher relation = RELATION.matcher(outside);
    if (relation.find() && relation.start() > 0 && !isBound(outside)) {
      String left = condition.substring(0, relation.start()).strip();
      String right = condition.substring(relation.end()).strip();
      if (compiles(left) && compiles(right)) {
        return new ChoiceReasons.Leaf(
            left, value(left), relation.group() + " " + right + computed(right), holds);
      }
    }
    return new ChoiceReasons.Leaf(condition, value(condition), "true", holds);
  }

  /** The value of a right side that is not a literal. */
  private String computed(String right) {
    return right.contains("$")
        ? value(right).map(value -> " = " + MachineJson.text(value)).orElse("")
        : "";
  }

  private Optional<JsonNode> value(String expression) {
    try {
      JsonNode field = TextNode.valueOf("{% " + expression + " %}");
      return Optional.of(evaluation.jsonata(field, "Condition"));
    } catch (StateFailure e) {
      return Optional.empty();
    }
  }

  private static List<String> parts(String condition) {
    String outside = outside(condition);
    List<String> parts = new ArrayList<>();
    if (isBound(outside)) {
      return List.of(condition);
    }
    Matcher word = WORD.matcher(outside);
    int from = 0;
    while (word.find()) {
      parts.add(condition.substring(from, word.start()).strip());
      from = word.end();
    }
    parts.add(condition.substring(from).strip());
    return parts.stream().allMatch(ConditionLeaves::compiles) ? parts : List.of(condition);
  }

  /** Whether it contains an operator that binds less tightly than {@code or}. */
  private static boolean isBound(String outside) {
    return outside.contains("?") || outside.contains(":=") || outside.contains(";");
  }

  private static boolean compiles(String part) {
    try {
      JsonataExpressions.compile(part);
      return !part.isEmpty();
    } catch (JException e) {
      return false;
    }
  }

  private static String unwrapped(String condition) {
    String inner = condition;
    while (isWrapped(outside(inner))) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    return inner;
  }

  private static boolean isWrapped(String outside) {
    int last = outside.length() - 1;
    return outside.startsWith("(") && outside.endsWith(")") && outside.substring(1, last).isBlank();
  }

  /** The same text with blanks in place of everything in brackets, quotes and comments. */
  private static String outside(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == '"' || c == '\'' || c == '`' ? closing(text, i, c) : i;
      boolean closes = c == ')' || c == ']' || c == '}';
      depth -= closes ? 1 : 0;
      out.append(depth > 0 ? ' ' : c);
      out.repeat(' ', Math.max(0, end - i - 1));
      if (end > i) {
        out.append(depth > 0 ? ' ' : c);
      }
      depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
      i = end;
    }
    return out.toString();
  }

  /** The end of a quoted text; the last character if it is not closed. */
  private static int closing(String text, int from, char quote) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return text.length() - 1;
  }
}
