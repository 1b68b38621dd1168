package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import java.util.Optional;

/** Why AWS rejects the texts of feeders: patterns, policies and expressions. */
public final class FeederTexts {
  private static final String PLACE = "text";

  private FeederTexts() {}

  /** For a pattern of a rule, an archive, an event source or a subscriber, in any dialect. */
  public static Optional<String> patternFault(String pattern) {
    return fault(() -> PatternDialect.CLASSIC.parse(pattern, PLACE));
  }

  /**
   * For the filter policy of a subscription.
   *
   * @param onBody whether its scope is {@code MessageBody}
   */
  public static Optional<String> policyFault(String policy, boolean onBody) {
    return fault(() -> SnsFilterPolicy.parse(policy, onBody, PLACE));
  }

  /** For an expression of a subscriber, with {@code {%} and {@code %}} around it. */
  public static Optional<String> expressionFault(String expression) {
    return fault(() -> EventExpressions.check(expression, "it", PLACE));
  }

  private static Optional<String> fault(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(e.getMessage().substring(PLACE.length() + 2).replaceFirst("\\.+$", ""));
    }
  }
}
