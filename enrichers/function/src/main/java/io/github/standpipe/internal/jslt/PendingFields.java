package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.json.PlainObject;

/** The fields of an object as a loop iterates over them. */
final class PendingFields {
  private PendingFields() {}

  /** Without pending fields: a field whose value turns out to be null would be left out. */
  static JsonNode convert(Scope scope, JsonNode object) {
    if (!((Frames) scope).state.any) {
      return NodeUtils.convertObjectToArray(object);
    }
    PlainObject known = new PlainObject();
    object
        .properties()
        .forEach(field -> {
          if (field.getValue() != PendingValue.NODE) {
            known.set(field.getKey(), field.getValue());
          }
        });
    return NodeUtils.convertObjectToArray(known);
  }
}
