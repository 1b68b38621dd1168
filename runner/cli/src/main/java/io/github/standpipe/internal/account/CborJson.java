package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The part of CBOR that AWS's protocol uses, as JSON. */
final class CborJson {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int LIST = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xff;
  private static final int DEEPEST = 100;

  private final ByteBuffer in;
  private int depth;

  private CborJson(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads one value; a tag, such as that of a time, is left out, and bytes become Base64.
   *
   * @throws IOException if it is not CBOR
   */
  static JsonNode read(byte[] bytes) throws IOException {
    try {
      CborJson reader = new CborJson(bytes);
      JsonNode value = reader.value();
      if (reader.in.hasRemaining()) {
        throw new IOException("more than one value of CBOR");
      }
      return value;
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("CBOR that is cut off");
    }
  }

  /** Writes an object whose values are texts and whole numbers. */
  static byte[] write(ObjectNode flat) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head(MAP, flat.size(), out);
    flat.properties()
        .forEach(one -> {
          text(one.getKey(), out);
          if (one.getValue().isIntegralNumber()) {
            head(UNSIGNED, one.getValue().intValue(), out);
          } else {
            text(one.getValue().textValue(), out);
          }
        });
    return out.toByteArray();
  }

  private static void text(String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(TEXT, bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void head(int type, int length, ByteArrayOutputStream out) {
    int first = type << 5;
    if (length < 24) {
      out.write(first | length);
    } else {
      out.write(first | 26);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }
  }

  private JsonNode value() throws IOException {
    int first = in.get() & 0xff;
    int type = first >> 5;
    int more = first & 31;
    if (++depth > DEEPEST) {
      throw new IOException("CBOR that is nested too deeply");
    }
    JsonNode value =
        switch (type) {
          case UNSIGNED -> Json.array().add(count(more)).get(0);
          case NEGATIVE -> Json.array().add(count(more).negate().subtract(BigInteger.ONE)).get(0);
          case BYTES -> Json.array().add(Base64.getEncoder().encodeToString(bytes(more))).get(0);
          case TEXT -> Json.array().add(new String(bytes(more), StandardCharsets.UTF_8)).get(0);
          case LIST -> list(more);
          case MAP -> map(more);
          case TAG -> {
            count(more);
            yield value();
          }
          default -> simple(more);
        };
    depth--;
    return value;
  }

  private BigInteger count(int more) throws IOException {
    return switch (more) {
      case 24 -> BigInteger.valueOf(in.get() & 0xff);
      case 25 -> BigInteger.valueOf(in.getShort() & 0xffff);
      case 26 -> BigInteger.valueOf(in.getInt() & 0xffff_ffffL);
      case 27 -> new BigInteger(Long.toUnsignedString(in.getLong()));
      default -> {
        if (more > 27) {
          throw new IOException("CBOR with a length that does not exist");
        }
        yield BigInteger.valueOf(more);
      }
    };
  }

  private int length(int more) throws IOException {
    BigInteger length = count(more);
    if (length.bitLength() > 31 || length.intValue() > in.remaining()) {
      throw new IOException("CBOR that is cut off");
    }
    return length.intValue();
  }

  private byte[] bytes(int more) throws IOException {
    if (more != INDEFINITE) {
      byte[] bytes = new byte[length(more)];
      in.get(bytes);
      return bytes;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (!ends()) {
      all.writeBytes(bytes(in.get() & 31));
    }
    return all.toByteArray();
  }

  /** Whether the end of something without a length is next; it is then taken. */
  private boolean ends() {
    boolean ends = (in.get(in.position()) & 0xff) == BREAK;
    if (ends) {
      in.get();
    }
    return ends;
  }

  private ArrayNode list(int more) throws IOException {
    ArrayNode list = Json.array();
    int length = more == INDEFINITE ? Integer.MAX_VALUE : length(more);
    for (int i = 0; i < length && !(more == INDEFINITE && ends()); i++) {
      list.add(value());
    }
    return list;
  }

  private ObjectNode map(int more) throws IOException {
    ObjectNode map = Json.object();
    int length = more == INDEFINITE ? Integer.MAX_VALUE : length(more);
    for (int i = 0; i < length && !(more == INDEFINITE && ends()); i++) {
      map.set(value().asText(), value());
    }
    return map;
  }

  private JsonNode simple(int more) throws IOException {
    return switch (more) {
      case 20 -> Json.array().add(false).get(0);
      case 21 -> Json.array().add(true).get(0);
      case 22, 23 -> NullNode.getInstance();
      case 25 -> Json.array().add(Float.float16ToFloat(in.getShort())).get(0);
      case 26 -> Json.array().add(in.getFloat()).get(0);
      case 27 -> Json.array().add(in.getDouble()).get(0);
      default -> throw new IOException("CBOR with a value that does not exist");
    };
  }
}
