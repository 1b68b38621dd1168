package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message attribute, as the sender set it.
 *
 * @param stringValue its text, also that of a number; null for a binary one
 * @param binaryValue its bytes in Base64; null for any other
 * @param stringListValues empty; SQS has a place for it and no use
 * @param binaryListValues empty; SQS has a place for it and no use
 * @param dataType {@code String}, {@code Number} or {@code Binary}, and a label of the sender's own
 *     after a dot
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageAttribute(
    @Nullable String stringValue,
    @Nullable String binaryValue,
    List<String> stringListValues,
    List<String> binaryListValues,
    String dataType) {

  @SuppressWarnings("NullAway") // Jackson gives null for what is not there
  public MessageAttribute {
    stringListValues = stringListValues == null ? List.of() : List.copyOf(stringListValues);
    binaryListValues = binaryListValues == null ? List.of() : List.copyOf(binaryListValues);
    dataType = dataType == null ? "String" : dataType;
  }

  /** An attribute that is a text or a number. */
  public static MessageAttribute of(String dataType, String value) {
    return new MessageAttribute(value, null, List.of(), List.of(), dataType);
  }

  /** The bytes of a binary attribute. */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(binaryValue).map(Base64.getDecoder()::decode);
  }
}
