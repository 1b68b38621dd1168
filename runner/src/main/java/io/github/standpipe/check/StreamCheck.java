package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

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

  @Override
  public List<Rule> rules() {
    return List.of(RETRIES_FOREVER, NO_DEAD_LETTERS);
  }

  @Override
  public void examine(Subject subject, Findings findings) {
    Stream.of("DynamoDBStreamParameters", "KinesisStreamParameters")
        .map(key -> subject.at("SourceParameters", key))
        .filter(Property::isMapping)
        .forEach(stream -> stream(stream, subject, findings));
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
