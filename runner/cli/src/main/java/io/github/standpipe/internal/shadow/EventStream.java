package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file of recorded events, compressed or not. If its first line is a JSON object or array by
 * itself, it is read line by line; else it is one text.
 */
final class EventStream implements AutoCloseable {
  /** The lines of a piece, unless they are long. */
  static final int LINES = 256;

  private static final int BYTES = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** The bytes by which other formats are recognised. */
  private static final int HEAD = 512;

  private InputStream stream;
  private LineBytes lines;
  private final String name;
  private byte @Nullable [] first;
  private boolean isWhole;
  private boolean isOver;
  private @Nullable EventPiece trouble;

  private EventStream(InputStream stream, String name) {
    this.stream = stream;
    this.lines = new LineBytes(stream);
    this.name = name;
  }

  /** Opens a stream, which need not hold events. */
  static EventStream of(InputStream given, String name) {
    EventStream stream = new EventStream(new BufferedInputStream(given, BUFFER), name);
    try {
      stream.open();
    } catch (IOException e) {
      stream.isOver = true;
      stream.trouble = stream.unreadable(e, 0);
    }
    return stream;
  }

  private void open() throws IOException {
    if (GzipContent.isBegun(head())) {
      stream = new BufferedInputStream(new GzipContent(stream), BUFFER);
      lines = new LineBytes(stream);
    }
    Optional<String> foreign = ForeignFormat.of(head());
    if (foreign.isPresent()) {
      isOver = true;
      trouble = new EventPiece.Trouble(name, foreign.get());
    } else {
      begin();
    }
  }

  /** The first bytes, as far as they can be read: the lines among them count. */
  private byte[] head() throws IOException {
    byte[] head = new byte[HEAD];
    int size = 0;
    stream.mark(HEAD);
    try {
      for (int some = 0; some >= 0 && size < HEAD; size += Math.max(0, some)) {
        some = stream.read(head, size, HEAD - size);
      }
    } catch (IOException e) {
      stream.reset();
      return Arrays.copyOf(head, size); // reading the lines says why
    }
    stream.reset();
    return Arrays.copyOf(head, size);
  }

  private void begin() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] line = lines.next();
    if (line != null && line.length >= MARK.length && Arrays.equals(MARK, 0, 3, line, 0, 3)) {
      line = Arrays.copyOfRange(line, MARK.length, line.length);
    }
    while (line != null && isBlank(line) && !lines.isSkipped() && head.size() < BYTES) {
      head.writeBytes(line);
      line = lines.next();
    }
    if (line == null) {
      isOver = true;
    } else if (lines.isSkipped() || isJsonLine(line)) {
      first = line;
    } else {
      head.writeBytes(line);
      isWhole = true;
      first = head.toByteArray();
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one != ' ' && one != '\t' && one != '\r' && one != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Whether a line can be read without the others. */
  static boolean isJsonLine(byte[] line) {
    List<Integer> ends = ValueEnds.in(line);
    if (ends.isEmpty() || !isBlank(Arrays.copyOfRange(line, ends.getLast(), line.length))) {
      return false;
    }
    try {
      JsonNode value = Json.parse(Arrays.copyOf(line, ends.getFirst()));
      return value.isContainerNode() && !Capture.isLogged(value);
    } catch (IOException e) {
      return false;
    }
  }

  /** The next piece; null at the end. */
  @Nullable EventPiece next() {
    if (trouble != null) {
      EventPiece last = trouble;
      trouble = null;
      return last;
    }
    if (isOver) {
      return null;
    }
    return isWhole ? whole() : someLines();
  }

  private EventPiece whole() {
    isOver = true;
    try {
      byte[] head = first == null ? new byte[0] : first;
      byte[] rest = lines.rest(LineBytes.LONGEST - head.length + 1);
      if (head.length + rest.length > LineBytes.LONGEST) {
        return new EventPiece.Trouble(
            name, "is larger than 16 MB and does not hold one JSON value per line; split it");
      }
      byte[] text = Arrays.copyOf(head, head.length + rest.length);
      System.arraycopy(rest, 0, text, head.length, rest.length);
      return new EventPiece.WholeText(name, text);
    } catch (IOException e) {
      return unreadable(e, 0);
    }
  }

  private EventPiece someLines() {
    List<byte[]> some = new ArrayList<>(LINES);
    List<Integer> numbers = new ArrayList<>(LINES);
    long bytes = 0;
    try {
      while (some.size() < LINES && bytes < BYTES) {
        byte[] line = first == null ? lines.next() : first;
        first = null;
        if (line == null) {
          isOver = true;
          break;
        }
        if (lines.isSkipped()) {
          trouble = new EventPiece.Trouble(name + ":" + lines.number(), "is longer than 16 MB");
          break;
        }
        if (!isBlank(line)) {
          some.add(line);
          numbers.add(lines.number());
          bytes += line.length;
        }
      }
    } catch (IOException e) {
      isOver = true;
      trouble = unreadable(e, lines.number() - 1);
    }
    return new EventPiece.Lines(name, some, numbers);
  }

  private EventPiece unreadable(IOException e, int behind) {
    String what =
        switch (e) {
          case EOFException cut -> "is cut off";
          case ZipException damaged -> "is damaged";
          default -> "cannot be read";
        };
    return new EventPiece.Unreadable(name, what, behind);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      isOver = true; // all that was needed is read
    }
  }
}
