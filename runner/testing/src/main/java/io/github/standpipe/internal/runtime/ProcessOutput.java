package io.github.standpipe.internal.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a process prints, line by line. The bootstrap marks the end of each call's output, so that
 * its lines are printed before its result.
 */
final class ProcessOutput {
  private static final int MOST_LINE_BYTES = 64 << 10;
  private static final int BUFFER = 8 << 10;
  private static final String MARK = "\u0001end ";

  private final InputStream in;
  private volatile Consumer<String> sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String ended = "";
  private boolean isOver;

  ProcessOutput(InputStream in, Consumer<String> sink) {
    this.in = in;
    this.sink = sink;
  }

  /** From now on lines go there. */
  void to(Consumer<String> other) {
    sink = other;
  }

  /** Reads until the process ends. */
  void read() {
    byte[] buffer = new byte[BUFFER];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        take(buffer, read);
      }
    } catch (IOException e) {
      // the process ended
    } finally {
      flush();
      over();
    }
  }

  private void take(byte[] bytes, int size) {
    for (int i = 0; i < size; i++) {
      if (bytes[i] == '\n' || line.size() >= MOST_LINE_BYTES) {
        flush();
      }
      if (bytes[i] != '\n') {
        line.write(bytes[i]);
      }
    }
  }

  private void flush() {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    int mark = text.indexOf(MARK);
    String before = mark < 0 ? text : text.substring(0, mark);
    if (!before.isEmpty()) {
      sink.accept(before.endsWith("\r") ? before.substring(0, before.length() - 1) : before);
    }
    if (mark >= 0) {
      end(text.substring(mark + MARK.length()));
    }
  }

  private synchronized void end(String id) {
    ended = id;
    notifyAll();
  }

  private synchronized void over() {
    isOver = true;
    notifyAll();
  }

  /** Waits until the output of a call is read. */
  synchronized void await(String id, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!ended.equals(id) && !isOver) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
    ended = "";
  }
}
