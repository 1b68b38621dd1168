package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import org.jspecify.annotations.Nullable;

/** A call of a function that is not written in JSLT. */
final class FunctionApplication extends Piece {
  private final Function function;
  private final ExpressionNode[] arguments;
  private final String place;
  private final boolean matches;
  private final @Nullable EvaluationFunction ofEvaluation;
  private final boolean bounded;

  FunctionApplication(Function function, ExpressionNode[] arguments, String place) {
    this.function = function;
    this.arguments = arguments;
    this.place = place;
    this.ofEvaluation = function instanceof EvaluationFunction own ? own : null;
    this.matches = Regexps.match(function.getName());
    this.bounded = IntegerRange.isBounded(function.getName());
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode[] given = new JsonNode[arguments.length];
    for (int place = 0; place < given.length; place++) {
      given[place] = arguments[place].apply(scope, input);
    }
    Frames frames = (Frames) scope;
    PendingState state = frames.state;
    if (state.any && anyPending(given)) {
      return PendingValue.NODE;
    }
    if (matches) {
      check(given, state.limit);
    }
    JsonNode value = value(frames.evaluation, input, given);
    state.any |= value == PendingValue.NODE;
    if (bounded && IntegerRange.fails(function.getName(), given)) {
      state.overflowed(place);
    }
    return value;
  }

  private void check(JsonNode[] given, EvaluationLimit limit) {
    try {
      Regexps.check(given, limit);
    } catch (EvaluationLimit.OverdueException e) {
      throw new EvaluationLimit.OverdueException(place, function.getName());
    }
  }

  private static boolean anyPending(JsonNode[] given) {
    for (JsonNode argument : given) {
      if (PendingValue.isIn(argument)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode value(Evaluation evaluation, JsonNode input, JsonNode[] given) {
    try {
      JsonNode value =
          ofEvaluation == null ? function.call(input, given) : ofEvaluation.call(evaluation, given);
      return value == null ? NullNode.instance : value;
    } catch (RuntimeException e) {
      throw new Program.Thrown(e);
    }
  }
}
