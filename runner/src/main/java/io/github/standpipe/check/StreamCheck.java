package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What fails of a stream does not hold up the rest, and is not lost in silence. */
final class StreamCheck implements Check {
  private static final Rule RETRIES_FOREVER =
      Rule.warning(
          "stream-retries-forever",
          "nothing limits how often a stream's records are tried again",
          "There is no limit unless one is set: a record that always fails holds up its shard, and"
              + " all that is behind it, until it expires in the stream.");
  private static final Rule NO_DEAD_LETTERS =
      Rule.warning(
          "stream-no-dead-letters",
          "a stream's records that fail are lost",
          "A stream has no redrive of its own: records that fail too often, or grow too old, are"
              + " discarded, and nothing tells which they were.");

  private static final Rule OTHER_PARAMETERS =
      Rule.error(
          "parameters-of-another-kind",
          "a pipe has parameters of another kind of source or target",
          "Pipes takes the parameters of the service that the ARN names and refuses others, so the"
              + " pipe is not made.");

  @Override
  public List<Rule> rules() {
    return List.of(RETRIES_FOREVER, NO_DEAD_LETTERS, OTHER_PARAMETERS);
  }

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
          "Write MaximumRetryAttempts: 5, or as often as a retry may help.");
    }
    if (stream.get("DeadLetterConfig").isAbsent()) {
      findings.add(
          NO_DEAD_LETTERS,
          subject.pipe(),
          stream.at(),
          subject.name() + " reads a stream and has no DeadLetterConfig.",
          "Add a queue for dead letters, and DeadLetterConfig: {Arn: !GetAtt"
              + " DeadLetterQueue.Arn}.");
    }
  }

  /** Both take -1 for no limit, which is what they are where nothing is said. */
  private static boolean isUnlimited(Property limit) {
    return limit.isAbsent() || limit.whole().equals(OptionalInt.of(-1));
  }
}
