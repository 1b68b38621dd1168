package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import org.jspecify.annotations.Nullable;

/** {@code .key} of the input, or of the expression before it. */
final class Key extends Piece {
  private final @Nullable ExpressionNode of;
  private final String key;

  Key(@Nullable ExpressionNode of, String key) {
    this.of = of;
    this.key = key.intern();
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode parent = of == null ? input : of.apply(scope, input);
    JsonNode value = parent.get(key);
    if (value == null) {
      return parent == PendingValue.NODE ? parent : NullNode.instance;
    }
    return value;
  }
}
