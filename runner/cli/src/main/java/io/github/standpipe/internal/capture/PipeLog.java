package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Log records of a pipe: {@code {"executionId": ..., "messageType": "ExecutionStarted",
 * "resourceArn": ..., "payload": "[...]"}}. Of each execution the first payload that holds SQS
 * records is the batch; {@code payload} exists only if the pipe logs its execution data.
 */
final class PipeLog {
  private final Map<String, List<JsonNode>> batches = new LinkedHashMap<>();

  static boolean isRecord(JsonNode value) {
    return value.path("executionId").isTextual() && value.path("messageType").isTextual();
  }

  void add(JsonNode logged) {
    String execution = logged.get("executionId").textValue();
    List<JsonNode> known = batches.computeIfAbsent(execution, e -> List.of());
    if (known.isEmpty()) {
      batches.put(execution, records(logged, execution));
    }
  }

  private static List<JsonNode> records(JsonNode logged, String execution) {
    JsonNode payload = logged.path("payload");
    JsonNode batch = payload.isTextual() ? Capture.parsed(payload.textValue()) : payload;
    if (batch == null && cut(logged)) {
      throw new Fault(
          "the payload of execution "
              + execution
              + " was cut off by Pipes, which logs at most 256 KB; import it from a queue");
    }
    return batch != null && batch.path(0).path("body").isTextual() && batch.isArray()
        ? Capture.items(batch)
        : List.of();
  }

  private static boolean cut(JsonNode logged) {
    return Capture.items(logged.path("truncatedFields")).stream()
        .anyMatch(field -> field.asText().equals("payload"));
  }

  /** The records of all executions. */
  List<JsonNode> batches() {
    if (!batches.isEmpty() && batches.values().stream().allMatch(List::isEmpty)) {
      throw new Fault(
          "is a pipe's log without the records; let the pipe log them by IncludeExecutionData:"
              + " [ALL] at level INFO, or import from a queue");
    }
    return batches.values().stream().flatMap(List::stream).toList();
  }
}
