package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.json.FewFields;
import io.github.standpipe.internal.json.FieldNames;
import io.github.standpipe.internal.json.PlainObject;

/**
 * {@code {"name": value}}, whose names are all known; values that are null or empty are left out.
 */
final class ObjectLiteral extends Piece {
  private final Lets lets;
  private final FieldNames shape;
  private final ExpressionNode[] values;

  ObjectLiteral(Lets lets, FieldNames shape, ExpressionNode[] values) {
    this.lets = lets;
    this.shape = shape;
    this.values = values;
  }

  @Override
  public PlainObject apply(Scope scope, JsonNode input) {
    lets.apply(scope, input);
    int all = values.length;
    JsonNode[] made = new JsonNode[all];
    int size = 0;
    for (int place = 0; place < all; place++) {
      JsonNode value = values[place].apply(scope, input);
      if (counts(value)) {
        made[place] = value;
        size++;
      }
    }
    if (all > FewFields.FEW) {
      return many(made);
    }
    return size == all ? shape.of(made) : shape.without(made, size);
  }

  private PlainObject many(JsonNode[] made) {
    PlainObject object = new PlainObject();
    for (int place = 0; place < made.length; place++) {
      if (made[place] != null) {
        object.set(shape.name(place), made[place]);
      }
    }
    return object;
  }

  /** Most values are texts, which are kept even if they are empty. */
  private static boolean counts(JsonNode value) {
    return value instanceof TextNode || value == PendingValue.NODE || NodeUtils.isValue(value);
  }

  /** The name that a value must be one of. */
  static String name(JsonNode key) {
    if (!key.isTextual()) {
      throw new IllegalStateException("a name must be a text");
    }
    return key.asText();
  }
}
