package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A failing record of a stream does not block the rest, and is not lost silently. */
final class StreamCheck implements Check {
  private static final Rule RETRIES_FOREVER = Catalogue.rule("stream-retries-forever");
  private static final Rule NO_DEAD_LETTERS = Catalogue.rule("stream-no-dead-letters");

  private static final Rule OTHER_PARAMETERS = Catalogue.rule("parameters-of-another-kind");

  @Override
  public void examine(Subject subject, Findings findings) {
    Ends ends = new Ends(subject);
    others("SourceParameters", Ends.SOURCES, ends.namedSource(), subject, findings);
    others("TargetParameters", Ends.TARGETS, ends.namedTarget(), subject, findings);
    Map.of("dynamodb", "DynamoDBStreamParameters", "kinesis", "KinesisStreamParameters")
        .entrySet()
        .stream()
        .filter(e -> ends.source().filter(e.getKey()::equals).isPresent())
        .map(Map.Entry::getValue)
        .map(key -> subject.at("SourceParameters", key))
        .filter(Property::isMapping)
        .forEach(stream -> stream(stream, subject, findings));
  }

  private static void others(
      String parameters,
      Map<String, String> kinds,
      Optional<String> service,
      Subject subject,
      Findings findings) {
    Property all = subject.at(parameters);
    for (String key : all.keys()) {
      String kind = kinds.get(key);
      boolean other =
          kind != null
              && service.isPresent()
              && !service.get().equals(kind)
              && all.get(key).isKnown();
      if (other) {
        findings.add(
            OTHER_PARAMETERS,
            subject.pipe(),
            all.get(key).at(),
            "%s has %s, and its %s is of %s."
                .formatted(
                    subject.name(),
                    key,
                    parameters.replace("Parameters", "").toLowerCase(Locale.ROOT),
                    service.get()),
            "Remove " + key + ", or write the parameters of " + service.get() + ".");
      }
    }
  }

  private static void stream(Property stream, Subject subject, Findings findings) {
    if (isUnlimited(stream.get("MaximumRetryAttempts"))
        && isUnlimited(stream.get("MaximumRecordAgeInSeconds"))) {
      findings.add(
          RETRIES_FOREVER,
          subject.pipe(),
          stream.at(),
          subject.name() + " has neither MaximumRetryAttempts nor MaximumRecordAgeInSeconds.",
          "Write MaximumRetryAttempts: 5, or the number of retries that may help.");
    }
    if (stream.get("DeadLetterConfig").isAbsent()) {
      findings.add(
          NO_DEAD_LETTERS,
          subject.pipe(),
          stream.at(),
          subject.name() + " reads a stream but has no DeadLetterConfig.",
          "Add a dead-letter queue, and DeadLetterConfig: {Arn: !GetAtt"
              + " DeadLetterQueue.Arn}.");
    }
  }

  /** Both accept -1 for no limit, which is the default. */
  private static boolean isUnlimited(Property limit) {
    return limit.isAbsent() || limit.whole().equals(OptionalInt.of(-1));
  }
}
