package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/** An operator of JSLT: with a pending operand its result is pending, even if it fails. */
final class Strict extends Piece {
  private final ExpressionNode operator;

  Strict(ExpressionNode operator) {
    this.operator = operator;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    PendingState state = ((Frames) scope).state;
    boolean before = state.operand;
    state.operand = false;
    try {
      JsonNode value = operator.apply(scope, input);
      return state.operand ? PendingValue.NODE : value;
    } catch (Program.Thrown | EvaluationLimit.OverdueException e) {
      throw e;
    } catch (RuntimeException e) {
      if (state.operand) {
        return PendingValue.NODE;
      }
      throw e;
    } finally {
      state.operand = before;
    }
  }
}
