package io.github.standpipe.testing;

import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Fault;

/** Verdicts as a test compares and prints them. */
final class SentVerdict {
  private SentVerdict() {}

  /**
   * With its events as they are sent over the network; values that cannot be written stay as they
   * are.
   */
  static Verdict of(Verdict verdict) {
    if (!(verdict instanceof Verdict.Emit(var events))) {
      return verdict;
    }
    try {
      return new Verdict.Emit(events.stream().map(GivenJson::onTheWire).toList());
    } catch (Fault e) {
      return verdict;
    }
  }

  /** In words, without the events. */
  static String describe(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit(var events) ->
          "emits " + (events.size() == 1 ? "an event" : events.size() + " events");
      case Verdict.Drop(String reason) -> "drops it: " + reason;
      case Verdict.Quarantine(String reason) -> "quarantines it: " + reason;
      case Verdict.Retry(String reason) -> "retries it: " + reason;
      case Verdict.Fail(String reason) -> "fails: " + reason;
    };
  }
}
