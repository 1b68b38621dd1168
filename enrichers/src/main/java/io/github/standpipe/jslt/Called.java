package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.List;

/** A call of a function that the file declares. */
final class Called extends Piece {

  /** A function of the file; its body comes once all functions are known. */
  static final class Declared {
    private Lets lets = new Lets(List.of());
    private ExpressionNode body = new Input();
    private int frame;

    void define(Lets lets, ExpressionNode body, int frame) {
      this.lets = lets;
      this.body = body;
      this.frame = frame;
    }
  }

  private final Declared function;
  private final ExpressionNode[] arguments;

  Called(Declared function, ExpressionNode[] arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  /** The parameters are the first of the function's variables. */
  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    Frames frames = (Frames) scope;
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
}
