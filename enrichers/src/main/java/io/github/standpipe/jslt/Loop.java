package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What is made of each item: {@code [for (items) value if (test)]}, and {@code {for (items) key :
 * value if (test)}}.
 */
final class Loop extends Piece {

  private final ExpressionNode items;
  private final Lets lets;
  private final @Nullable ExpressionNode test;
  private final @Nullable ExpressionNode key;
  private final ExpressionNode value;

  /**
   * @param key null where an array is made
   */
  Loop(
      ExpressionNode items,
      Lets lets,
      @Nullable ExpressionNode test,
      @Nullable ExpressionNode key,
      ExpressionNode value) {
    this.items = items;
    this.lets = lets;
    this.test = test;
    this.key = key;
    this.value = value;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode given = items.apply(scope, input);
    if (given.isNull()) {
      return given;
    }
    JsonNode array = given.isObject() ? NodeUtils.convertObjectToArray(given) : given;
    if (!array.isArray()) {
      throw new IllegalStateException("a loop takes an array or an object");
    }
    return key == null ? array(scope, array) : object(scope, array, key);
  }

  private ArrayNode array(Scope scope, JsonNode array) {
    int size = array.size();
    ArrayNode made = PlainObject.NODES.arrayNode(size);
    for (int place = 0; place < size; place++) {
      JsonNode item = array.get(place);
      if (counts(scope, item)) {
        made.add(value.apply(scope, item));
      }
    }
    return made;
  }

  private JsonNode object(Scope scope, JsonNode array, ExpressionNode key) {
    PlainObject made = new PlainObject();
    for (int place = 0; place < array.size(); place++) {
      JsonNode item = array.get(place);
      if (counts(scope, item)) {
        JsonNode of = value.apply(scope, item);
        if (NodeUtils.isValue(of)) {
          made.set(Made.name(key.apply(scope, item)), of);
        }
      }
    }
    return made;
  }

  private boolean counts(Scope scope, JsonNode item) {
    lets.apply(scope, item);
    return test == null || NodeUtils.isTrue(test.apply(scope, item));
  }
}
