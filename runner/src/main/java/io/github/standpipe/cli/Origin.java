package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
        name(record.path("eventSourceARN").asText()),
        place.matches("\\d{1,40}") ? Optional.of(new BigInteger(place)) : Optional.empty());
  }

  /** That of a dead letter, whose record names the queue that it was looked at in. */
  Origin in(String arn) {
    return arn.isEmpty() ? this : new Origin(name(arn), sequence);
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
