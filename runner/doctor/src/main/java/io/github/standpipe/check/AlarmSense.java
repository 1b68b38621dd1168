package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whether an alarm that names a queue or a machine can ever report what goes wrong there. Anything
 * unknown counts as right.
 *
 * @param sent whether a function sends to the queue: SQS does not count what redrive moves
 */
record AlarmSense(Declaration alarm, Declaration resource, boolean sent) {
  private static final int LONGEST_RETENTION = 1_209_600;

  /** Why it never fires. */
  Optional<String> fault() {
    if (!alarm.property("Metrics").isAbsent()) {
      return Optional.empty(); // metric math is not evaluated
    }
    boolean queue = resource.isQueue();
    return other("Namespace", Set.of(queue ? "AWS/SQS" : "AWS/States"))
        .or(() -> other("MetricName", metrics(queue)))
        .or(() -> other("Statistic", Set.of("Maximum", "Average", "Sum", "Minimum")))
        .or(() -> dimension(queue))
        .or(this::comparison)
        .or(this::threshold)
        .or(this::datapoints);
  }

  private Set<String> metrics(boolean queue) {
    if (!queue) {
      return Set.of("ExecutionsFailed", "ExecutionsSucceeded");
    }
    return sent
        ? Set.of(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "NumberOfMessagesSent",
            "SentMessageSize")
        : Set.of("ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage");
  }

  private Optional<String> other(String key, Set<String> right) {
    return alarm
        .property(key)
        .text()
        .filter(text -> !right.contains(text))
        .map(text -> "its " + key + " is " + text);
  }

  private Optional<String> dimension(boolean queue) {
    Property all = alarm.property("Dimensions");
    String name = queue ? "QueueName" : "StateMachineArn";
    if (all.items().size() > 1) {
      return Optional.of("it has more dimensions than " + name);
    }
    for (Property one : all.items()) {
      Optional<String> key = one.get("Name").text();
      if (key.isPresent() && !key.get().equals(name)) {
        return Optional.of("its dimension is " + key.get() + " not " + name);
      }
      Optional<String> value = one.get("Value").text();
      Optional<String> right = queue ? resource.name() : resource.arn();
      if (value.isPresent() && right.isPresent() && !value.equals(right)) {
        return Optional.of("its " + name + " is not the " + (queue ? "name" : "ARN"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> comparison() {
    boolean succeeded =
        alarm.property("MetricName").text().equals(Optional.of("ExecutionsSucceeded"));
    return alarm
        .property("ComparisonOperator")
        .text()
        .filter(operator -> operator.startsWith(succeeded ? "Greater" : "LessThan"))
        .filter(operator -> !operator.equals("LessThanLowerOrGreaterThanUpperThreshold"))
        .map(operator -> "its ComparisonOperator is " + operator);
  }

  /** A message is never older than its queue keeps it. */
  private Optional<String> threshold() {
    boolean age =
        alarm.property("MetricName").text().equals(Optional.of("ApproximateAgeOfOldestMessage"));
    OptionalInt threshold = alarm.property("Threshold").whole();
    Property kept = resource.property("MessageRetentionPeriod");
    int most = kept.isAbsent() ? 345_600 : kept.whole().orElse(LONGEST_RETENTION);
    return age && threshold.isPresent() && threshold.getAsInt() > most
        ? Optional.of("its Threshold exceeds the queue's retention period")
        : Optional.empty();
  }

  private Optional<String> datapoints() {
    OptionalInt wanted = alarm.property("DatapointsToAlarm").whole();
    OptionalInt periods = alarm.property("EvaluationPeriods").whole();
    return wanted.isPresent() && periods.isPresent() && wanted.getAsInt() > periods.getAsInt()
        ? Optional.of("its DatapointsToAlarm exceeds its EvaluationPeriods")
        : Optional.empty();
  }
}
