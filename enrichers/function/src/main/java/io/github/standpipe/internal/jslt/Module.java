package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A file that another one imports.
 *
 * @param body null if it only declares
 */
record Module(Lets lets, @Nullable ExpressionNode body, FunctionTable functions) {

  /** A call of the file itself, which does not see the variables of its caller. */
  static final class Call extends Piece {
    private final Lets lets;
    private final ExpressionNode body;
    private final ExpressionNode argument;

    Call(Lets lets, ExpressionNode body, ExpressionNode argument) {
      this.lets = lets;
      this.body = body;
      this.argument = argument;
    }

    @Override
    public JsonNode apply(Scope scope, JsonNode input) {
      JsonNode given = argument.apply(scope, input);
      Frames caller = (Frames) scope;
      Frames frames = new Frames(caller.globals.length, caller);
      lets.apply(frames, given);
      return body.apply(frames, given);
    }
  }

  ExpressionNode call(ExpressionNode[] arguments) {
    if (body == null) {
      throw new Compiler.LeftToJslt();
    }
    return new Call(lets, body, arguments[0]);
  }
}
