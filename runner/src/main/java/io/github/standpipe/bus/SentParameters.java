package io.github.standpipe.bus;

import java.util.Optional;

/** What the target's own API refuses of a subscriber's parameters, at delivery and not before. */
final class SentParameters {
  private static final int MOST_ATTRIBUTES = 10;

  private SentParameters() {}

  static Optional<String> fault(SentMessage outgoing, Subscriber to) {
    boolean fifo = to.targetArn().endsWith(".fifo");
    if (fifo && outgoing.group().orElse("").isEmpty()) {
      return Optional.of("the target is FIFO, and MessageGroupId gives nothing");
    }
    if (!fifo && outgoing.deduplicationId().isPresent()) {
      return Optional.of("the target is not FIFO, and has a MessageDeduplicationId");
    }
    if (fifo && to.parameters().has("DelaySeconds")) {
      return Optional.of("the target is FIFO, and has DelaySeconds");
    }
    if (outgoing.attributes().size() > MOST_ATTRIBUTES) {
      return Optional.of(
          "there are " + outgoing.attributes().size() + " message attributes; SQS takes 10");
    }
    return outgoing.attributes().properties().stream()
        .filter(one ->
            one.getValue().path("stringValue").isNull()
                || one.getValue().path("dataType").asText().isEmpty())
        .map(one -> "the message attribute " + one.getKey() + " has no value or no data type")
        .findFirst();
  }
}
