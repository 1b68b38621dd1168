package io.github.standpipe.enrich;

/**
 * What a verdict means for its record.
 *
 * @param quarantines whether there is a quarantine queue
 * @param maxReceives the receive from which on a failure goes there
 */
record Policy(boolean quarantines, int maxReceives) {

  static Policy in(Environment environment, boolean quarantines) {
    return new Policy(quarantines, environment.number("MAX_RECEIVES", 3));
  }

  /** The verdict as one of emit, drop, quarantine and retry. */
  Verdict settled(Item item) {
    if (item.verdict() instanceof Verdict.Emit emit) {
      return emit; // by far the most frequent one, and a switch on types is slow
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
