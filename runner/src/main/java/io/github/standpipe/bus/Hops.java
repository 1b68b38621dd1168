package io.github.standpipe.bus;

/** How often an event was handed on from bus to bus or topic, so that a circle comes to an end. */
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
