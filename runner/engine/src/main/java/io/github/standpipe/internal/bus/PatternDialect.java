package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a service accepts in an event pattern. Event-ruler matches; the service decides what is
 * rejected.
 */
public enum PatternDialect {
  /**
   * For a rule or an archive (rule {@code bus-pattern-operators}): everything that event-ruler
   * accepts.
   */
  CLASSIC,
  /** For a subscriber, on the event's data (rule {@code bus-filter-scopes}): no wildcards. */
  DATA,
  /** For a subscriber, on metadata of the producer: exact values only. */
  METADATA,
  /** For a subscriber, on metadata of the service: no wildcards. */
  SYSTEM_METADATA;

  private static final int MOST_CHARACTERS = 4096;
  private static final int QUOTA = 2048;
  private static final int LEAST_TOO_COMPLEX = 11;
  private static final int MOST_KNOWN_COMPLEX = 7;
  private static final String WILDCARDS =
      "Filter pattern must not contain wildcard matchers (wildcard, anything-but wildcard)";
  private static final String TOO_COMPLEX =
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
          + " sequences after a wildcard character";

  /** A pattern, and the warnings for a run with it. */
  public record DialectPattern(EventPattern pattern, List<Warning> warnings) {
    public DialectPattern {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a pattern.
   *
   * @param where the file, line and rule to name in messages
   * @throws Refusal for a pattern that the service rejects
   */
  public DialectPattern parse(String text, String where) {
    checkSize(text, where);
    EventPattern pattern = EventPattern.parse(text, where, json -> check(json, where));
    List<Warning> warnings = new ArrayList<>(pattern.warnings());
    if (this == CLASSIC) {
      warnOfWildcards(pattern, where, warnings);
      warnOfSize(text, where, warnings);
    }
    warnOfRepeatedKeys(text, where, warnings);
    return new DialectPattern(pattern, warnings);
  }

  private void checkSize(String text, String where) {
    int size = this == CLASSIC ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_CHARACTERS) {
      String unit = this == CLASSIC ? " characters" : " bytes";
      throw EventPattern.refusal(
          where, "it has " + size + unit + "; write at most " + MOST_CHARACTERS);
    }
  }

  private void check(JsonNode pattern, String where) {
    switch (this) {
      case CLASSIC -> {}
      case DATA, SYSTEM_METADATA ->
          eachMatcher(pattern, matcher -> refuseWildcards(matcher, where));
      case METADATA -> {
        if (pattern.has("$or")) {
          throw exactOnly(where, "$or");
        }
        eachMatcher(pattern, matcher -> refuseOperators(matcher, where));
      }
    }
  }

  private static void eachMatcher(JsonNode pattern, Consumer<JsonNode> check) {
    for (var field : pattern.properties()) {
      boolean branches = field.getKey().equals("$or") && field.getValue().isArray();
      if (branches) {
        field.getValue().forEach(branch -> eachMatcher(branch, check));
      } else if (field.getValue().isArray()) {
        field.getValue().forEach(check);
      } else {
        eachMatcher(field.getValue(), check);
      }
    }
  }

  private static void refuseWildcards(JsonNode matcher, String where) {
    if (matcher.has("wildcard") || matcher.path("anything-but").has("wildcard")) {
      throw EventPattern.refusal(where, WILDCARDS);
    }
  }

  private static void refuseOperators(JsonNode matcher, String where) {
    if (matcher.isObject() && !matcher.isEmpty()) {
      throw exactOnly(where, matcher.properties().iterator().next().getKey());
    }
  }

  private static Refusal exactOnly(String where, String operator) {
    return EventPattern.refusal(
        where, "uses '" + operator + "'; a METADATA filter accepts only exact values");
  }

  private static void warnOfWildcards(EventPattern pattern, String where, List<Warning> warnings) {
    int complexity = hasWildcards(pattern.json()) ? pattern.complexity() : 0;
    if (complexity >= LEAST_TOO_COMPLEX) {
      throw EventPattern.refusal(where, TOO_COMPLEX);
    }
    if (complexity > MOST_KNOWN_COMPLEX) {
      warnings.add(
          new Warning(
              "bus-pattern-complexity",
              where + ": its wildcards may be too complex for EventBridge; use fewer of them"));
    }
  }

  private static boolean hasWildcards(JsonNode pattern) {
    List<JsonNode> found = new ArrayList<>();
    eachMatcher(
        pattern,
        matcher -> {
          if (matcher.has("wildcard") || matcher.path("anything-but").has("wildcard")) {
            found.add(matcher);
          }
        });
    return !found.isEmpty();
  }

  private static void warnOfSize(String text, String where, List<Warning> warnings) {
    if (text.length() > QUOTA) {
      warnings.add(
          new Warning(
              "bus-pattern-size",
              where
                  + ": has "
                  + text.length()
                  + " characters; the quota is 2048 unless it was raised for the account"));
    }
  }

  private static void warnOfRepeatedKeys(String text, String where, List<Warning> warnings) {
    try {
      Json.parseStrictly(text);
    } catch (JsonProcessingException e) {
      warnings.add(
          new Warning(
              "bus-pattern-repeats", where + ": has a " + Json.reason(e) + "; the last counts"));
    }
  }
}
