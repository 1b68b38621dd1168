package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.json.Fault;
import java.time.Duration;

/** A service that is down, for local runs. */
public enum Outage {
  /** Each call takes until its timeout. */
  TIMES_OUT,
  /** Each call is refused because there were too many. */
  THROTTLES;

  /**
   * A look-up that fails at once in the way a real one does after all of its tries, according to
   * its options {@code timeout}, {@code within} and {@code tries} and the invocation's {@link
   * Deadline}.
   */
  public Lookup of(LookupUri uri) {
    Limits limits = Limits.of(uri, 1);
    return (keys, invocation) -> {
      throw fault(keys.size(), limits, uri.scheme(), invocation.deadline());
    };
  }

  private Fault fault(int keys, Limits limits, String scheme, Deadline deadline) {
    Duration within = limits.deadline(deadline).remaining();
    boolean answersOnce = this == THROTTLES || within.compareTo(limits.timeout()) > 0;
    UnansweredKeys unanswered = new UnansweredKeys(keys, answersOnce ? last(limits, scheme) : "");
    return needed(limits).compareTo(within) < 0
        ? unanswered.after(limits.tries())
        : unanswered.timeIsUp();
  }

  private String last(Limits limits, String scheme) {
    return this == TIMES_OUT ? UnansweredKeys.within(limits.timeout()) : refusal(scheme);
  }

  /** How long all tries take. */
  private Duration needed(Limits limits) {
    Duration pauses = Pauses.most(limits.tries());
    return this == THROTTLES ? pauses : pauses.plus(limits.timeout().multipliedBy(limits.tries()));
  }

  private static String refusal(String scheme) {
    return switch (scheme) {
      case "dynamodb" -> "ProvisionedThroughputExceededException";
      case "s3" -> "SlowDown";
      default -> "HTTP 429";
    };
  }
}
