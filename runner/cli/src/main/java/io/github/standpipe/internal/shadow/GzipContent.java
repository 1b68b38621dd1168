package io.github.standpipe.internal.shadow;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip file, of one member or several, checked to its last byte. The platform's
 * own stream takes whatever follows a member and is not one for the end, and also a pause of a
 * pipe.
 */
final class GzipContent extends InputStream {
  private static final int DEFLATED = 8;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int TRAILER = 4;

  private final InputStream zipped;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private long members;
  private boolean isInside;
  private @Nullable IOException failure;

  GzipContent(InputStream zipped) {
    this.zipped = zipped;
  }

  /** Whether bytes begin a gzip file. */
  static boolean isBegun(byte[] head) {
    return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads some bytes.
   *
   * @throws EOFException for a file that is cut off
   * @throws ZipException for a damaged one
   */
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (failure != null) {
      throw failure;
    }
    try {
      return some(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private int some(byte[] bytes, int from, int length) throws IOException {
    while (length > 0) {
      if (!isInside && !begin()) {
        return -1;
      }
      int some = inflate(bytes, from, length);
      if (some > 0) {
        sum.update(bytes, from, some);
        return some;
      }
      if (inflater.finished()) {
        end();
      } else if (inflater.needsInput()) {
        require();
        inflater.setInput(buffer, position, filled - position);
        position = filled;
      } else {
        throw new ZipException("needs a dictionary");
      }
    }
    return 0;
  }

  private int inflate(byte[] bytes, int from, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, from, length);
    } catch (DataFormatException e) {
      throw new ZipException(String.valueOf(e.getMessage()));
    }
  }

  /** Begins a member; false at the end of the file, which zeros may fill up. */
  private boolean begin() throws IOException {
    while (members > 0 && fill() && buffer[position] == 0) {
      position++;
    }
    if (members > 0 && !fill()) {
      return false;
    }
    if (next() != 0x1f || next() != 0x8b || next() != DEFLATED) {
      throw new ZipException("something else follows");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    for (int text : new int[] {NAME, COMMENT}) {
      while ((flags & text) != 0 && next() != 0) {
        continue;
      }
    }
    skip((flags & CHECKSUM) == 0 ? 0 : 2);
    isInside = true;
    members++;
    return true;
  }

  private void end() throws IOException {
    position = filled - inflater.getRemaining();
    long expected = number();
    long length = number();
    if (expected != sum.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("its checksum is wrong");
    }
    sum.reset();
    inflater.reset();
    isInside = false;
  }

  private long number() throws IOException {
    long number = 0;
    for (int place = 0; place < TRAILER; place++) {
      number |= (long) next() << 8 * place;
    }
    return number;
  }

  private void skip(int bytes) throws IOException {
    for (int skipped = 0; skipped < bytes; skipped++) {
      next();
    }
  }

  private int next() throws IOException {
    require();
    return buffer[position++] & 0xff;
  }

  private void require() throws IOException {
    if (!fill()) {
      throw new EOFException();
    }
  }

  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = Math.max(0, zipped.read(buffer));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    zipped.close();
  }
}
