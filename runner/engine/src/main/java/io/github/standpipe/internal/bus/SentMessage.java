package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Optional;

/**
 * What a rule, a subscriber or a topic sends to a queue or a topic.
 *
 * @param group the message group
 * @param deduplicationId of a FIFO queue or topic
 * @param attributes message attributes, in the shape of a record
 */
record SentMessage(
    String body,
    Optional<String> group,
    Optional<String> deduplicationId,
    Optional<String> subject,
    ObjectNode attributes) {

  static SentMessage of(String body) {
    return new SentMessage(
        body, Optional.empty(), Optional.empty(), Optional.empty(), Json.object());
  }

  SentMessage inGroup(Optional<String> name) {
    return new SentMessage(body, name, deduplicationId, subject, attributes);
  }

  SentMessage deduplicatedBy(Optional<String> id) {
    return new SentMessage(body, group, id, subject, attributes);
  }

  SentMessage withAttributes(ObjectNode more) {
    return new SentMessage(body, group, deduplicationId, subject, more);
  }
}
