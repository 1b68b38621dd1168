package io.github.standpipe.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import java.util.Optional;

/**
 * What a rule, a subscriber or a topic sends to a queue or a topic.
 *
 * @param group the message group
 * @param deduplicationId of a FIFO queue or topic
 * @param attributes message attributes, in the shape of a record
 */
record Outgoing(
    String body,
    Optional<String> group,
    Optional<String> deduplicationId,
    Optional<String> subject,
    ObjectNode attributes) {

  static Outgoing of(String body) {
    return new Outgoing(body, Optional.empty(), Optional.empty(), Optional.empty(), Json.object());
  }

  Outgoing inGroup(Optional<String> name) {
    return new Outgoing(body, name, deduplicationId, subject, attributes);
  }

  Outgoing deduplicatedBy(Optional<String> id) {
    return new Outgoing(body, group, id, subject, attributes);
  }

  Outgoing withAttributes(ObjectNode more) {
    return new Outgoing(body, group, deduplicationId, subject, more);
  }
}
