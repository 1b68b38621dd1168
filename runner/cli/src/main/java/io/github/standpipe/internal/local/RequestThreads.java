package io.github.standpipe.internal.local;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that serve requests. A slow client keeps a thread only until its time is over or
 * other requests need the thread; then its connection is closed, because an interrupt closes the
 * channel that a thread reads from.
 */
final class RequestThreads implements Executor, AutoCloseable {
  private final int most;
  private final Duration patience;
  private final ExecutorService threads = Executors.newCachedThreadPool(RequestThreads::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(RequestThreads::daemon);

  /** The threads that read a request, with their start time, the longest first. */
  private final Map<Thread, Long> reading = new LinkedHashMap<>();

  private int running;

  /**
   * @param most limit of concurrent requests
   * @param patience how long a client may take for its request, and for taking the answer
   */
  RequestThreads(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
    long tick = Math.max(1, patience.toMillis() / 10);
    clock.scheduleWithFixedDelay(this::interruptLate, tick, tick, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    return Thread.ofPlatform().daemon().name("events").unstarted(task);
  }

  @Override
  public void execute(Runnable request) {
    makeRoom();
    threads.execute(() -> {
      waitForClient();
      try {
        request.run();
      } finally {
        end();
      }
    });
  }

  private synchronized void makeRoom() {
    if (running >= most) {
      Iterator<Thread> longest = reading.keySet().iterator();
      if (!longest.hasNext()) {
        throw new RejectedExecutionException("every thread is busy");
      }
      longest.next().interrupt();
      longest.remove();
    }
    running++;
  }

  /** From now on the thread waits for its client. */
  synchronized void waitForClient() {
    reading.put(Thread.currentThread(), System.nanoTime());
  }

  /** The request is read, and must not be interrupted while it is processed. */
  synchronized void work() {
    reading.remove(Thread.currentThread());
    Thread.interrupted();
  }

  private synchronized void end() {
    work();
    running--;
  }

  private synchronized void interruptLate() {
    long latest = System.nanoTime() - patience.toNanos();
    reading.forEach((thread, since) -> {
      if (since - latest < 0) {
        thread.interrupt();
      }
    });
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }
}
