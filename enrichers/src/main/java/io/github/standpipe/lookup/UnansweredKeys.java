package io.github.standpipe.lookup;

import io.github.standpipe.enrich.Fault;
import java.time.Duration;

/**
 * What is told of keys that a service did not answer for in the end.
 *
 * @param left how many keys
 * @param last what came of the last call; empty where none came to an end
 */
record UnansweredKeys(int left, String last) {

  Fault timeIsUp() {
    return new Fault("the time was up, " + keysLeft() + (last.isEmpty() ? "" : "; last: " + last));
  }

  Fault after(int tries) {
    return new Fault(last + ", " + counted(tries, "time") + "; " + keysLeft());
  }

  static String within(Duration timeout) {
    return "no answer within " + Pauses.describe(timeout);
  }

  private String keysLeft() {
    return counted(left, "key") + " left";
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
