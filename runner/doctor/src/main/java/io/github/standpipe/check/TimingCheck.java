package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A message stays hidden while it is processed, and the work ends within the pipe's time limit. */
final class TimingCheck implements Check {
  private static final int STANDARD_VISIBILITY = 30;
  private static final int STANDARD_TIMEOUT = 3;
  private static final int LONGEST_EXECUTION = 300;
  private static final int TIMES = 6;

  private static final Rule SHORTER = Catalogue.rule("visibility-shorter-than-function");
  private static final Rule SHORT = Catalogue.rule("visibility-short");
  private static final Rule WINDOW_BEYOND = Catalogue.rule("window-beyond-visibility");
  private static final Rule WINDOW_DELAYS = Catalogue.rule("window-delays-retries");
  private static final Rule TIMEOUT = Catalogue.rule("function-timeout");

  @Override
  public void examine(Subject subject, Findings findings) {
    subject.functions().forEach(function -> timeout(function, findings));
    int window = subject.window().whole().orElse(0);
    subject
        .queue()
        .ifPresent(queue -> {
          if (window > 0) {
            window(window, queue, subject, findings);
          } else if (!subject.window().isUnknown()) {
            hidden(queue, waitedFor(subject), findings);
          }
        });
    if (window > 0 && subject.readsQueue() && !subject.isFifo()) {
      int hidden = 450 + window;
      findings.add(
          WINDOW_DELAYS,
          subject.pipe(),
          subject.window().at(),
          subject.name()
              + " has a window of "
              + window
              + " s, so a failed batch waits "
              + hidden
              + " s.",
          "Remove the window and use a BatchSize of at most 10, or"
              + " suppress this with the reason that the delay is intended.");
    }
  }

  private static void timeout(Declaration function, Findings findings) {
    Property timeout = function.property("Timeout");
    int seconds = timeout.whole().orElse(0);
    if (seconds > LONGEST_EXECUTION) {
      findings.add(
          TIMEOUT,
          function,
          timeout.at(),
          "Timeout of " + function + " is " + seconds + " s.",
          "Write a Timeout below 300, with time left for the target.");
    }
  }

  /** The functions that the pipe waits for while the messages are hidden. */
  private static List<Declaration> waitedFor(Subject subject) {
    Property way = subject.at("TargetParameters", "LambdaFunctionParameters", "InvocationType");
    boolean waits = way.isAbsent() || way.text().equals(Optional.of("REQUEST_RESPONSE"));
    return waits ? subject.functions() : subject.function().map(List::of).orElse(List.of());
  }

  private static void hidden(Declaration queue, List<Declaration> functions, Findings findings) {
    OptionalInt visibility = seconds(queue, "VisibilityTimeout", STANDARD_VISIBILITY);
    List<Declaration> known =
        functions.stream()
            .filter(function -> seconds(function, "Timeout", STANDARD_TIMEOUT).isPresent())
            .toList();
    if (visibility.isEmpty() || known.isEmpty()) {
      return;
    }
    int all =
        known.stream()
            .mapToInt(function -> seconds(function, "Timeout", STANDARD_TIMEOUT).orElse(0))
            .sum();
    int works = Math.min(all, LONGEST_EXECUTION);
    if (visibility.getAsInt() < works * TIMES) {
      findings.add(
          visibility.getAsInt() < works ? SHORTER : SHORT,
          queue,
          place(queue),
          "%s hides a message for %d s, but %s may work on it for %d s."
              .formatted(queue, visibility.getAsInt(), join(known), works),
          "Write VisibilityTimeout: %d or more, or lower the Timeout of %s."
              .formatted(works * TIMES, join(known)));
    }
  }

  private static String join(List<Declaration> functions) {
    return String.join(" and ", functions.stream().map(Declaration::logicalId).toList());
  }

  private static Place place(Declaration queue) {
    Property visibility = queue.property("VisibilityTimeout");
    return visibility.isAbsent() ? queue.at() : visibility.at();
  }

  private static void window(int window, Declaration queue, Subject subject, Findings findings) {
    OptionalInt visibility = seconds(queue, "VisibilityTimeout", STANDARD_VISIBILITY);
    if (visibility.isPresent() && window >= visibility.getAsInt()) {
      findings.add(
          WINDOW_BEYOND,
          queue,
          place(queue),
          "%s hides a message for %d s, but a batch of %s may wait %d s."
              .formatted(queue, visibility.getAsInt(), subject.name(), window),
          "Write a VisibilityTimeout above " + window + ", or a shorter window.");
    }
  }

  private static OptionalInt seconds(Declaration resource, String key, int standard) {
    Property property = resource.property(key);
    return property.isAbsent() ? OptionalInt.of(standard) : property.whole();
  }
}
