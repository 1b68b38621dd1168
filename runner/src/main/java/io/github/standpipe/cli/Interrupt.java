package io.github.standpipe.cli;

import io.github.standpipe.local.LiveRun;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run: the batch in hand is finished, the summary is printed, then the process
 * ends. A run that follows ends well so; one that was cut short does not.
 */
final class Interrupt implements AutoCloseable {
  private static final int CUT_SHORT = 130;
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final boolean follows;
  private final Thread hook;
  private volatile int code = CUT_SHORT;

  private Interrupt(LiveRun run, boolean follows) {
    this.follows = follows;
    this.hook = new Thread(() -> end(run), "interrupt");
  }

  static Interrupt stopping(LiveRun run, boolean follows) {
    Interrupt interrupt = new Interrupt(run, follows);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  boolean asked() {
    return asked.isDone();
  }

  /** Waits for what another thread does, at most until the end is asked for. */
  void await(CompletableFuture<?> work) {
    try {
      CompletableFuture.anyOf(work, asked).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
    }
  }

  /** The exit code of a run that is over. */
  int ends(int of) {
    code = follows || !asked() ? of : CUT_SHORT;
    return code;
  }

  private void end(LiveRun run) {
    try {
      asked.complete(null);
      run.stop();
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("standpipe: the batch in hand did not end; its messages come again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process ends already, by the hook
    }
    finished.countDown();
  }
}
