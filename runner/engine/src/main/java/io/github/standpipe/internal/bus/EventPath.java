package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into an event, as rules write it: {@code $.detail.lines[0].sku} (rule {@code
 * bus-input-path}). Keys follow dots; brackets contain an index or {@code *}.
 */
record EventPath(String text, List<String> steps) {
  private static final int MOST_CHARACTERS = 256;
  private static final String INDEX = "\\[(?:\\d{1,9}|\\*)\\]";
  private static final Pattern GRAMMAR =
      Pattern.compile("\\$(?:" + INDEX + ")*(?:\\.(?:[\\w/-]+|\\*)(?:" + INDEX + ")*)*");
  private static final Pattern STEP = Pattern.compile("\\.([\\w/*-]+)|\\[(\\d+|\\*)\\]");

  static EventPath parse(String text, String where) {
    if (text.length() > MOST_CHARACTERS) {
      throw new Fault(where, "the path has " + text.length() + " characters; write at most 256");
    }
    if (!GRAMMAR.matcher(text).matches()) {
      throw new Fault(
          where,
          "the path '"
              + text
              + "' is outside the grammar; write keys after dots, such as $.detail.id");
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : "[" + step.group(2) + "]");
    }
    return new EventPath(text, List.copyOf(steps));
  }

  /** Whether it asks for every element; the result of that is unsettled. */
  boolean asksForEvery() {
    return steps.contains("*") || steps.contains("[*]");
  }

  /** The value in an event, or a missing node. */
  JsonNode in(JsonNode event) {
    JsonNode value = event;
    for (String step : steps) {
      value =
          step.startsWith("[")
              ? value.path(Integer.parseInt(step.substring(1, step.length() - 1)))
              : value.path(step);
    }
    return value;
  }

  @Override
  public String toString() {
    return text;
  }
}
