package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Arn;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The queue on which a message was received first.
 *
 * @param queue the queue's name; empty if it is not known
 * @param sequence its place in a FIFO queue
 */
record Origin(String queue, Optional<BigInteger> sequence) {
  static final Origin UNKNOWN = new Origin("", Optional.empty());

  /** Reads the origin from the record. */
  static Origin of(JsonNode record) {
    String place = record.path("attributes").path("SequenceNumber").asText();
    return new Origin(
        Arn.name(record.path("eventSourceARN").asText()),
        place.matches("\\d{1,40}") ? Optional.of(new BigInteger(place)) : Optional.empty());
  }

  /** The origin of a dead letter, whose record names the queue from which it was read now. */
  Origin in(String arn) {
    return arn.isEmpty() ? this : new Origin(Arn.name(arn), sequence);
  }
}
