package io.github.standpipe.internal.bus;

import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a Classic bus.
 *
 * @param where the file, line and logical id
 * @param pattern empty for a rule with only a schedule
 * @param scheduled whether it has a schedule
 */
public record ClassicRule(
    String name,
    String arn,
    String busArn,
    String where,
    boolean enabled,
    Optional<EventPattern> pattern,
    boolean scheduled,
    List<RuleTarget> targets,
    List<Warning> warnings) {

  public ClassicRule {
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }

  /**
   * One target.
   *
   * @param messageGroup of an SQS queue; empty if not set
   * @param deadLetters the ARN of the queue for what cannot be delivered
   */
  public record RuleTarget(
      String id,
      String arn,
      TargetInput input,
      Optional<MessageGroup> messageGroup,
      RetryPolicy retryPolicy,
      Optional<String> deadLetters) {}
}
