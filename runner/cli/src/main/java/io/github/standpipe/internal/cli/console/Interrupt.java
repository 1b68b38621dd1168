package io.github.standpipe.internal.cli.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run or a watch: the current batch is finished, the summary is printed, then the
 * process ends. For a run with {@code --follow} that is success; for one that was cut short it is
 * not.
 */
public final class Interrupt implements AutoCloseable {
  private static final int CUT_SHORT = 130;
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final boolean follows;
  private final Thread hook;
  private volatile int code = CUT_SHORT;

  private Interrupt(Runnable stop, boolean follows) {
    this.follows = follows;
    this.hook = new Thread(() -> end(stop), "interrupt");
  }

  public static Interrupt stopping(Runnable stop, boolean follows) {
    Interrupt interrupt = new Interrupt(stop, follows);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  public boolean asked() {
    return asked.isDone();
  }

  /** Waits for another thread, at most until the run is interrupted. */
  public void await(CompletableFuture<?> work) {
    try {
      CompletableFuture.anyOf(work, asked).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
    }
  }

  /** The exit code of a run that is over. */
  public int ends(int of) {
    code = follows || !asked() ? of : CUT_SHORT;
    return code;
  }

  private void end(Runnable stop) {
    try {
      asked.complete(null);
      stop.run();
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("standpipe: the current batch did not end");
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
      // the hook is ending the process already
    }
    finished.countDown();
  }
}
