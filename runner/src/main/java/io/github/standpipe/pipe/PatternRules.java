package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What Pipes refuses of a pattern that event-ruler would take, and what can never match. */
final class PatternRules {
  private static final Set<String> TEXT_FIELDS =
      Set.of("messageId", "receiptHandle", "md5OfBody", "md5OfMessageAttributes");
  private static final Set<String> METADATA = Set.of("attributes", "messageAttributes");
  private static final Set<String> ADDED_BY_THE_POLLER =
      Set.of(
          "awsRegion",
          "eventSource",
          "eventSourceARN",
          "eventVersion",
          "eventID",
          "eventName",
          "invokeIdentityArn",
          "eventSourceKey");
  private static final Set<String> NOT_IN_PIPES = Set.of("wildcard", "cidr", "exactly");

  private final String where;
  private final List<Warning> warnings = new ArrayList<>();
  private final Set<FilterPattern.Form> forms = EnumSet.noneOf(FilterPattern.Form.class);

  PatternRules(String where) {
    this.where = where;
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  FilterPattern.Form check(JsonNode pattern) {
    if (pattern.isObject()) {
      pattern.properties().forEach(field -> top(field.getKey(), field.getValue()));
    }
    if (forms.size() > 1) {
      throw refused(
          "asks for a JSON body in one place and for a text body in another;"
              + " write a pattern for each");
    }
    return forms.isEmpty() ? FilterPattern.Form.NONE : forms.iterator().next();
  }

  private void top(String key, JsonNode value) {
    String name = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    if (key.equals("$or") && value.isArray()) {
      value.forEach(branch -> branch.properties().forEach(f -> top(f.getKey(), f.getValue())));
    } else if (name.equals("body")) {
      forms.add(body(key, value));
      operators(key, value);
    } else if (ADDED_BY_THE_POLLER.contains(name)) {
      throw refused("names '" + name + "', which Pipes adds to a record only after the filter");
    } else if (METADATA.contains(name)) {
      warnings.add(new Warning("U12", where + " filters on " + name + ", which AWS does not show"));
      operators(key, value);
      strings(key, value, name.equals("attributes"));
    } else if (TEXT_FIELDS.contains(name)) {
      operators(key, value);
      strings(key, value, true);
    } else {
      unknown(key, value);
    }
  }

  private FilterPattern.Form body(String key, JsonNode value) {
    boolean text = key.equals("body") && value.isArray();
    if (text) {
      strings(key, value, true);
    }
    return text ? FilterPattern.Form.TEXT : FilterPattern.Form.JSON;
  }

  private void unknown(String key, JsonNode value) {
    if (!leaves(
        value, leaf -> leaf.path("exists").isBoolean() && !leaf.get("exists").asBoolean())) {
      throw refused(
          "can never match: an SQS record has no '"
              + key
              + "'; what the message says stands under \"body\"");
    }
    warnings.add(
        new Warning(
            "filter-never-matches",
            where + " asks that '" + key + "' be absent, which it is in every SQS record"));
  }

  /** Refuses matchers of other kinds than strings where a record holds only strings. */
  private void strings(String key, JsonNode value, boolean only) {
    if (value.isObject()) {
      value.properties().forEach(f -> strings(key + "." + f.getKey(), f.getValue(), only));
    } else if (only && value.isArray() && !value.isEmpty() && !takesStrings(value)) {
      throw refused("can never match: '" + key + "' is a string in every SQS record");
    }
  }

  private static boolean takesStrings(JsonNode matchers) {
    return StreamSupport.stream(matchers.spliterator(), false)
        .anyMatch(m -> m.isTextual() || m.isNull() || m.isObject() && !m.has("numeric"));
  }

  private void operators(String key, JsonNode value) {
    if (key.endsWith("$or") && value.isArray()) {
      value.forEach(branch -> operators("", branch));
    } else if (value.isObject()) {
      value.properties().forEach(f -> operators(f.getKey(), f.getValue()));
    } else if (value.isArray()) {
      value.forEach(this::operator);
    }
  }

  private void operator(JsonNode matcher) {
    for (var field : matcher.properties()) {
      if (NOT_IN_PIPES.contains(field.getKey())) {
        throw refused("uses '" + field.getKey() + "', which Pipes is not documented to support");
      }
      if (field.getKey().equals("anything-but") && field.getValue().isObject()) {
        String nested =
            field.getValue().properties().stream().map(f -> f.getKey()).findFirst().orElse("{}");
        throw refused(
            "uses 'anything-but' with '"
                + nested
                + "', which Pipes does not support;"
                + " give anything-but strings or numbers");
      }
    }
  }

  private static boolean leaves(JsonNode value, Predicate<JsonNode> test) {
    if (value.isObject()) {
      return value.properties().stream().anyMatch(f -> leaves(f.getValue(), test));
    }
    return value.isArray() && StreamSupport.stream(value.spliterator(), false).anyMatch(test);
  }

  private Fault refused(String fault) {
    return new Fault(where, fault);
  }
}
