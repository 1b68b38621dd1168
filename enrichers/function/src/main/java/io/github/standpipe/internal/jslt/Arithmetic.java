package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.impl.NumericOperator;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.github.standpipe.internal.jslt.IntegerRange.Operation;

/** An operator of JSLT on numbers; reports if its result is not the exact integer. */
final class Arithmetic extends Piece {
  private final ExpressionNode left;
  private final ExpressionNode right;
  private final NumericOperator operator;
  private final Operation operation;
  private final String place;

  private Arithmetic(
      ExpressionNode left,
      ExpressionNode right,
      NumericOperator operator,
      Operation operation,
      String place) {
    this.left = left;
    this.right = right;
    this.operator = operator;
    this.operation = operation;
    this.place = place;
  }

  /**
   * An operation on literals is a literal, unless it must be reported at each evaluation.
   *
   * @param place of the operator
   */
  static ExpressionNode of(
      ExpressionNode left,
      ExpressionNode right,
      NumericOperator operator,
      Operation operation,
      String place) {
    ExpressionNode optimized = operator.optimize();
    boolean wraps =
        left instanceof LiteralExpression one
            && right instanceof LiteralExpression other
            && optimized instanceof LiteralExpression value
            && IntegerRange.fails(operation, value(one), value(other), value(value));
    return optimized instanceof LiteralExpression && !wraps
        ? optimized
        : new Arithmetic(left, right, operator, operation, place);
  }

  private static JsonNode value(LiteralExpression literal) {
    return literal.apply(null, null);
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode one = left.apply(scope, input);
    JsonNode other = right.apply(scope, input);
    JsonNode value = operator.perform(one, other);
    if (IntegerRange.fails(operation, one, other, value)) {
      ((Frames) scope).state.overflowed(place);
    }
    return value;
  }
}
