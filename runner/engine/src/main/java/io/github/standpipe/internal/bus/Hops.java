package io.github.standpipe.internal.bus;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How often an event was forwarded from bus to bus or topic, so that a cycle ends.
 *
 * @param customBuses the ARNs of the custom event buses that it passed through
 */
record Hops(Surroundings around, int count, Set<String> customBuses) {
  private static final int MOST = 5;

  Hops {
    customBuses = Set.copyOf(customBuses);
  }

  Hops(Surroundings around) {
    this(around, 0, Set.of());
  }

  boolean isTooFar() {
    return count >= MOST;
  }

  Hops next() {
    return new Hops(around, count + 1, customBuses);
  }

  Hops through(String customBus) {
    Set<String> passed = new LinkedHashSet<>(customBuses);
    passed.add(customBus);
    return new Hops(around, count, passed);
  }
}
