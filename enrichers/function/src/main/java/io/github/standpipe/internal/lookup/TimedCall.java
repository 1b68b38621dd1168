package io.github.standpipe.internal.lookup;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that ends in time. The timeouts of clients hold for a connection and for each read; a
 * service that sends one byte a second keeps within them and never comes to an end.
 */
final class TimedCall {
  private TimedCall() {}

  static <T> T call(Duration time, Callable<T> work)
      throws IOException, InterruptedException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case IOException broken -> throw broken;
        case RuntimeException thrown -> throw thrown;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e);
      }
    } finally {
      task.cancel(true); // on a virtual thread this closes the socket that it waits for
    }
  }
}
