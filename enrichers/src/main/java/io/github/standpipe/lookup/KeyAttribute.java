package io.github.standpipe.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.enrich.LookupUri;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An attribute of a table's key.
 *
 * @param type how DynamoDB holds it
 * @param most how many bytes it may have
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
   * The value a text stands for, in DynamoDB's JSON; nothing where DynamoDB would refuse it, and
   * the whole call with it: an empty or too long one, and a number that is none.
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

  /** Half of a surrogate pair has no bytes. */
  private static boolean isText(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.UTF_8).equals(text);
  }

  private Optional<byte[]> sized(byte[] bytes) {
    return bytes.length == 0 || bytes.length > most ? Optional.empty() : Optional.of(bytes);
  }

  /** A number has many texts and is one key: 7, 07 and 7.0. */
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
