package io.github.standpipe.enrich;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reports places of a transform at which an integer did not fit into 64 bits: to the desk each
 * time, and in the function's log once.
 */
final class OverflowReport implements Consumer<String> {
  private final Environment environment;
  private final CallLog log;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private OverflowReport(Environment environment) {
    this.environment = environment;
    this.log = CallLog.in(environment);
  }

  static OverflowReport in(Environment environment) {
    return new OverflowReport(environment);
  }

  @Override
  public void accept(String place) {
    environment.overflowed().accept(place);
    if (logged.add(place)) {
      log.overflowed(place);
    }
  }
}
