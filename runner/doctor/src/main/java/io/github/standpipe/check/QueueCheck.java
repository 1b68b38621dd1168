package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What cannot be delivered reaches a dead-letter queue, after enough attempts, and stays there long
 * enough.
 */
final class QueueCheck implements Check {
  private static final int STANDARD_RETENTION = 345_600;
  private static final int LONGEST_RETENTION = 1_209_600;
  private static final int FEWEST_RECEIVES = 5;

  private static final Rule NO_REDRIVE = Catalogue.rule("no-redrive");
  private static final Rule FEW_RECEIVES = Catalogue.rule("few-receives");
  private static final Rule RETENTION = Catalogue.rule("dead-letter-retention");
  private static final Rule FIFO_MISMATCH = Catalogue.rule("fifo-mismatch");
  private static final Rule UNENCRYPTED = Catalogue.rule("queue-unencrypted");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject.queue().ifPresent(queue -> queue(queue, subject, findings));
  }

  private static void queue(Declaration queue, Subject subject, Findings findings) {
    Property redrive = QueueLinks.redrive(queue);
    QueueLinks links = new QueueLinks(subject.template());
    if (redrive.isAbsent()) {
      findings.add(
          NO_REDRIVE,
          queue,
          queue.at(),
          queue + ", which " + subject.name() + " reads, has no RedrivePolicy.",
          "Add a dead-letter queue, and RedrivePolicy: {deadLetterTargetArn: !GetAtt"
              + " DeadLetterQueue.Arn, maxReceiveCount: 5}.");
    }
    receives(redrive.get("maxReceiveCount"), queue, findings);
    links.deadLetters(queue).ifPresent(letters -> letters(queue, letters, findings));
    encryption(queue, findings);
    links.deadLetters(queue).ifPresent(letters -> encryption(letters, findings));
    subject.function().flatMap(links::quarantine).ifPresent(q -> encryption(q, findings));
  }

  private static void receives(Property count, Declaration queue, Findings findings) {
    OptionalInt receives = count.whole();
    if (receives.isPresent() && receives.getAsInt() < FEWEST_RECEIVES) {
      findings.add(
          FEW_RECEIVES,
          queue,
          count.at(),
          "maxReceiveCount of " + queue + " is " + receives.getAsInt() + ".",
          "Write maxReceiveCount: 5 or more.");
    }
  }

  private static void letters(Declaration queue, Declaration letters, Findings findings) {
    Optional<Boolean> fifo = isFifo(queue);
    if (fifo.isPresent() && isFifo(letters).filter(f -> !f.equals(fifo.get())).isPresent()) {
      findings.add(
          FIFO_MISMATCH,
          queue,
          queue.property("RedrivePolicy").at(),
          kind(queue, fifo.get()) + ", and " + kind(letters, !fifo.get()) + ".",
          "Make both FIFO queues, FifoQueue: true, or neither.");
    }
    OptionalInt source = retention(queue);
    OptionalInt kept = retention(letters);
    if (source.isPresent()
        && kept.isPresent()
        && isTooShort(kept.getAsInt(), source.getAsInt(), fifo)) {
      findings.add(
          RETENTION,
          letters,
          letters.property("MessageRetentionPeriod").isAbsent()
              ? letters.at()
              : letters.property("MessageRetentionPeriod").at(),
          "%s keeps messages for %d s, %s."
              .formatted(letters, kept.getAsInt(), compared(queue, source, kept)),
          "Write MessageRetentionPeriod: 1209600, which is 14 days.");
    }
  }

  private static String compared(Declaration queue, OptionalInt source, OptionalInt kept) {
    return source.equals(kept)
        ? "as long as " + queue + ", which sends its dead letters there"
        : "but " + queue + ", which sends its dead letters there, for " + source.getAsInt() + " s";
  }

  /** The age restarts in a FIFO queue, and nothing is kept longer than 14 days. */
  private static boolean isTooShort(int kept, int source, Optional<Boolean> fifo) {
    boolean standard = fifo.isPresent() && !fifo.get();
    return kept < source || standard && kept == source && kept < LONGEST_RETENTION;
  }

  private static String kind(Declaration queue, boolean fifo) {
    return queue + (fifo ? " is a FIFO queue" : " is a standard queue");
  }

  private static Optional<Boolean> isFifo(Declaration queue) {
    Property fifo = queue.property("FifoQueue");
    return fifo.isUnknown() ? Optional.empty() : Optional.of(fifo.isTrue());
  }

  private static OptionalInt retention(Declaration queue) {
    Property period = queue.property("MessageRetentionPeriod");
    return period.isAbsent() ? OptionalInt.of(STANDARD_RETENTION) : period.whole();
  }

  /** SQS encrypts by default. */
  private static void encryption(Declaration queue, Findings findings) {
    Property managed = queue.property("SqsManagedSseEnabled");
    if (managed.isFalse() && queue.property("KmsMasterKeyId").isAbsent()) {
      findings.add(
          UNENCRYPTED,
          queue,
          managed.at(),
          "SqsManagedSseEnabled of " + queue + " is false, and no KmsMasterKeyId is set.",
          "Write SqsManagedSseEnabled: true, or remove it.");
    }
  }
}
