package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares a value with a recorded one: names and times that the recorder replaced stand for any
 * text, and an object that was recorded in place of its text is compared with what the text says.
 */
final class RecordedValue {
  private static final Pattern HIDDEN =
      Pattern.compile(
          "<[A-Za-z][A-Za-z0-9_.:-]*>|^\\w+EventDetails\\.\\w+$|\\b(start|stop|entered)-(date|time)\\b|^(date|timestamp)$"
              + "|\\{\\{repeat:(.):(\\d+)}}|\\b(s(nf|fn)_role_arn|map_run_arn|a_task_token|RandomNumberGenerated|generated-uuid)\\b|\\b111111111111\\b");

  private RecordedValue() {}

  /** The first difference, with its place; empty if there is none. */
  static Optional<String> difference(String at, JsonNode recorded, JsonNode seen) {
    if (recorded.isTextual()) {
      return seen.isTextual() && seen.textValue().matches("<(create|fn)_[a-zA-Z_]+>")
          ? Optional.empty()
          : ofText(at, recorded.textValue(), seen);
    }
    if (seen.isTextual() && (recorded.isContainerNode())) {
      Optional<JsonNode> parsed = parse(seen.textValue());
      return parsed.isPresent()
          ? difference(at, recorded, parsed.get())
          : differs(at, recorded, seen);
    }
    if (recorded.isObject() && seen.isObject()) {
      return ofObjects(at, recorded, seen);
    }
    if (recorded.isArray() && seen.isArray()) {
      return ofArrays(at, recorded, seen);
    }
    return same(recorded, seen) ? Optional.empty() : differs(at, recorded, seen);
  }

  private static boolean same(JsonNode recorded, JsonNode seen) {
    return recorded.isNumber() && seen.isNumber()
        ? JsonEquality.equal(recorded, seen)
        : recorded.equals(seen);
  }

  private static Optional<String> differs(String at, JsonNode recorded, JsonNode seen) {
    return Optional.of(at + ": recorded " + cut(recorded) + ", was " + cut(seen));
  }

  private static String cut(JsonNode json) {
    String text = json.isMissingNode() ? "nothing" : MachineJson.text(json);
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MachineJson.parse(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofText(String at, String recorded, JsonNode seen) {
    Matcher hidden = HIDDEN.matcher(recorded);
    if (!hidden.find()) {
      return seen.isTextual() && seen.textValue().equals(recorded)
          ? Optional.empty()
          : differs(at, MachineJson.NODES.textNode(recorded), seen);
    }
    StringBuilder pattern = new StringBuilder("(?s)");
    int from = 0;
    do {
      pattern.append(Pattern.quote(recorded.substring(from, hidden.start()))).append(".*?");
      from = hidden.end();
    } while (hidden.find());
    pattern.append(Pattern.quote(recorded.substring(from)));
    String text = seen.isTextual() ? seen.textValue() : MachineJson.text(seen);
    return Pattern.matches(pattern.toString(), text)
        ? Optional.empty()
        : differs(at, MachineJson.NODES.textNode(recorded), seen);
  }

  private static Optional<String> ofObjects(String at, JsonNode recorded, JsonNode seen) {
    Set<String> names = new TreeSet<>();
    recorded.fieldNames().forEachRemaining(names::add);
    seen.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (name.equals("RedriveCount") && recorded.has("StartTime") || name.endsWith("Text")) {
        continue;
      }
      Optional<String> difference =
          difference(at + "." + name, recorded.path(name), seen.path(name));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofArrays(String at, JsonNode recorded, JsonNode seen) {
    if (recorded.size() != seen.size()) {
      return differs(at, recorded, seen);
    }
    Iterator<JsonNode> items = seen.iterator();
    int place = 0;
    for (JsonNode item : recorded) {
      Optional<String> difference = difference(at + "[" + place++ + "]", item, items.next());
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }
}
