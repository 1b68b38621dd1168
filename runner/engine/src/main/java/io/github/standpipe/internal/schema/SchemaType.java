package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The types of JSON values; integers are numbers. */
enum SchemaType {
  NULL,
  BOOLEAN,
  STRING,
  NUMBER,
  ARRAY,
  OBJECT;

  static SchemaType of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> NULL;
      case BOOLEAN -> BOOLEAN;
      case STRING -> STRING;
      case NUMBER -> NUMBER;
      case ARRAY -> ARRAY;
      default -> OBJECT;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
