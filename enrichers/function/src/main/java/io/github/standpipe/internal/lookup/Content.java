package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The content of a document as a service sends it: JSON, which may be compressed with gzip.
 *
 * @param encoding the header {@code Content-Encoding}; empty without one
 * @param most the maximum number of bytes of the JSON text
 */
record Content(byte[] bytes, String encoding, int most) {
  private static final int GZIP = 0x1f8b;

  /** What the content turns out to be. */
  sealed interface Reading {
    record Document(JsonNode json) implements Reading {}

    /** The JSON text has more bytes than it may have. */
    record TooLarge() implements Reading {}

    /** It is not JSON; the reason holds nothing of the content. */
    record NotJson(String why) implements Reading {}
  }

  /** Clients and proxies may have decoded it, so its first bytes decide, not the header. */
  Reading read() {
    if (bytes.length > most) {
      return new Reading.TooLarge();
    }
    try {
      return isGzip() ? read(unpacked()) : read(bytes);
    } catch (IOException e) {
      return new Reading.NotJson("its gzip encoding is damaged");
    }
  }

  private Reading read(byte[] text) throws IOException {
    if (text.length > most) {
      return new Reading.TooLarge();
    }
    try {
      return new Reading.Document(Json.parse(text));
    } catch (JsonProcessingException e) {
      return new Reading.NotJson(otherEncoding().orElseGet(() -> Json.reason(e)));
    }
  }

  private boolean isGzip() {
    return bytes.length > 1 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) == GZIP;
  }

  private byte[] unpacked() throws IOException {
    try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return unpacking.readNBytes(most + 1);
    }
  }

  private Optional<String> otherEncoding() {
    return Optional.of(encoding.strip())
        .filter(name -> name.matches("(?i)(?!gzip$|identity$|aws-chunked$)[a-z0-9, -]{1,40}"))
        .map(name -> "its Content-Encoding is " + name + "; store it as it is or with gzip");
  }
}
