package io.github.standpipe.internal.runtime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of HTTP/1.1.
 *
 * @param headers by name in lower case
 * @param body its first {@link #MOST_BYTES} bytes
 * @param size of the whole body, in bytes
 */
record ApiRequest(String method, String path, Map<String, String> headers, byte[] body, long size) {
  static final int MOST_BYTES = 8 << 20;
  private static final int MOST_HEADER_BYTES = 64 << 10;
  private static final int HEX = 16;

  /** Reads the next request of a connection; empty at its end. */
  static Optional<ApiRequest> read(InputStream in, OutputStream out) throws IOException {
    String head = head(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] lines = head.split("\r\n");
    String[] first = lines[0].split(" ");
    if (first.length != 3) {
      throw new ProtocolException("not a request of HTTP");
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    Body body = new Body(in);
    body.read(headers);
    return Optional.of(
        new ApiRequest(first[0], first[1], headers, body.kept.toByteArray(), body.size));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    int ended = 0;
    while (ended < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      boolean expected = next == (ended % 2 == 0 ? '\r' : '\n');
      ended = expected ? ended + 1 : next == '\r' ? 1 : 0;
      if (head.size() > MOST_HEADER_BYTES) {
        throw new ProtocolException("the headers are too long");
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** A body, whose bytes are all read and partly kept. */
  private static final class Body {
    private final InputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[HEX << 10];
    private long size;

    Body(InputStream in) {
      this.in = in;
    }

    void read(Map<String, String> headers) throws IOException {
      try {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
          chunks();
        } else {
          take(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
      } catch (NumberFormatException e) {
        throw new ProtocolException("the size of the body is not a number");
      }
    }

    private void chunks() throws IOException {
      for (long chunk = chunkSize(); chunk > 0; chunk = chunkSize()) {
        take(chunk);
        line();
      }
      while (!line().isEmpty()) {
        // trailers
      }
    }

    private long chunkSize() throws IOException {
      return Long.parseLong(line().replaceFirst(";.*", "").strip(), HEX);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0 || line.length() > MOST_HEADER_BYTES) {
          throw new EOFException();
        }
        line.append((char) next);
      }
      return line.toString().strip();
    }

    private void take(long bytes) throws IOException {
      for (long left = bytes; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException();
        }
        kept.write(buffer, 0, Math.min(read, MOST_BYTES - kept.size()));
        size += read;
        left -= read;
      }
    }
  }
}
