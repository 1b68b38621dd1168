package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.json.PlainObject;

/** {@code {expression: value}}, whose names are computed. */
final class ComputedNames extends Piece {
  private final Lets lets;
  private final ExpressionNode[] keys;
  private final ExpressionNode[] values;

  ComputedNames(Lets lets, ExpressionNode[] keys, ExpressionNode[] values) {
    this.lets = lets;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    lets.apply(scope, input);
    PlainObject made = new PlainObject();
    boolean open = false;
    for (int place = 0; place < keys.length; place++) {
      JsonNode value = values[place].apply(scope, input);
      if (value == PendingValue.NODE) {
        open = true;
      } else if (NodeUtils.isValue(value)) {
        JsonNode key = keys[place].apply(scope, input);
        if (key == PendingValue.NODE) {
          open = true;
        } else if (made.replace(ObjectLiteral.name(key), value) != null) {
          throw new IllegalStateException("a name stands twice");
        }
      }
    }
    return open ? PendingValue.NODE : made;
  }
}
