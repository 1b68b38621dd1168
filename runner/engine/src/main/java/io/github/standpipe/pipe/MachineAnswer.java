package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an execution ended that a pipe waited for (REQUEST_RESPONSE), and how the pipe treats that: a
 * failure returns the batch (rule {@code target-answer}), and the output {@code
 * {"batchItemFailures": [{"itemIdentifier": MESSAGE_ID}]}} returns some of its records (rule {@code
 * target-partial}).
 *
 * @param status {@code SUCCEEDED}, {@code FAILED} or {@code TIMED_OUT}
 * @param error the error's name; empty for none
 * @param output of an execution that succeeded
 */
public record MachineAnswer(String status, Optional<String> error, JsonNode output) {
  private static final String CALL = "StartSyncExecution: ";
  private static final String FAILURES = "batchItemFailures";
  private static final String ID = "itemIdentifier";

  /** The answer as in the description of an execution: {@code status}, {@code error}, output. */
  public static MachineAnswer of(JsonNode execution) {
    return new MachineAnswer(
        execution.path("status").asText(),
        Optional.of(execution.path("error").asText()).filter(error -> !error.isEmpty()),
        execution.path("output"));
  }

  /** What happens to a batch that was delivered. */
  public Trace settle(Trace trace) {
    if (!status.equals("SUCCEEDED")) {
      String named = error.map(name -> " with " + name).orElse("");
      return trace.withRefusedTarget(CALL + "the execution ended as " + status + named);
    }
    JsonNode failures = output.path(FAILURES);
    if (failures.isMissingNode() || failures.isNull() || failures.isArray() && failures.isEmpty()) {
      return trace;
    }
    Set<String> known =
        trace.records().stream().map(Trace.Record::messageId).collect(Collectors.toSet());
    Set<String> failed = identifiers(failures);
    return failed.isEmpty() || !known.isEmpty() && !known.containsAll(failed)
        ? trace.withRefusedTarget(
            CALL + FAILURES + " contains an item without the messageId of a record as its " + ID)
        : trace.returning(
            failed,
            "%s%s names %d of %d records"
                .formatted(CALL, FAILURES, failed.size(), Math.max(known.size(), failed.size())));
  }

  /** The ids of all items; empty if one of them has none. */
  private static Set<String> identifiers(JsonNode failures) {
    Set<String> ids = new HashSet<>();
    for (JsonNode item : failures) {
      String id = item.path(ID).isTextual() ? item.path(ID).asText() : "";
      if (id.isEmpty()) {
        return Set.of();
      }
      ids.add(id);
    }
    return ids;
  }
}
