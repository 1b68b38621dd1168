package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A payload template, taken apart once: which of its fields are evaluated, and under what name. */
sealed interface PayloadTemplate {
  /** A text, a number, true, false or null, which stays as it is. */
  record Constant(JsonNode value) implements PayloadTemplate {}

  /** An array. */
  record Items(List<PayloadTemplate> items) implements PayloadTemplate {}

  /** An object. */
  record Fields(List<Field> fields) implements PayloadTemplate {}

  /** A field and the name that it has in the result. */
  record Field(String name, PayloadTemplate value) {}

  /**
   * What a field whose name ends in {@code .$} holds.
   *
   * @param field the name as written
   */
  record Dynamic(String field, String text) implements PayloadTemplate {}

  static PayloadTemplate of(JsonNode template) {
    if (template.isArray()) {
      List<PayloadTemplate> items = new ArrayList<>();
      template.forEach(item -> items.add(of(item)));
      return new Items(items);
    }
    if (!template.isObject()) {
      return new Constant(template);
    }
    List<Field> fields = new ArrayList<>();
    template.properties().forEach(field -> fields.add(field(field.getKey(), field.getValue())));
    return new Fields(fields);
  }

  private static Field field(String name, JsonNode value) {
    return name.endsWith(".$")
        ? new Field(name.substring(0, name.length() - 2), new Dynamic(name, value.asText()))
        : new Field(name, of(value));
  }
}
