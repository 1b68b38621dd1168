package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.json.PlainObject;
import org.jspecify.annotations.Nullable;

/**
 * Builds a value from each item: {@code [for (items) value if (test)]}, and {@code {for (items) key
 * : value if (test)}}.
 */
final class Loop extends Piece {

  private final ExpressionNode items;
  private final Lets lets;
  private final @Nullable ExpressionNode test;
  private final @Nullable ExpressionNode key;
  private final ExpressionNode value;

  /**
   * @param key null if an array is built
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
    if (given == PendingValue.NODE) {
      return given;
    }
    if (given.isNull()) {
      return given;
    }
    JsonNode array = given.isObject() ? PendingFields.convert(scope, given) : given;
    if (!array.isArray()) {
      throw new IllegalStateException("a loop takes an array or an object");
    }
    JsonNode made = key == null ? array(scope, array) : object(scope, array, key);
    return given.isObject() && array.size() < given.size() ? PendingValue.NODE : made;
  }

  /**
   * If it is not known yet whether an item counts, the whole loop is pending; the other items are
   * still evaluated.
   */
  private JsonNode array(Scope scope, JsonNode array) {
    int size = array.size();
    boolean open = false;
    ArrayNode made = PlainObject.NODES.arrayNode(size);
    for (int place = 0; place < size; place++) {
      JsonNode item = array.get(place);
      JsonNode counts = test(scope, item);
      if (isOpen(scope, counts)) {
        open = true;
      } else if (counts == null || NodeUtils.isTrue(counts)) {
        made.add(value.apply(scope, item));
      }
    }
    return open ? PendingValue.NODE : made;
  }

  private JsonNode object(Scope scope, JsonNode array, ExpressionNode key) {
    PlainObject made = new PlainObject();
    boolean open = false;
    for (int place = 0; place < array.size(); place++) {
      JsonNode item = array.get(place);
      JsonNode counts = test(scope, item);
      if (isOpen(scope, counts)) {
        open = true;
      } else if (counts == null || NodeUtils.isTrue(counts)) {
        open |= put(scope, item, key, made);
      }
    }
    return open ? PendingValue.NODE : made;
  }

  /** Adds a field if it has a value; returns true if that is not known yet. */
  private boolean put(Scope scope, JsonNode item, ExpressionNode key, PlainObject made) {
    JsonNode of = value.apply(scope, item);
    if (of == PendingValue.NODE) {
      return true;
    }
    if (NodeUtils.isValue(of)) {
      JsonNode name = key.apply(scope, item);
      if (name == PendingValue.NODE) {
        return true;
      }
      made.set(ObjectLiteral.name(name), of);
    }
    return false;
  }

  private @Nullable JsonNode test(Scope scope, JsonNode item) {
    ((Frames) scope).state.limit.step();
    lets.apply(scope, item);
    return test == null ? null : test.apply(scope, item);
  }

  private static boolean isOpen(Scope scope, @Nullable JsonNode tested) {
    return tested != null && ((Frames) scope).state.any && PendingValue.mayBeEmpty(tested);
  }
}
