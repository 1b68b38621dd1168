package io.github.standpipe.internal.lookup;

import io.github.standpipe.json.Fault;
import java.time.Duration;

/**
 * Describes the keys for which a service never answered.
 *
 * @param left how many keys
 * @param last the result of the last call; empty if none finished
 */
record UnansweredKeys(int left, String last) {

  Fault timeIsUp() {
    return new Fault("the time ran out, " + keysLeft() + (last.isEmpty() ? "" : "; last: " + last));
  }

  Fault after(int tries) {
    return new Fault(repeated(last, tries) + "; " + keysLeft());
  }

  /** A result that every one of some tries had. */
  static String repeated(String result, int tries) {
    return result + ", " + counted(tries, "time");
  }

  static String within(Duration timeout) {
    return "no answer within " + Pauses.describe(timeout);
  }

  String keysLeft() {
    return counted(left, "key") + " left";
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
