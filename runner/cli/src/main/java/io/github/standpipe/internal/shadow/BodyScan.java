package io.github.standpipe.internal.shadow;

import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a line byte by byte, once, and writes it as the inside of a JSON string at the same time.
 * It accepts one JSON object in UTF-8 and nothing else; an object that is unusual, as by its depth,
 * is left to the parser.
 */
final class BodyScan {
  /** The keys by which other formats are recognised; a line that has one is read in full. */
  private static final List<String> SHAPED =
      List.of(
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

  private static final byte[][] SHAPED_BYTES =
      SHAPED.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  private static final int DEEPEST = 60;
  private static final int MOST_DIGITS = 100;
  private static final int LONGEST_KEY = 1_000;
  private static final String ESCAPES = "\"\\/bfnrtu";

  private final byte[] line;
  private final int end;
  private final byte[] to;
  private int at;
  private int out;

  /**
   * @param from the place of the first byte to read
   * @param end the place behind the last one
   * @param to has room for twice as many bytes as are read
   * @param out the place at which to begin to write
   */
  BodyScan(byte[] line, int from, int end, byte[] to, int out) {
    this.line = line;
    this.at = from;
    this.end = end;
    this.to = to;
    this.out = out;
  }

  /** Whether the bytes are the body of a message, and nothing else. */
  boolean isBody() {
    return at < end && line[at] == '{' && object(0) && at == end;
  }

  /** The place behind what is written. */
  int out() {
    return out;
  }

  private boolean value(int depth) {
    return at < end
        && switch (line[at]) {
          case '{' -> depth < DEEPEST && object(depth + 1);
          case '[' -> depth < DEEPEST && array(depth + 1);
          case '"' -> string();
          case 't' -> word("true");
          case 'f' -> word("false");
          case 'n' -> word("null");
          default -> number();
        };
  }

  private boolean object(int depth) {
    copy();
    space();
    if (has('}')) {
      copy();
      return true;
    }
    while (has('"')) {
      int key = at + 1;
      if (!string() || at - key > LONGEST_KEY || depth == 0 && isShaped(key)) {
        return false;
      }
      space();
      if (!has(':')) {
        return false;
      }
      copy();
      space();
      if (!value(depth)) {
        return false;
      }
      space();
      if (has('}')) {
        copy();
        return true;
      }
      if (!has(',')) {
        return false;
      }
      copy();
      space();
    }
    return false;
  }

  private boolean array(int depth) {
    copy();
    space();
    if (has(']')) {
      copy();
      return true;
    }
    while (value(depth)) {
      space();
      if (has(']')) {
        copy();
        return true;
      }
      if (!has(',')) {
        return false;
      }
      copy();
      space();
    }
    return false;
  }

  /** Whether a key may be one of another format. */
  private boolean isShaped(int key) {
    int behind = at - 1;
    for (int place = key; place < behind; place++) {
      if (line[place] == '\\') {
        return isShapedWithEscapes(key);
      }
    }
    for (byte[] shaped : SHAPED_BYTES) {
      if (shaped.length == behind - key
          && Arrays.equals(shaped, 0, shaped.length, line, key, behind)) {
        return true;
      }
    }
    return false;
  }

  private boolean isShapedWithEscapes(int key) {
    try {
      return SHAPED.contains(Json.parse(Arrays.copyOfRange(line, key - 1, at)).textValue());
    } catch (IOException e) {
      return true; // the parser has to see it
    }
  }

  private boolean string() {
    quote();
    while (at < end) {
      plain();
      byte next = at < end ? line[at] : 0;
      if (next == '"') {
        quote();
        return true;
      }
      boolean isPart = next == '\\' ? escape() : next < 0 && character();
      if (!isPart) {
        return false;
      }
    }
    return false;
  }

  /** Copies ASCII without quotes, which is nearly all; with local variables this is fast. */
  private void plain() {
    byte[] source = line;
    byte[] target = to;
    int from = at;
    int put = out;
    while (from < end) {
      byte next = source[from];
      if (next < ' ' || next == '"' || next == '\\') {
        break;
      }
      target[put++] = next;
      from++;
    }
    at = from;
    out = put;
  }

  private void quote() {
    to[out++] = '\\';
    copy();
  }

  private boolean escape() {
    quote();
    if (at >= end || ESCAPES.indexOf(line[at]) < 0) {
      return false;
    }
    boolean isUnicode = line[at] == 'u';
    if (line[at] == '"' || line[at] == '\\') {
      quote();
    } else {
      copy();
    }
    for (int digit = 0; isUnicode && digit < 4; digit++) {
      if (at >= end || Character.digit(line[at], 16) < 0) {
        return false;
      }
      copy();
    }
    return true;
  }

  /** A character that is not ASCII; half of a pair is not one in UTF-8. */
  private boolean character() {
    int first = line[at] & 0xff;
    int second = at + 1 < end ? line[at + 1] & 0xff : 0;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (first < 0xc2 || first > 0xf4 || second < least || second > most) {
      return false;
    }
    copy();
    copy();
    return (first < 0xe0 || continued()) && (first < 0xf0 || continued());
  }

  private boolean continued() {
    if (at >= end || (line[at] & 0xc0) != 0x80) {
      return false;
    }
    copy();
    return true;
  }

  private boolean word(String word) {
    for (int place = 0; place < word.length(); place++) {
      if (!has(word.charAt(place))) {
        return false;
      }
      copy();
    }
    return true;
  }

  private boolean number() {
    int start = at;
    if (has('-')) {
      copy();
    }
    boolean isZero = has('0');
    int whole = digits();
    if (whole == 0 || isZero && whole > 1) {
      return false;
    }
    if (has('.')) {
      copy();
      if (digits() == 0) {
        return false;
      }
    }
    return at - start <= MOST_DIGITS && !has('e') && !has('E');
  }

  private int digits() {
    int start = at;
    while (at < end && line[at] >= '0' && line[at] <= '9') {
      copy();
    }
    return at - start;
  }

  private void space() {
    while (at < end && line[at] <= ' ' && line[at] >= 0) {
      byte blank =
          switch (line[at]) {
            case '\t' -> 't';
            case '\r' -> 'r';
            case '\n' -> 'n';
            case ' ' -> ' ';
            default -> 0;
          };
      if (blank == 0) {
        return; // nothing else is white space, so what follows is not accepted
      }
      if (blank != ' ') {
        to[out++] = '\\';
      }
      to[out++] = blank;
      at++;
    }
  }

  private boolean has(int byteOfAscii) {
    return at < end && line[at] == byteOfAscii;
  }

  private void copy() {
    to[out++] = line[at++];
  }
}
