package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An export of CloudWatch Logs Insights: {@code [{"@message": ...}]} from the console, {@code
 * {"results": [[{"field": "@message", "value": ...}]], "status": ...}} from the API.
 */
final class InsightsExport {
  private static final String MESSAGE = "@message";

  /** The fields that Insights adds to a row. */
  private static final Set<String> ADDED = Set.of(MESSAGE, "@timestamp", "@ptr", "@log");

  private static final Set<String> ANSWER =
      Set.of("results", "status", "statistics", "encryptionKey", "queryLanguage");

  private InsightsExport() {}

  static boolean isExport(JsonNode value) {
    return value.isArray() ? isRow(value.path(0)) : isAnswer(value);
  }

  private static boolean isRow(JsonNode row) {
    return row.isObject() && ADDED.stream().anyMatch(row::has);
  }

  /** An answer without rows is recognised by its members only. */
  private static boolean isAnswer(JsonNode value) {
    JsonNode first = value.path("results").path(0);
    return value.path("results").isArray()
        && (value.path("results").isEmpty()
            ? value.has("status")
                && value.properties().stream().allMatch(m -> ANSWER.contains(m.getKey()))
            : first.isArray() && first.path(0).has("field") && first.path(0).has("value"));
  }

  /**
   * The log records of an export.
   *
   * @throws Fault for an export without rows, or with rows that are not from a pipe's log
   */
  static List<JsonNode> records(JsonNode export) {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode row : export.isArray() ? export : export.path("results")) {
      JsonNode record = record(row.isArray() ? fields(row) : row);
      if (!PipeLog.isRecord(record)) {
        throw new Fault(
            "is an export of CloudWatch Logs Insights with lines that are not a pipe's log; query"
                + " the pipe's log group for @message");
      }
      records.add(record);
    }
    if (records.isEmpty()) {
      throw new Fault(
          "is an export of CloudWatch Logs Insights without a row; wait until the query is"
              + " complete, or widen its time range");
    }
    return records;
  }

  /** A row as the console exports it. */
  private static ObjectNode fields(JsonNode row) {
    ObjectNode fields = Json.object();
    row.forEach(field -> fields.set(field.path("field").asText(), field.path("value")));
    return fields;
  }

  /** The whole record, or the fields that the query selected. */
  private static JsonNode record(JsonNode row) {
    JsonNode message = row.path(MESSAGE);
    JsonNode parsed = message.isTextual() ? Capture.parsed(message.textValue()) : message;
    return parsed == null || parsed.isMissingNode() ? row : parsed;
  }
}
