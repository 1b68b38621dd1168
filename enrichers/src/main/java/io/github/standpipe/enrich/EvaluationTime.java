package io.github.standpipe.enrich;

import io.github.standpipe.jslt.EvaluationLimit;
import java.time.Duration;

/**
 * How long the evaluation of one event may take: a quarter of what is left of the invocation, so
 * that an event that takes for ever leaves its neighbours most of the time, and 10 s at most.
 */
final class EvaluationTime {
  private static final Duration MOST = Duration.ofSeconds(10);

  private EvaluationTime() {}

  static EvaluationLimit limit(Deadline deadline) {
    Duration share = deadline.remaining().dividedBy(4);
    return EvaluationLimit.in(share.compareTo(MOST) < 0 ? share : MOST);
  }
}
