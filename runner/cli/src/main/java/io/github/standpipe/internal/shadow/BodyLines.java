package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Makes the call of a function for a line that is the body of a message, without reading the line
 * into a tree: most lines are, and most events do not differ.
 *
 * @param before what stands before the body, in the call of one completed record
 * @param between what stands between the body and its digest
 * @param behind what follows the digest
 */
record BodyLines(byte[] before, byte[] between, byte[] behind) {
  /** The keys by which other formats are recognised; a line that has one is read in full. */
  private static final Set<String> SHAPED =
      Set.of(
          "Messages",
          "MessageId",
          "Records",
          "executionId",
          "messageId",
          "body",
          "reason",
          "results",
          "events",
          "failedMessages");

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

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Whether a line is a JSON object that is the body of a message, and nothing else. */
  static boolean isBody(byte[] line) {
    try (JsonParser parser = Json.parser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        if (SHAPED.contains(key)) {
          return false;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false; // reading it in full says why
    }
  }

  /** The call for such a line: the same bytes as those of the completed record. */
  byte[] request(byte[] line, MessageDigest md5) {
    int from = 0;
    int to = line.length;
    while (line[from] != '{') {
      from++;
    }
    while (line[to - 1] != '}') {
      to--;
    }
    int most = before.length + between.length + 2 * md5.getDigestLength() + behind.length;
    byte[] request = new byte[most + 2 * (to - from)];
    int end = append(before, request, 0);
    end = escape(line, from, to, request, end);
    end = append(between, request, end);
    md5.update(line, from, to - from);
    for (byte one : md5.digest()) {
      request[end++] = HEX[one >> 4 & 0xF];
      request[end++] = HEX[one & 0xF];
    }
    end = append(behind, request, end);
    return Arrays.copyOf(request, end);
  }

  private static int append(byte[] part, byte[] request, int end) {
    System.arraycopy(part, 0, request, end, part.length);
    return end + part.length;
  }

  private static int escape(byte[] line, int from, int to, byte[] request, int start) {
    int end = start;
    for (int at = from; at < to; at++) {
      byte one = line[at];
      if (one == '"' || one == '\\' || one < ' ' && one > 0) {
        request[end++] = '\\';
        one = escaped(one);
      }
      request[end++] = one;
    }
    return end;
  }

  /** In JSON only white space is a control character. */
  private static byte escaped(byte one) {
    return switch (one) {
      case '\t' -> 't';
      case '\r' -> 'r';
      case '\n' -> 'n';
      default -> one;
    };
  }

  /** The message that a line is. */
  static ObjectNode message(byte[] line) {
    return Json.object().put("body", new String(line, StandardCharsets.UTF_8).strip());
  }
}
