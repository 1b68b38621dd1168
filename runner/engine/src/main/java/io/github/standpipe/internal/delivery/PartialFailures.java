package io.github.standpipe.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.Trace;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the answer of a state machine or a function returns: {@code {"batchItemFailures":
 * [{"itemIdentifier": MESSAGE_ID}]}} returns some records (rule {@code target-partial}).
 *
 * @param call the call that was answered, for messages
 */
public record PartialFailures(String call, JsonNode answer) {
  private static final String FAILURES = "batchItemFailures";
  private static final String ID = "itemIdentifier";

  /** What happens to a batch that was delivered. */
  public Trace settle(Trace trace) {
    JsonNode failures = answer.path(FAILURES);
    if (failures.isMissingNode() || failures.isNull() || failures.isArray() && failures.isEmpty()) {
      return trace;
    }
    Set<String> known =
        trace.records().stream().map(Trace.Record::messageId).collect(Collectors.toSet());
    Set<String> failed = identifiers(failures);
    return failed.isEmpty() || !known.isEmpty() && !known.containsAll(failed)
        ? trace.withRefusedTarget(
            call
                + ": "
                + FAILURES
                + " contains an item without the messageId of a record as its "
                + ID)
        : trace.returning(
            failed,
            "%s: %s names %d of %d records"
                .formatted(call, FAILURES, failed.size(), Math.max(known.size(), failed.size())));
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
