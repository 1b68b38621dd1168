package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message attribute, as the sender set it.
 *
 * @param stringValue its text, also for a number; null for a binary attribute
 * @param binaryValue its bytes in Base64; null for any other attribute
 * @param stringListValues always empty; SQS reserves it and does not use it
 * @param binaryListValues always empty; SQS reserves it and does not use it
 * @param dataType {@code String}, {@code Number} or {@code Binary}, and optionally a dot and a
 *     custom label of the sender
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageAttribute(
    @Nullable String stringValue,
    @Nullable String binaryValue,
    List<String> stringListValues,
    List<String> binaryListValues,
    String dataType) {

  /** Reads missing lists as empty ones, and a missing type as {@code String}. */
  @SuppressWarnings("NullAway") // Jackson passes null for missing members
  public MessageAttribute {
    stringListValues = stringListValues == null ? List.of() : List.copyOf(stringListValues);
    binaryListValues = binaryListValues == null ? List.of() : List.copyOf(binaryListValues);
    dataType = dataType == null ? "String" : dataType;
  }

  /**
   * {@return a string or number attribute}
   *
   * @param dataType {@code String} or {@code Number}, optionally with a label: {@code Number.int}
   * @param value its text
   */
  public static MessageAttribute of(String dataType, String value) {
    return new MessageAttribute(value, null, List.of(), List.of(), dataType);
  }

  /**
   * {@return the bytes of a binary attribute; empty for any other}
   *
   * @throws IllegalArgumentException if the value is not Base64
   */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(binaryValue).map(Base64.getDecoder()::decode);
  }
}
