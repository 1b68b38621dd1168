package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of an input template: {@code $.a.b[0].c[*]}, in the grammar of the Pipes API (rule {@code
 * template-path}). A step is a key, an index, or {@code *} for every element.
 */
record TemplatePath(String text, List<String> steps) {
  private static final Pattern GRAMMAR =
      Pattern.compile("\\$(\\.[\\w/-]+(\\[(\\d{1,9}|\\*)\\])*)+");
  private static final Pattern STEP = Pattern.compile("\\.([\\w/-]+)|(\\[(?:\\d+|\\*)\\])");

  /** The path in a text; empty if it is outside the grammar. */
  static Optional<TemplatePath> parse(String text) {
    if (!GRAMMAR.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : step.group(2));
    }
    return Optional.of(new TemplatePath(text, steps));
  }

  boolean beginsWith(String key) {
    return steps.getFirst().equals(key);
  }

  boolean hasWildcard() {
    return steps.contains("[*]");
  }

  /** The value in an item, or a missing node. */
  JsonNode in(JsonNode item) {
    return in(item, steps);
  }

  private static JsonNode in(JsonNode value, List<String> steps) {
    if (steps.isEmpty() || value.isMissingNode()) {
      return value;
    }
    String step = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    if (step.equals("[*]")) {
      return every(value, rest);
    }
    return step.startsWith("[")
        ? in(value.path(Integer.parseInt(step.substring(1, step.length() - 1))), rest)
        : in(value.path(step), rest);
  }

  private static JsonNode every(JsonNode value, List<String> rest) {
    if (!value.isArray()) {
      return MissingNode.getInstance();
    }
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : value) {
      JsonNode one = in(element, rest);
      if (!one.isMissingNode()) {
        found.add(one);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return text;
  }
}
