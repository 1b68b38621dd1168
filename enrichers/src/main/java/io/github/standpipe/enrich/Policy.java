package io.github.standpipe.enrich;

/**
 * What a verdict comes to for the record it is given to.
 *
 * @param quarantines whether there is a quarantine queue
 * @param maxReceives from which receive on a failure goes there
 */
record Policy(boolean quarantines, int maxReceives) {

  static Policy in(Environment environment, boolean quarantines) {
    return new Policy(quarantines, environment.number("MAX_RECEIVES", 3));
  }

  /** The verdict as one of emit, drop, quarantine and retry. */
  Verdict settled(Item item) {
    if (item.verdict() instanceof Verdict.Emit emit) {
      return emit; // nearly all of them, and a switch on types takes its time
    }
    return switch (item.verdict()) {
      case Verdict.Emit emit -> emit;
      case Verdict.Drop drop -> drop;
      case Verdict.Retry retry -> retry;
      case Verdict.Quarantine(String reason) -> quarantine(reason, true);
      case Verdict.Fail(String reason) -> quarantine(reason, item.receives() >= maxReceives);
    };
  }

  private Verdict quarantine(String reason, boolean due) {
    return quarantines && due ? new Verdict.Quarantine(reason) : new Verdict.Retry(reason);
  }
}
