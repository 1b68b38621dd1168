package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataValues;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that the states of a flow share, such as a variable. It is converted for JSONata at
 * most once, however many states and iterations read it.
 */
final class SharedValue {
  private final JsonNode json;
  private @Nullable Object converted;

  SharedValue(JsonNode json) {
    this.json = json;
  }

  JsonNode json() {
    return json;
  }

  Object forJsonata() {
    if (converted == null) {
      converted = JsonataValues.fromJson(json);
    }
    return converted;
  }
}
