package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule's input option as a JSONata expression over {@code $events} that gives the same body where
 * one can.
 *
 * @param paths {@code InputPathsMap}
 */
record JsonataText(Map<String, String> paths) {
  private static final Pattern SLOT = Pattern.compile("<([A-Za-z0-9_.-]+)>");
  private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_/-]+)|\\[(\\d+)]");
  private static final Map<String, String> RESERVED =
      Map.of(
          "aws.events.event.ingestion-time",
          "$events.SystemMetadata.`aws:IngestionTime`",
          "aws.events.event.json",
          "$events.Data",
          "aws.events.event",
          "{\"id\": $events.Data.id, \"account\": $events.Data.account, \"detailType\":"
              + " $events.Data.`detail-type`, \"time\": $events.Data.time, \"source\":"
              + " $events.Data.source, \"region\": $events.Data.region, \"resources\":"
              + " $events.Data.resources, \"version\": $events.Data.version}");

  /** The path of an event as one of {@code $events}; empty for {@code *} and other forms. */
  static Optional<String> path(String path) {
    if (!path.startsWith("$")) {
      return Optional.empty();
    }
    StringBuilder jsonata = new StringBuilder("$events.Data");
    var steps = STEP.matcher(path.substring(1));
    int end = 0;
    while (steps.find() && steps.start() == end) {
      jsonata.append(
          steps.group(1) != null ? ".`" + steps.group(1) + "`" : "[" + steps.group(2) + "]");
      end = steps.end();
    }
    return end == path.length() - 1 ? Optional.of(jsonata.toString()) : Optional.empty();
  }

  /**
   * A template as an expression; empty if it is not one of JSON or of one text in quotes, or names
   * something that has no counterpart.
   */
  Optional<String> template(String template) {
    StringBuilder text = new StringBuilder();
    boolean inQuotes = false;
    int at = 0;
    for (MatchResult slot : SLOT.matcher(template).results().toList()) {
      Optional<String> value = value(slot.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      String before = template.substring(at, slot.start());
      inQuotes ^= isOddInQuotes(before);
      text.append(before).append(inQuotes ? "\" & " : "").append(value.get());
      text.append(inQuotes ? " & \"" : "");
      at = slot.end();
    }
    text.append(template.substring(at));
    return isConvertible(template) ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> value(String name) {
    if (RESERVED.containsKey(name)) {
      return Optional.of(RESERVED.getOrDefault(name, ""));
    }
    return Optional.ofNullable(paths.get(name))
        .flatMap(JsonataText::path)
        .map(path -> "($exists(" + path + ") ? " + path + " : \"\")");
  }

  private static boolean isOddInQuotes(String text) {
    return text.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count() % 2 == 1;
  }

  /** Whether the template is one JSON value, once its placeholders are. */
  private static boolean isConvertible(String template) {
    List<String> parts = new ArrayList<>();
    boolean inQuotes = false;
    int at = 0;
    for (MatchResult slot : SLOT.matcher(template).results().toList()) {
      String before = template.substring(at, slot.start());
      inQuotes ^= isOddInQuotes(before);
      parts.add(before + (inQuotes ? "x" : "\"x\""));
      at = slot.end();
    }
    String filled = parts.stream().collect(Collectors.joining()) + template.substring(at);
    try {
      JsonNode json = Json.parse(filled);
      return json.isObject() || json.isArray() || json.isTextual();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
