package io.github.standpipe.enrich;

import io.github.standpipe.internal.jslt.EvaluationLimit;
import java.time.Duration;

/**
 * How long the evaluation of one event may take: a quarter of the invocation's remaining time, so
 * that an event that never ends leaves its neighbours most of it, and at most 10 s.
 */
final class EvaluationTime {
  private static final Duration MOST = Duration.ofSeconds(10);

  private EvaluationTime() {}

  static EvaluationLimit limit(Deadline deadline) {
    Duration share = deadline.remaining().dividedBy(4);
    return EvaluationLimit.in(share.compareTo(MOST) < 0 ? share : MOST);
  }
}
