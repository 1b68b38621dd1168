package io.github.standpipe.internal.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;

/**
 * What a command that may last is doing: one line at the bottom of a terminal, once nothing was
 * printed for two seconds. It disappears before anything else is printed, and before a question.
 * The line is shown on a terminal only, so that logs and pipes hold nothing but results.
 */
@Command
public final class Progress implements AutoCloseable {
  static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int WIDTH = 24;
  private static final String CLEARED = SafeWriter.BACK + SafeWriter.CONTROL + "K";

  private final Object lock = new Object();
  private LongSupplier nanoTime = System::nanoTime;
  private PrintWriter terminal = new PrintWriter(Writer.nullWriter());
  private String doing = "";
  private long since;
  private long printed;
  private boolean lineEnds = true;
  private boolean shown;
  private boolean ended;

  /** Begins something that may last, such as {@code reading the queue orders}. */
  public void doing(String what) {
    synchronized (lock) {
      if (doing.isEmpty()) {
        printed = nanoTime.getAsLong();
        since = printed;
      }
      doing = what;
    }
  }

  /** Counts parts of something that may last: {@code 3 of 40 templates}. */
  public void doing(int done, int total, String nouns) {
    doing(done + " of " + total + " " + nouns);
  }

  /** The same with a bar: {@code [######------] 3 of 6 changes judged}. */
  public void bar(int done, int total, String nouns) {
    int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
    doing(
        "[%s%s] %,d of %,d %s"
            .formatted("#".repeat(filled), "-".repeat(WIDTH - filled), done, total, nouns));
  }

  /** Ends what was begun. */
  public void done() {
    synchronized (lock) {
      hide();
      doing = "";
    }
  }

  /** A writer to the same terminal, before whose text the line disappears. */
  public Writer before(Writer out) {
    return new FilterWriter(out) {
      @Override
      public void write(int c) throws IOException {
        write(String.valueOf((char) c), 0, 1);
      }

      @Override
      public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
      }

      @Override
      public void write(String text, int offset, int length) throws IOException {
        synchronized (lock) {
          if (length > 0) {
            hide();
            lineEnds = text.charAt(offset + length - 1) == '\n';
            printed = nanoTime.getAsLong();
          }
          out.write(text, offset, length);
        }
      }
    };
  }

  /** Shows the line on a terminal from now on. */
  public void startOn(PrintWriter writer) {
    start(writer, System::nanoTime);
    Thread.ofPlatform().daemon().name("progress").start(this::tickUntilEnded);
  }

  void start(PrintWriter writer, LongSupplier time) {
    synchronized (lock) {
      terminal = writer;
      nanoTime = time;
    }
  }

  private void tickUntilEnded() {
    try {
      while (tick()) {
        Thread.sleep(STEP.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows the line if it is time; false after the end. */
  boolean tick() {
    synchronized (lock) {
      long now = nanoTime.getAsLong();
      boolean silent = now - printed >= SILENCE.toNanos();
      if (!ended && !doing.isEmpty() && lineEnds && silent) {
        terminal.print(CLEARED + doing + ", " + Duration.ofNanos(now - since).toSeconds() + " s");
        terminal.flush();
        shown = true;
      }
      return !ended;
    }
  }

  private void hide() {
    if (shown) {
      terminal.print(CLEARED);
      terminal.flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      hide();
      ended = true;
    }
  }
}
