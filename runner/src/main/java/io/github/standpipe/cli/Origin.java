package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Arn;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Where a message was received first.
 *
 * @param queue the queue's name; empty if nothing names it
 * @param sequence its place in a FIFO queue
 */
record Origin(String queue, Optional<BigInteger> sequence) {
  static final Origin UNKNOWN = new Origin("", Optional.empty());

  /** As the record says. */
  static Origin of(JsonNode record) {
    String place = record.path("attributes").path("SequenceNumber").asText();
    return new Origin(
        Arn.name(record.path("eventSourceARN").asText()),
        place.matches("\\d{1,40}") ? Optional.of(new BigInteger(place)) : Optional.empty());
  }

  /** That of a dead letter, whose record names the queue that it was looked at in. */
  Origin in(String arn) {
    return arn.isEmpty() ? this : new Origin(Arn.name(arn), sequence);
  }
}
