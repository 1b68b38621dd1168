package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.List;

/** A call of a function that the file declares. */
final class DeclaredCall extends Piece {

  /** A function of the file; its body is set once all functions are known. */
  static final class Declared {
    private Lets lets = new Lets(List.of());
    private ExpressionNode body = new InputNode();
    private int frame;

    void define(Lets lets, ExpressionNode body, int frame) {
      this.lets = lets;
      this.body = body;
      this.frame = frame;
    }
  }

  private final Declared function;
  private final ExpressionNode[] arguments;
  private final String place;
  private final String name;

  DeclaredCall(Declared function, ExpressionNode[] arguments, String place, String name) {
    this.function = function;
    this.arguments = arguments;
    this.place = place;
    this.name = name;
  }

  /** The parameters are the function's first variables. */
  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    Frames frames = (Frames) scope;
    step(frames.state.limit);
    JsonNode[] frame = new JsonNode[function.frame];
    for (int place = 0; place < arguments.length; place++) {
      frame[place] = arguments[place].apply(scope, input);
    }
    JsonNode[] caller = frames.locals;
    frames.locals = frame;
    try {
      function.lets.apply(scope, input);
      return function.body.apply(scope, input);
    } finally {
      frames.locals = caller;
    }
  }

  private void step(EvaluationLimit limit) {
    try {
      limit.step();
    } catch (EvaluationLimit.OverdueException e) {
      throw new EvaluationLimit.OverdueException(place, name);
    }
  }
}
