package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Values in schemas: as texts that are equal if the values are, and as words for a message. */
final class SchemaValues {
  private static final int SHOWN = 5;
  private static final int LENGTH = 40;

  private SchemaValues() {}

  /** A text with sorted keys, in which numbers of the same value are equal. */
  static String canonical(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(canonical(item)));
      return items.toString();
    }
    if (value.isObject()) {
      return value.properties().stream()
          .map(field -> Json.text(Json.array().add(field.getKey())) + canonical(field.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    return Json.text(value);
  }

  /** The first values, and how many more there are. */
  static String some(List<JsonNode> values) {
    String some =
        values.stream()
            .limit(SHOWN)
            .map(value -> Printable.shortened(Json.text(value), LENGTH))
            .collect(Collectors.joining(", "));
    return values.size() <= SHOWN ? some : some + " and " + (values.size() - SHOWN) + " more";
  }
}
