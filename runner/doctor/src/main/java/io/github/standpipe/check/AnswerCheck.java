package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.OptionalInt;

/** A full batch fits into the input of an execution, or the function ensures that it does. */
final class AnswerCheck implements Check {
  private static final int MOST = 262_144;
  private static final Rule BATCH_OVER_INPUT = Catalogue.rule("batch-over-input");

  @Override
  public void examine(Subject subject, Findings findings) {
    OptionalInt most = subject.mostRecords();
    boolean starts = subject.service("Target").filter("states"::equals).isPresent();
    if (most.isEmpty() || !starts || isLimited(subject)) {
      return;
    }
    OptionalInt event = new EventSizes(subject.template().file()).largest(subject);
    long bytes = (event.orElse(0) + 1L) * most.getAsInt() + 1;
    if (bytes > MOST) {
      findings.add(
          BATCH_OVER_INPUT,
          subject.pipe(),
          subject.batchSize().isAbsent() ? subject.pipe().at() : subject.batchSize().at(),
          "A batch of %d events of %d bytes, the size in a fixture of %s, has %d bytes."
              .formatted(most.getAsInt(), event.getAsInt(), subject.name(), bytes),
          instead(subject, (MOST - 1) / (event.getAsInt() + 1)));
    }
  }

  private static String instead(Subject subject, int fitting) {
    String smaller = fitting < 1 ? "make its events smaller." : "set BatchSize to " + fitting + ".";
    return subject.function().isEmpty() || subject.isFifo()
        ? smaller.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + smaller.substring(1)
        : "Set ANSWER_LIMIT to 262144 and SOURCE_QUEUE_URL to the source queue in the variables of "
            + subject.function().get()
            + ", or "
            + smaller;
  }

  /** Whether its function respects the limit and sends the rest back, as far as is known. */
  private static boolean isLimited(Subject subject) {
    Optional<Declaration> function = subject.function();
    if (function.isEmpty() || subject.isFifo()) {
      return false;
    }
    Property variables = function.get().property("Environment").get("Variables");
    Property limit = variables.get("ANSWER_LIMIT");
    boolean kept = !limit.isAbsent() && limit.text().map(text -> isAtMost(text, MOST)).orElse(true);
    return kept && !variables.get("SOURCE_QUEUE_URL").isAbsent();
  }

  private static boolean isAtMost(String text, int most) {
    return text.strip().matches("\\d{1,9}") && Integer.parseInt(text.strip()) <= most;
  }
}
