package io.github.standpipe.internal.bus;

/** How often an event was forwarded from bus to bus or topic, so that a cycle ends. */
record Hops(Surroundings around, int count) {
  private static final int MOST = 5;

  Hops(Surroundings around) {
    this(around, 0);
  }

  boolean isTooFar() {
    return count >= MOST;
  }

  Hops next() {
    return new Hops(around, count + 1);
  }
}
