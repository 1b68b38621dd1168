package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataValues;
import io.github.standpipe.internal.states.JsonSize;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that the states of a flow share, such as a variable. It is converted for JSONata at
 * most once, however many states and iterations read it.
 */
final class SharedValue {
  private final JsonNode json;
  private @Nullable Object converted;
  private long bytes = -1;

  SharedValue(JsonNode json) {
    this.json = json;
  }

  JsonNode json() {
    return json;
  }

  /** The size as JSON. */
  long bytes() {
    if (bytes < 0) {
      bytes = JsonSize.of(json);
    }
    return bytes;
  }

  Object forJsonata() {
    if (converted == null) {
      converted = JsonataValues.fromJson(json);
    }
    return converted;
  }
}
