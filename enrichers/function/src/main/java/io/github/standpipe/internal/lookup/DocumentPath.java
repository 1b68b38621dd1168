package io.github.standpipe.internal.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path to a part of an item, as in {@code address.city} or {@code items[0].sku}.
 *
 * @param steps the names, and the indexes in brackets
 */
record DocumentPath(List<String> steps) {
  /** An item is at most 32 levels deep. */
  private static final int DEEPEST = 32;

  private static final String NAME = "[^,.\\[\\]\\s]+";
  private static final String INDEX = "\\[\\d{1,9}]";
  private static final Pattern STEP = Pattern.compile(NAME + "|" + INDEX);
  private static final String PATH = NAME + "(" + INDEX + "|\\." + NAME + ")*";

  static boolean arePaths(String commaSeparated) {
    return commaSeparated.matches(PATH + "(," + PATH + ")*");
  }

  static DocumentPath parse(String text) {
    List<String> steps = new ArrayList<>();
    for (Matcher step = STEP.matcher(text); step.find(); ) {
      steps.add(step.group());
    }
    return new DocumentPath(List.copyOf(steps));
  }

  /** An attribute whose name may hold dots. */
  static DocumentPath ofAttribute(String name) {
    return new DocumentPath(List.of(name));
  }

  boolean isTooDeep() {
    return steps.size() > DEEPEST;
  }

  /**
   * Whether DynamoDB refuses two paths in one expression: the same part twice, a part of the other,
   * or one that needs a list where the other needs a map.
   */
  boolean excludes(DocumentPath other) {
    int shorter = Math.min(steps.size(), other.steps.size());
    for (int i = 0; i < shorter; i++) {
      String step = steps.get(i);
      String otherStep = other.steps.get(i);
      if (isIndex(i) != other.isIndex(i)) {
        return true;
      }
      if (!Objects.equals(step, otherStep)) {
        return false;
      }
    }
    return true;
  }

  private boolean isIndex(int place) {
    return place > 0 && steps.get(place).startsWith("[");
  }

  /** The path in an expression, with each name as the placeholder for it. */
  String written(UnaryOperator<String> placeholder) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      written.append(i > 0 && !isIndex(i) ? "." : "");
      written.append(isIndex(i) ? step : placeholder.apply(step));
    }
    return written.toString();
  }
}
