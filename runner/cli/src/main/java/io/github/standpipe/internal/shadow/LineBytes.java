package io.github.standpipe.internal.shadow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines, in a memory that does not grow with the stream. JSON values that
 * follow each other without a line break, as delivery streams write them, are split between values
 * if their line is long.
 */
final class LineBytes {
  /** A line that is longer than this is skipped. */
  static final int LONGEST = 16 << 20;

  private static final int BUFFER = 1 << 16;

  /** From this length on a line is split between its values. */
  private static final int LONG = 1 << 20;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private int number = 1;
  private int numberOfNext = 1;
  private boolean isSkipped;
  private byte[] rest = new byte[0];

  LineBytes(InputStream stream) {
    this.stream = stream;
  }

  /** The number of the last line, from 1 on. */
  int number() {
    return number;
  }

  /** Whether the last line was too long, and so is not what {@link #next} returned. */
  boolean isSkipped() {
    return isSkipped;
  }

  /** The next line with its line break; null at the end; empty for one that is too long. */
  byte @Nullable [] next() throws IOException {
    number = numberOfNext;
    isSkipped = false;
    if (rest.length == 0 && fill()) {
      int end = end();
      if (buffer[end - 1] == '\n') {
        byte[] line = Arrays.copyOfRange(buffer, position, end);
        position = end;
        numberOfNext++;
        return line;
      }
    }
    return longer();
  }

  /** A line that is not in the buffer as a whole. */
  private byte @Nullable [] longer() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(rest.length);
    line.writeBytes(rest);
    rest = new byte[0];
    int searched = LONG;
    while (fill()) {
      int end = end();
      line.write(buffer, position, end - position);
      boolean ends = buffer[end - 1] == '\n';
      position = end;
      if (ends) {
        numberOfNext++;
        return line(line);
      }
      if (line.size() >= searched && !isSkipped) {
        byte[] values = values(line.toByteArray());
        if (values.length > 0) {
          return values;
        }
        searched = line.size() * 2;
        isSkipped = line.size() > LONGEST;
      }
      if (isSkipped) {
        line.reset();
      }
    }
    return line.size() == 0 && !isSkipped ? null : line(line);
  }

  /** What follows the last line, up to a number of bytes or a little more. */
  byte[] rest(int most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(rest);
    rest = new byte[0];
    while (bytes.size() < most && fill()) {
      bytes.write(buffer, position, filled - position);
      position = filled;
    }
    return bytes.toByteArray();
  }

  private byte[] line(ByteArrayOutputStream line) {
    return isSkipped || line.size() > LONGEST ? skipped() : line.toByteArray();
  }

  private byte[] skipped() {
    isSkipped = true;
    return new byte[0];
  }

  /** The values at the start of a long line that are complete; the others are kept. */
  private byte[] values(byte[] line) {
    int end = ValueEnds.last(line);
    if (end <= 0) {
      return new byte[0];
    }
    rest = Arrays.copyOfRange(line, end, line.length);
    return Arrays.copyOf(line, end);
  }

  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = stream.read(buffer);
    return filled > 0;
  }

  /** The place after the line break, or the end of what is read. */
  private int end() {
    int at = position;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, filled);
  }
}
