package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A parameter of a target: a constant, or a path into the event (rule {@code target-dynamic}).
 *
 * @param path empty for a constant
 */
record TargetParameter(String name, String text, Optional<TemplatePath> path) {
  /** AWS documents that these never hold paths. */
  private static final Set<String> CONSTANT = Set.of("LogStreamName", "EndpointId");

  static TargetParameter of(String name, String text) {
    if (CONSTANT.contains(name) || !text.startsWith("$.")) {
      return new TargetParameter(name, text, Optional.empty());
    }
    Optional<TemplatePath> path = TemplatePath.parse(text);
    if (path.isEmpty()) {
      throw new Fault(
          name
              + " is '"
              + text
              + "'; a path is $.key, with letters, digits, -, _ and /, and [n] or [*]");
    }
    return new TargetParameter(name, text, path);
  }

  /** The parameters, after each was read once. */
  static Map<String, String> checked(Map<String, String> parameters) {
    parameters.forEach(TargetParameter::of);
    return Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Refuses a constant, where the API accepts a path only. */
  static void requirePath(String name, Map<String, String> parameters) {
    String text = parameters.get(name);
    if (text != null && of(name, text).path().isEmpty()) {
      throw new Fault(name + " is '" + text + "'; Pipes accepts only a path, such as $.body.time");
    }
  }

  /**
   * Its value for an item.
   *
   * @throws Fault for a path that finds nothing, or what is not a text or a number
   */
  String value(TemplateItem item) {
    if (path.isEmpty()) {
      return text;
    }
    JsonNode found = item.at(path.get());
    if (found.isTextual()) {
      return found.textValue();
    }
    if (!found.isNumber() && !found.isBoolean()) {
      throw new Fault(
          name
              + ": there is "
              + (found.isNull() ? "null" : Json.kind(found))
              + " at <"
              + text
              + ">, and what AWS sends in that case is unsettled; send text there");
    }
    if (!name.equals("Timestamp") && !name.equals("Time")) {
      item.warn(
          "target-dynamic", name + ": <" + text + "> is not a text; its JSON was sent as text");
    }
    return Json.text(found);
  }
}
