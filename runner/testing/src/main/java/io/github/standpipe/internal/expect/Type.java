package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/** The types that can be required of a value, by the names of JSON and JSON Schema. */
enum Type {
  object,
  array,
  string,
  number,
  integer,
  bool("boolean"),
  nothing("null");

  private final String written;

  Type() {
    this.written = name();
  }

  Type(String written) {
    this.written = written;
  }

  static Optional<Type> parse(String name) {
    return Arrays.stream(values()).filter(type -> type.written.equals(name)).findFirst();
  }

  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Type::toString).toList());
  }

  boolean has(JsonNode seen) {
    return switch (this) {
      case object -> seen.isObject();
      case array -> seen.isArray();
      case string -> seen.isTextual();
      case number -> seen.isNumber();
      case integer -> seen.isNumber() && isWhole(seen.decimalValue());
      case bool -> seen.isBoolean();
      case nothing -> seen.isNull();
    };
  }

  /** 2.0 is an integer: only the value counts. */
  private static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0 || number.setScale(0, RoundingMode.DOWN).compareTo(number) == 0;
  }

  String words() {
    return switch (this) {
      case object, array, integer -> "an " + written;
      case nothing -> written;
      case string, number, bool -> "a " + written;
    };
  }

  @Override
  public String toString() {
    return written;
  }
}
