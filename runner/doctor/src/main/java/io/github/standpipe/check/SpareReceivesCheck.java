package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.OptionalInt;

/** A record has receives left when the function stops returning its batch for a failure. */
final class SpareReceivesCheck implements Check {
  private static final int STANDARD_RECEIVES = 3;
  private static final int FEWEST_IN_VAIN = 3;
  private static final Rule FEW_SPARE_RECEIVES = Catalogue.rule("few-spare-receives");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject
        .function()
        .filter(function -> !variable(function, "QUARANTINE_QUEUE_URL").isAbsent())
        .ifPresent(function ->
            subject
                .queue()
                .ifPresent(queue -> receives(function, queue, subject.mostRecords(), findings)));
  }

  private static void receives(
      Declaration function, Declaration queue, OptionalInt batchSize, Findings findings) {
    Property count = QueueLinks.redrive(queue).get("maxReceiveCount");
    Property most = variable(function, "MAX_RECEIVES");
    OptionalInt receives = most.isAbsent() ? OptionalInt.of(STANDARD_RECEIVES) : most.whole();
    if (count.whole().isEmpty() || receives.isEmpty()) {
      return;
    }
    int all = count.whole().getAsInt();
    int inVain = all - receives.getAsInt() + 1;
    boolean alone = batchSize.equals(OptionalInt.of(1));
    if (inVain < 1 || inVain < FEWEST_IN_VAIN && !alone && batchSize.isPresent()) {
      findings.add(
          FEW_SPARE_RECEIVES,
          function,
          most.isAbsent() ? count.at() : most.at(),
          observed(function, queue, receives.getAsInt(), all, batchSize.orElse(1)),
          instead(queue, alone ? all : all - FEWEST_IN_VAIN + 1, receives.getAsInt(), alone));
    } else {
      last(function, queue, all, findings);
    }
  }

  private static String observed(
      Declaration function, Declaration queue, int receives, int all, int batchSize) {
    String both =
        "MAX_RECEIVES of %s is %d, and maxReceiveCount of %s is %d"
            .formatted(function, receives, queue, all);
    int inVain = all - receives + 1;
    if (inVain < 1) {
      return both + ", so a failing record becomes a dead letter before it is quarantined.";
    }
    return both
        + ", so in a batch of up to %d records a healthy one becomes a dead letter after %s in vain."
            .formatted(batchSize, inVain == 1 ? "1 receive" : inVain + " receives");
  }

  private static String instead(Declaration queue, int most, int receives, boolean alone) {
    int count = receives + (alone ? 0 : FEWEST_IN_VAIN - 1);
    return (most > 0 ? "Write MAX_RECEIVES: " + most + ", or m" : "M")
        + "ake maxReceiveCount of %s at least %d.".formatted(queue, count);
  }

  private static void last(Declaration function, Declaration queue, int all, Findings findings) {
    Property last = variable(function, "QUEUE_MAX_RECEIVES");
    if (last.whole().isPresent() && last.whole().getAsInt() > all) {
      findings.add(
          FEW_SPARE_RECEIVES,
          function,
          last.at(),
          "QUEUE_MAX_RECEIVES of %s is %d, but maxReceiveCount of %s is %d."
              .formatted(function, last.whole().getAsInt(), queue, all),
          "Write QUEUE_MAX_RECEIVES: " + all + ".");
    }
  }

  private static Property variable(Declaration function, String name) {
    return function.property("Environment").get("Variables").get(name);
  }
}
