package io.github.standpipe.internal.local;

import io.github.standpipe.internal.signed.Backoff;
import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls a queue's server repeatedly until it answers, up to a time limit.
 *
 * @param limit how long the server may fail to answer
 */
record ServerRetry(LiveQueue queue, Duration limit, Listener listener, Halt halt) {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  /**
   * The answer of a call.
   *
   * @throws Fault if there is none within the limit, or a stop is requested meanwhile
   */
  <T> T ask(Supplier<T> call) {
    long since = System.nanoTime();
    for (int attempt = 0; ; attempt++) {
      try {
        return call.get();
      } catch (SdkException e) {
        Duration silent = Duration.ofNanos(System.nanoTime() - since);
        if (halt.asked() || silent.compareTo(limit) > 0) {
          throw queue.fault("has not answered for " + silent.toSeconds() + " s", e);
        }
        if (attempt == 0) {
          listener.problem(queue.fault("does not answer; trying again", e).getMessage());
        }
      }
      halt.await(BACKOFF.pause(attempt + 1));
    }
  }
}
