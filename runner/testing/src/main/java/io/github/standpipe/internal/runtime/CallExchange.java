package io.github.standpipe.internal.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where a call and a process that asks for one meet. The caller writes to the connection that
 * waits, so that no other thread has to wake up in between.
 */
final class CallExchange {
  private static final int MOST_DIRECT = 96 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable OutputStream waiting;
  private @Nullable RuntimeCall current;
  private @Nullable CallResult result;
  private @Nullable CallResult end;

  /** A process asks for a call, on this connection. */
  void next(OutputStream connection) {
    change(() -> waiting = connection);
  }

  /** The connection ended. */
  void gone(OutputStream connection) {
    change(() -> waiting = waiting == connection ? null : waiting);
  }

  /** The process cannot take any call. */
  void failedToStart(FunctionError error) {
    change(() -> end = end == null ? new CallResult.Failed(error, false) : end);
  }

  /** The process ended. */
  void exited() {
    change(() -> end = end == null ? new CallResult.Exited() : end);
  }

  /** The call in progress has a result; the first one counts. */
  void settle(CallResult of) {
    change(() -> {
      if (current != null && result == null) {
        result = of;
      }
    });
  }

  /** The call in progress. */
  Optional<RuntimeCall> current() {
    lock.lock();
    try {
      return Optional.ofNullable(current);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the process asks for a call; a result if it does not. */
  Optional<CallResult> ready(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (waiting == null && end == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return end != null
          ? Optional.of(end)
          : waiting == null ? Optional.of(new CallResult.TimedOut()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Hands over a call, to a process that is ready, and waits for its result. */
  CallResult call(RuntimeCall call) throws InterruptedException {
    lock.lock();
    try {
      OutputStream connection = waiting;
      if (connection == null) {
        return new CallResult.Exited();
      }
      waiting = null;
      current = call;
      result = null;
      write(call.response(), connection);
      return awaitResult(call.timeout());
    } finally {
      current = null;
      lock.unlock();
    }
  }

  /** A large call does not fit into the connection's buffer, so that writing it may block. */
  private void write(ApiResponse response, OutputStream connection) {
    Runnable writing =
        () -> {
          try {
            response.write(connection);
          } catch (IOException e) {
            exited();
          }
        };
    if (response.body().length > MOST_DIRECT) {
      Thread.ofVirtual().start(writing);
    } else {
      writing.run();
    }
  }

  private CallResult awaitResult(Duration timeout) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeout.toMillis());
    while (result == null && end == null && left > 0) {
      left = changed.awaitNanos(left);
    }
    return result != null ? result : end != null ? end : new CallResult.TimedOut();
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
