package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an object came from.
 *
 * @param event the part of the event that it was bound to
 * @param object that part as an object of the class, as JSON
 * @param source the Java object; null if there is none
 * @param twins the parts of the event that a set took for the same item
 */
record ItemOrigin(JsonNode event, JsonNode object, @Nullable Object source, List<JsonNode> twins) {

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
