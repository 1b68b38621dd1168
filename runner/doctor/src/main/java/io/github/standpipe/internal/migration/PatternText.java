package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A rule's pattern as the text of a filter on DATA. */
record PatternText(JsonNode pattern, BiConsumer<String, String> changes) {
  private static final int MOST_BYTES = 4096;

  /** The text; empty for a pattern that CreateSubscriber refuses, or that a deployment decides. */
  Optional<String> text() {
    if (pattern.isMissingNode()) {
      changes.accept(
          "schedule",
          "a rule with a schedule and no pattern has no counterpart; write an"
              + " AWS::Scheduler::Schedule");
      return Optional.empty();
    }
    String text = pattern.isTextual() ? pattern.asText() : Json.text(pattern);
    if (text.contains("\"wildcard\"")) {
      changes.accept(
          "filter",
          "CreateSubscriber refuses wildcard; write prefix, suffix or equals-ignore-case");
      return Optional.empty();
    }
    if (text.contains("\"Fn::") || text.contains("{\"Ref\"")) {
      changes.accept(
          "filter",
          "the pattern holds values of the deployment, and a filter is a text; write it with"
              + " Fn::Sub");
      return Optional.empty();
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      changes.accept("filter", "the pattern has " + bytes + " bytes; a subscriber takes 4096");
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
