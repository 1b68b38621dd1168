package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;

/** A FIFO queue receives the ids that it requires. */
final class FifoTargetCheck implements Check {
  private static final Rule FIFO_TARGET = Catalogue.rule("fifo-target");

  @Override
  public void examine(Subject subject, Findings findings) {
    // AWS does not document whether the ids of a FIFO source are passed on
    if (!isFifo(subject) || subject.isFifo() || subject.service("Source").isEmpty()) {
      return;
    }
    if (isLacking(subject, "MessageGroupId")) {
      add(
          "delivers to a FIFO queue without a MessageGroupId",
          "Write TargetParameters: {SqsQueueParameters: {MessageGroupId: $.body.customerId}}, with"
              + " the path of the key whose messages must stay in order.",
          subject,
          findings);
    }
    if (isLacking(subject, "MessageDeduplicationId") && tellsNoRepeats(subject)) {
      add(
          "delivers to a FIFO queue without content-based deduplication, and without a"
              + " MessageDeduplicationId",
          "Write ContentBasedDeduplication: true for the queue, or a MessageDeduplicationId beside"
              + " the MessageGroupId.",
          subject,
          findings);
    }
  }

  private static void add(String seen, String instead, Subject subject, Findings findings) {
    findings.add(
        FIFO_TARGET,
        subject.pipe(),
        subject.at("Target").at(),
        subject.name() + " " + seen + ".",
        instead);
  }

  private static boolean isFifo(Subject subject) {
    Optional<Boolean> declared = queue(subject).map(queue -> queue.property("FifoQueue").isTrue());
    boolean named =
        subject.service("Target").filter("sqs"::equals).isPresent()
            && subject.at("Target").text().filter(arn -> arn.endsWith(".fifo")).isPresent();
    return declared.orElse(named);
  }

  private static boolean isLacking(Subject subject, String key) {
    Property id = subject.at("TargetParameters", "SqsQueueParameters", key);
    return id.isAbsent() || id.text().filter(String::isBlank).isPresent();
  }

  private static boolean tellsNoRepeats(Subject subject) {
    return queue(subject)
        .map(queue -> queue.property("ContentBasedDeduplication"))
        .filter(byContent -> byContent.isAbsent() || byContent.isFalse())
        .isPresent();
  }

  private static Optional<Declaration> queue(Subject subject) {
    return subject.declaration("Target").filter(Declaration::isQueue);
  }
}
