package io.github.standpipe.enrich;

import io.github.standpipe.internal.jslt.Evaluation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports places in a transform at which an integer did not fit into 64 bits: to the surroundings
 * of the invocation each time, and in the function's log once.
 */
final class OverflowReport {
  private final CallLog log;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private OverflowReport(CallLog log) {
    this.log = log;
  }

  static OverflowReport in(Environment environment) {
    return new OverflowReport(CallLog.in(environment));
  }

  /**
   * Reports a place.
   *
   * @param place {@code file:line:column}
   */
  void report(Evaluation evaluation, String place) {
    Invocation invocation = ((EventEvaluation) evaluation).invocation();
    invocation.surroundings().overflowed(place);
    if (logged.add(place)) {
      log.overflowed(place, invocation.clock());
    }
  }
}
