package io.github.standpipe.internal.bus;

import java.util.Optional;

/** The parameters of a subscriber that the target's API rejects, only at delivery. */
final class SentParameters {
  private static final int MOST_ATTRIBUTES = 10;

  private SentParameters() {}

  static Optional<String> fault(SentMessage outgoing, Subscriber to) {
    boolean fifo = to.targetArn().endsWith(".fifo");
    if (fifo && outgoing.group().orElse("").isEmpty()) {
      return Optional.of("the target is FIFO, but MessageGroupId has no value");
    }
    if (!fifo && outgoing.deduplicationId().isPresent()) {
      return Optional.of("the target is not FIFO, but has a MessageDeduplicationId");
    }
    if (fifo && to.parameters().has("DelaySeconds")) {
      return Optional.of("the target is FIFO, but has DelaySeconds");
    }
    if (outgoing.attributes().size() > MOST_ATTRIBUTES) {
      return Optional.of(
          "there are " + outgoing.attributes().size() + " message attributes; SQS accepts 10");
    }
    return outgoing.attributes().properties().stream()
        .filter(one ->
            one.getValue().path("stringValue").isNull()
                || one.getValue().path("dataType").asText().isEmpty())
        .map(one -> "the message attribute " + one.getKey() + " has no value or no data type")
        .findFirst();
  }
}
