package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/** An operand of an expression that JSLT evaluates itself; notes if its value is pending. */
final class Operand extends Piece {
  private final ExpressionNode value;
  private final boolean whole;

  /**
   * @param whole whether the operator looks at everything inside the value, not only at its kind
   */
  Operand(ExpressionNode value, boolean whole) {
    this.value = value;
    this.whole = whole;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode given = value.apply(scope, input);
    PendingState state = ((Frames) scope).state;
    if (state.any && (whole ? PendingValue.isIn(given) : PendingValue.mayBeEmpty(given))) {
      state.operand = true;
    }
    return given;
  }
}
