package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;

/** The fields of an object as a loop takes them. */
final class PendingFields {
  private PendingFields() {}

  /** Without those that are pending: a field that comes out null is not there. */
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
