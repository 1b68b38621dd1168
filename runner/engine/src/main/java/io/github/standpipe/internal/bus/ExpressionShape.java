package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.shape.Reach;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a JSONata expression shows about its result: that of a plain path into the
 * event, and that of an object with literal keys. Anything else is open.
 *
 * @param event the shape of {@code $events}
 */
record ExpressionShape(Shape event) {
  private static final Pattern PATH =
      Pattern.compile("\\$events((?:\\.(?:[A-Za-z_]\\w*|\"[^\"\\\\]+\"|`[^`]+`))*)");
  private static final Pattern STEP = Pattern.compile("\\.(?:\"([^\"]+)\"|`([^`]+)`|(\\w+))");
  private static final Pattern KEY = Pattern.compile("\\s*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)')\\s*:");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*)\"|'([^'\\\\]*)'");

  /**
   * The body's shape; empty if the expression has no result for any event.
   *
   * @param text with {@code {%} and {@code %}} around it
   */
  Optional<Shape> of(String text) {
    String expression = text.strip().replaceFirst("^\\{%", "").replaceFirst("%}$", "").strip();
    Reach found = value(expression);
    return found.presence() == Truth.NEVER ? Optional.empty() : Optional.of(body(found));
  }

  /** A string is sent without quotes, so it may be anything. */
  private static Shape body(Reach found) {
    boolean isText =
        found.shape().alternatives().stream()
            .anyMatch(one -> !(one instanceof Shape.Fields) && !(one instanceof Shape.Listing));
    return isText ? Shape.OPEN : found.shape();
  }

  private Reach value(String expression) {
    Matcher path = PATH.matcher(expression);
    if (path.matches()) {
      return Reach.of(event, steps(path.group(1)));
    }
    Matcher literal = LITERAL.matcher(expression);
    if (literal.matches()) {
      String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
      return new Reach(Shape.constant(text), Truth.ALWAYS);
    }
    return object(expression)
        .map(shape -> new Reach(shape, Truth.ALWAYS))
        .orElse(new Reach(Shape.OPEN, Truth.PERHAPS));
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      steps.add(
          Optional.ofNullable(step.group(1))
              .or(() -> Optional.ofNullable(step.group(2)))
              .orElse(step.group(3)));
    }
    return steps;
  }

  /** A key without a value is silently omitted. */
  private Optional<Shape> object(String expression) {
    if (!expression.startsWith("{") || !expression.endsWith("}") || expression.contains("/*")) {
      return Optional.empty();
    }
    Optional<List<String>> parts = parts(expression.substring(1, expression.length() - 1));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (String part : parts.get()) {
      Matcher key = KEY.matcher(part);
      if (!key.lookingAt()) {
        return Optional.empty();
      }
      Reach value = value(part.substring(key.end()).strip());
      String name = key.group(1) == null ? key.group(2) : key.group(1);
      if (value.presence() != Truth.NEVER) {
        members.put(name, new Member(widened(value.shape()), value.presence() == Truth.ALWAYS));
      }
    }
    return Optional.of(Shape.closed(members));
  }

  /** JSONata unwraps an array of one element, so a list may not stay one. */
  private static Shape widened(Shape shape) {
    return shape instanceof Shape.Listing ? Shape.OPEN : shape;
  }

  /** The parts between commas outside brackets and strings; empty if brackets do not match. */
  private static Optional<List<String>> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        i = closing(text, i);
      } else if ("{[(".indexOf(c) >= 0) {
        depth++;
      } else if ("}])".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    if (!text.isBlank()) {
      parts.add(text.substring(Math.min(from, text.length())));
    }
    return depth == 0 ? Optional.of(parts) : Optional.empty();
  }

  private static int closing(String text, int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != text.charAt(open)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
