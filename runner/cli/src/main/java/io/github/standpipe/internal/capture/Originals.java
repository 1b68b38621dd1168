package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values to redact, collected before any is replaced. */
final class Originals {
  private static final int SHORTEST = 4;

  /** A value that the filter compares, and the first event that holds it. */
  record Compared(String correlation, List<PathMatchers> matchers) {}

  private final Replacements rules;
  private final DataKeys keys;
  private final Set<Object> avoided = new HashSet<>();
  private final Set<String> texts = new HashSet<>();
  private final Set<JsonNode> kept = new LinkedHashSet<>();
  private final Map<JsonNode, Compared> compared = new LinkedHashMap<>();
  private final Map<String, Set<LocalDate>> dates = new LinkedHashMap<>();

  /** Reads messages and their documents, by look-up, then by key. */
  Originals(Replacements rules, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    this.rules = rules;
    this.keys = rules.keys();
    for (ObjectNode record : records) {
      String correlation = Correlation.of(record);
      dates.computeIfAbsent(correlation, c -> new HashSet<>());
      collect(ValuePath.EVENT, event(record), correlation);
      for (String part : List.of("attributes", "messageAttributes")) {
        collect(ValuePath.of(part), record.path(part), correlation);
      }
    }
    boolean isOneEvent = dates.size() == 1;
    String first = dates.isEmpty() ? "" : dates.keySet().iterator().next();
    documents.forEach((lookup, byKey) -> {
      for (JsonNode document : byKey) {
        String correlation = isOneEvent ? first : Correlation.ofDocument(lookup, document);
        collect(ValuePath.of("lookups." + lookup), document, correlation);
      }
    });
  }

  /** The body as JSON, if it is JSON. */
  static JsonNode event(ObjectNode record) {
    JsonNode body = record.path("body");
    JsonNode event = body.isTextual() ? Capture.parsed(body.textValue()) : body;
    return event == null || event.isNumber() && body.isTextual() ? body : event;
  }

  /** The JSON in a text, such as the event in an SNS envelope. */
  static @Nullable JsonNode inner(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") || start.startsWith("\"")
        ? Capture.parsed(text)
        : null;
  }

  private void collect(ValuePath path, JsonNode value, String correlation) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      date(member.getKey(), correlation);
      avoided.add(member.getKey());
      boolean isData = keys.isData(member.getKey());
      collect(path.below(member.getKey(), isData), member.getValue(), correlation);
    }
    if (value.isArray()) {
      value.forEach(item -> collect(path, item, correlation));
    }
    if (value.isTextual() || value.isNumber()) {
      scalar(path.orBody(), value, correlation);
    }
    if (!value.isValueNode() && rules.keeps(path)) {
      keepAll(value);
    }
  }

  private void scalar(ValuePath path, JsonNode value, String correlation) {
    if (rules.keeps(path)) {
      kept.add(plain(value));
    }
    JsonNode inner = value.isTextual() ? inner(value.textValue()) : null;
    if (inner != null) {
      collect(path, inner, correlation);
    } else if (value.isTextual()) {
      date(value.textValue(), correlation);
      texts.add(value.textValue());
    } else if (value.decimalValue().precision() >= SHORTEST) {
      avoided.add(value.decimalValue());
    }
    PathMatchers matchers = rules.compared().get(path.exact());
    if (matchers != null && inner == null && !path.exact().endsWith(".dataType")) {
      compared
          .computeIfAbsent(plain(value), v -> new Compared(correlation, new ArrayList<>()))
          .matchers()
          .add(matchers);
    }
  }

  private void date(String text, String correlation) {
    Pseudonyms.date(text)
        .ifPresent(date -> dates.computeIfAbsent(correlation, c -> new HashSet<>()).add(date));
  }

  private void keepAll(JsonNode value) {
    if (value.isTextual() || value.isNumber()) {
      kept.add(plain(value));
    }
    value.forEach(this::keepAll);
  }

  /** Numbers of one kind, so that equal ones are equal. */
  private static JsonNode plain(JsonNode value) {
    return value.isNumber()
        ? DecimalNode.valueOf(value.decimalValue())
        : TextNode.valueOf(value.textValue());
  }

  /**
   * The values that must not be used as substitutes: texts, keys and numbers, except short ones.
   */
  Set<Object> avoided() {
    Set<Object> all = new HashSet<>(avoided);
    texts.stream().filter(text -> text.length() >= SHORTEST).forEach(all::add);
    return all;
  }

  Set<String> texts() {
    return texts;
  }

  /** The values at a path that is kept. */
  Set<JsonNode> kept() {
    return kept;
  }

  Map<JsonNode, Compared> compared() {
    return compared;
  }

  /** The dates of each event, and of each document if there are several events. */
  Map<String, Set<LocalDate>> dates() {
    return dates;
  }
}
