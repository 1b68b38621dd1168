package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.json.PlainObject;
import java.util.Set;

/**
 * {@code {"name": value, * - name : rest}}: an object with its own fields, followed by the input's
 * fields at the same place, each transformed by {@code rest}.
 */
final class ObjectMatching extends Piece {
  private final ObjectLiteral made;
  private final ExpressionNode place;
  private final Set<String> not;
  private final ExpressionNode rest;

  /**
   * @param place where the fields are
   * @param not the names that are excluded: the object's own, and those after the minus
   */
  ObjectMatching(ObjectLiteral made, ExpressionNode place, Set<String> not, ExpressionNode rest) {
    this.made = made;
    this.place = place;
    this.not = not;
    this.rest = rest;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    PlainObject object = made.apply(scope, input);
    JsonNode fields = place.apply(scope, input);
    if (fields == PendingValue.NODE) {
      return fields;
    }
    fields
        .properties()
        .forEach(field -> {
          if (!not.contains(field.getKey())) {
            object.set(field.getKey(), each(scope, field.getValue()));
          }
        });
    return object;
  }

  private JsonNode each(Scope scope, JsonNode value) {
    return value == PendingValue.NODE ? value : rest.apply(scope, value);
  }
}
