package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An attribute of a table's key.
 *
 * @param type its type in DynamoDB
 * @param most the maximum size in bytes
 */
record KeyAttribute(String name, Type type, int most) {
  static final int PARTITION = 2048;
  static final int SORT = 1024;
  private static final int DIGITS = 38;

  /** String, number or binary, by DynamoDB's letters. */
  enum Type {
    S,
    N,
    B
  }

  /** Reads {@code NAME}, {@code NAME:N} or {@code NAME:B}. */
  static KeyAttribute of(LookupUri uri, String option, String value, int most) {
    int colon = value.lastIndexOf(':');
    String letter = colon < 0 ? "S" : value.substring(colon + 1);
    if (colon == 0 || !letter.matches("[SNB]")) {
      throw uri.bad(
          option, value, "write ATTRIBUTE, ATTRIBUTE:N for a number or ATTRIBUTE:B for binary");
    }
    return new KeyAttribute(
        colon < 0 ? value : value.substring(0, colon), Type.valueOf(letter), most);
  }

  /**
   * The value of a text, in DynamoDB's JSON; empty if DynamoDB would refuse it, and with it the
   * whole call: an empty or too long text, or an invalid number.
   */
  Optional<ObjectNode> value(String text) {
    try {
      return switch (type) {
        case S ->
            sized(text.getBytes(StandardCharsets.UTF_8))
                .filter(b -> isText(b, text))
                .map(b -> written(text));
        case N -> number(text).map(this::written);
        case B ->
            sized(Base64.getDecoder().decode(text))
                .map(bytes -> written(Base64.getEncoder().encodeToString(bytes)));
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ObjectNode written(String value) {
    return Json.object().put(type.name(), value);
  }

  /** A lone surrogate has no UTF-8 bytes. */
  private static boolean isText(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.UTF_8).equals(text);
  }

  private Optional<byte[]> sized(byte[] bytes) {
    return bytes.length == 0 || bytes.length > most ? Optional.empty() : Optional.of(bytes);
  }

  /** One numeric key has many texts: 7, 07 and 7.0. */
  JsonNode canonical(JsonNode value) {
    return type == Type.N
        ? number(value.path("N").asText()).<JsonNode>map(this::written).orElse(value)
        : value;
  }

  private static Optional<String> number(String text) {
    if (!text.matches("[+-]?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?")) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    int magnitude = number.precision() - number.scale();
    boolean held = number.precision() <= DIGITS && magnitude <= 126 && magnitude >= -129;
    return number.signum() == 0
        ? Optional.of("0")
        : Optional.of(number.toString()).filter(n -> held);
  }
}
