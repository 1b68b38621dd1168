package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The size of a batch is one that the source and the target accept. */
final class BatchCheck implements Check {
  private static final Rule BATCH_LIMITS = Catalogue.rule("batch-limits");
  private static final Rule BATCH_WITHOUT_WINDOW = Catalogue.rule("batch-without-window");
  private static final Rule FIFO_BATCH = Catalogue.rule("fifo-batch");
  private static final Rule TARGET_BATCH = Catalogue.rule("target-batch");

  /** The maximum number of events per call, by the service in the target's ARN. */
  private static final Map<String, Integer> MOST =
      Map.ofEntries(
          Map.entry("sqs", 10),
          Map.entry("sns", 10),
          Map.entry("kinesis", 500),
          Map.entry("firehose", 500),
          Map.entry("logs", 10_000),
          Map.entry("ecs", 1),
          Map.entry("batch", 1),
          Map.entry("execute-api", 1),
          Map.entry("sagemaker", 1),
          Map.entry("redshift", 1),
          Map.entry("redshift-serverless", 1),
          Map.entry("inspector", 1));

  @Override
  public void examine(Subject subject, Findings findings) {
    if (!subject.readsQueue()) {
      return;
    }
    limits(subject.batchSize(), "BatchSize", 1, 10_000, subject, findings);
    limits(subject.window(), "MaximumBatchingWindowInSeconds", 0, 300, subject, findings);
    int size = subject.batchSize().whole().orElse(0);
    boolean legal = size <= 10_000;
    boolean instant = subject.window().isAbsent() || subject.window().whole().orElse(1) == 0;
    if (subject.isFifo()) {
      fifo(size, subject, findings);
    } else if (size > 10 && legal && instant) {
      findings.add(
          BATCH_WITHOUT_WINDOW,
          subject.pipe(),
          subject.batchSize().at(),
          subject.name() + " collects " + size + " messages but has no batching window.",
          "Set MaximumBatchingWindowInSeconds to 1 or more, or BatchSize to at most 10.");
    }
    target("Enrichment", size, subject, findings);
    target("Target", size, subject, findings);
  }

  private static void limits(
      Property value, String key, int least, int most, Subject subject, Findings findings) {
    OptionalInt number = value.whole();
    if (number.isPresent() && (number.getAsInt() < least || number.getAsInt() > most)) {
      findings.add(
          BATCH_LIMITS,
          subject.pipe(),
          value.at(),
          key + " of " + subject.name() + " is " + number.getAsInt() + ".",
          "Write " + least + " to " + most + ".");
    }
  }

  private static void fifo(int size, Subject subject, Findings findings) {
    boolean waits = subject.window().whole().orElse(0) > 0;
    if (size > 10 || waits) {
      findings.add(
          FIFO_BATCH,
          subject.pipe(),
          (size > 10 ? subject.batchSize() : subject.window()).at(),
          subject.name()
              + " reads a FIFO queue"
              + (size > 10 ? " in batches of " + size : " with a batching window")
              + ".",
          "Set BatchSize to at most 10 and remove MaximumBatchingWindowInSeconds.");
    }
  }

  private static void target(String property, int size, Subject subject, Findings findings) {
    most(property, subject)
        .filter(most -> size > most)
        .ifPresent(most ->
            findings.add(
                TARGET_BATCH,
                subject.pipe(),
                subject.batchSize().at(),
                "%s collects %d messages, but its %s accepts %d per call."
                    .formatted(
                        subject.name(), size, property.toLowerCase(java.util.Locale.ROOT), most),
                "Set BatchSize to " + (most == 1 ? "1." : "at most " + most + ".")));
  }

  private static Optional<Integer> most(String property, Subject subject) {
    Optional<String> arn = subject.at(property).text();
    Optional<String> service = subject.service(property);
    if (service.filter("events"::equals).isPresent()) {
      return arn.map(text -> text.contains(":api-destination/") ? 1 : 10);
    }
    return service.map(MOST::get);
  }
}
