package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;

/** {@code if (test) then else otherwise} */
final class Choice extends Piece {

  /** A branch with its variables. */
  record Branch(Lets lets, ExpressionNode value) {
    JsonNode apply(Scope scope, JsonNode input) {
      lets.apply(scope, input);
      return value.apply(scope, input);
    }
  }

  private final ExpressionNode test;
  private final Branch then;
  private final Branch otherwise;

  Choice(ExpressionNode test, Branch then, Branch otherwise) {
    this.test = test;
    this.then = then;
    this.otherwise = otherwise;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode tested = test.apply(scope, input);
    if (((Frames) scope).state.any && PendingValue.mayBeEmpty(tested)) {
      return PendingValue.NODE;
    }
    return (NodeUtils.isTrue(tested) ? then : otherwise).apply(scope, input);
  }
}
