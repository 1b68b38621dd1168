package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What CloudWatch Logs Insights gives: {@code [{"@message": ...}]} from the console, {@code
 * {"results": [[{"field": "@message", "value": ...}]]}} from the API.
 */
final class InsightsExport {
  private static final String MESSAGE = "@message";

  private InsightsExport() {}

  /** The lines of the log; none if a value is something else. */
  static List<JsonNode> messages(JsonNode value) {
    List<JsonNode> messages = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(row -> add(row.path(MESSAGE), messages));
    }
    for (JsonNode row : value.path("results")) {
      for (JsonNode field : row) {
        if (field.path("field").asText().equals(MESSAGE)) {
          add(field.path("value"), messages);
        }
      }
    }
    return messages;
  }

  private static void add(JsonNode message, List<JsonNode> messages) {
    if (!message.isMissingNode()) {
      messages.add(message);
    }
  }
}
