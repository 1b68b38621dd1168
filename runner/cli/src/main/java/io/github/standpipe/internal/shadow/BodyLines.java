package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the call of a function for a line that is the body of a message, without reading the line
 * into a tree: most lines are, and most events do not differ.
 *
 * @param before what stands before the body, in the call of one completed record
 * @param between what stands between the body and its digest
 * @param behind what follows the digest
 */
record BodyLines(byte[] before, byte[] between, byte[] behind) {
  private static final String MARK = "the-body-of-this-message";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The calls of a pipe that passes records on as they are. */
  static BodyLines of(ShadowSide side) {
    ObjectNode message = Json.object().put("body", MARK);
    String request = Json.text(Json.array().addAll(side.received(List.of(message))));
    String digest =
        HexFormat.of().formatHex(digest().digest(MARK.getBytes(StandardCharsets.UTF_8)));
    int body = request.indexOf(MARK);
    int hash = request.indexOf(digest, body);
    return new BodyLines(
        bytes(request.substring(0, body)),
        bytes(request.substring(body + MARK.length(), hash)),
        bytes(request.substring(hash + digest.length())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  Calls calls() {
    return new Calls();
  }

  /** Makes the calls of one thread, one after the other. */
  final class Calls {
    private final MessageDigest md5 = digest();
    private byte[] buffer = new byte[1 << 11];

    /**
     * The call for a line, with the same bytes as that of the completed record; null for a line
     * that is not the body of a message, or not only that.
     */
    byte @Nullable [] request(byte[] line) {
      int from = 0;
      int to = line.length;
      while (from < to && isBlank(line[from])) {
        from++;
      }
      while (from < to && isBlank(line[to - 1])) {
        to--;
      }
      reserve(to - from);
      System.arraycopy(before, 0, buffer, 0, before.length);
      BodyScan scan = new BodyScan(line, from, to, buffer, before.length);
      return scan.isBody() ? completed(line, from, to, scan.out()) : null;
    }

    private void reserve(int length) {
      int most = before.length + between.length + 2 * md5.getDigestLength() + behind.length;
      if (buffer.length < most + 2 * length) {
        buffer = new byte[most + 2 * length];
      }
    }

    private byte[] completed(byte[] line, int from, int to, int start) {
      int end = append(between, start);
      md5.update(line, from, to - from);
      for (byte one : md5.digest()) {
        buffer[end++] = HEX[one >> 4 & 0xF];
        buffer[end++] = HEX[one & 0xF];
      }
      return Arrays.copyOf(buffer, append(behind, end));
    }

    private int append(byte[] part, int end) {
      System.arraycopy(part, 0, buffer, end, part.length);
      return end + part.length;
    }
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\r' || one == '\n';
  }

  /** The message that a line is. */
  static ObjectNode message(byte[] line) {
    return Json.object().put("body", new String(line, StandardCharsets.UTF_8).strip());
  }
}
