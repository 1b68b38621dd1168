package io.github.standpipe.internal.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** Reads the bodies of requests; concurrent ones share a memory limit. */
final class RequestBodies {
  private static final int AT_A_TIME = 8;
  private static final int BUFFER = 1 << 16;

  /**
   * The part of an oversized body that is read and dropped, so that the client gets to read the
   * answer.
   */
  private static final long MOST_SKIPPED = 64L << 20;

  private final int most;
  private final Semaphore allowance;

  /**
   * @param most limit of bytes of one body; eight such bodies may be held at a time
   */
  RequestBodies(int most) {
    this.most = most;
    this.allowance = new Semaphore(AT_A_TIME * most);
  }

  /**
   * A body; closing it returns its share of the limit.
   *
   * @param whole whether it is within the limit
   */
  record HeldBody(byte[] bytes, boolean whole, Semaphore allowance) implements AutoCloseable {
    @Override
    public void close() {
      allowance.release(bytes.length);
    }
  }

  /**
   * Reads a body to its end.
   *
   * @throws IOException if the client goes away, or takes too long
   */
  HeldBody read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    boolean held = false;
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (bytes.size() + n > most) {
          skip(in, buffer);
          return new HeldBody(new byte[0], false, allowance);
        }
        allowance.acquire(n);
        bytes.write(buffer, 0, n);
      }
      held = true;
      return new HeldBody(bytes.toByteArray(), true, allowance);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the request took too long");
    } finally {
      allowance.release(held ? 0 : bytes.size());
    }
  }

  private static void skip(InputStream in, byte[] buffer) throws IOException {
    long skipped = 0;
    for (int n = in.read(buffer); n >= 0 && skipped < MOST_SKIPPED; n = in.read(buffer)) {
      skipped += n;
    }
  }
}
