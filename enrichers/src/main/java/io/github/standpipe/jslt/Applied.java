package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/** A call of a function that is not written in JSLT. */
final class Applied extends Piece {
  private final Function function;
  private final ExpressionNode[] arguments;

  Applied(Function function, ExpressionNode[] arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    JsonNode[] given = new JsonNode[arguments.length];
    for (int place = 0; place < given.length; place++) {
      given[place] = arguments[place].apply(scope, input);
    }
    return value(input, given);
  }

  private JsonNode value(JsonNode input, JsonNode[] given) {
    try {
      JsonNode value = function.call(input, given);
      return value == null ? NullNode.instance : value;
    } catch (RuntimeException e) {
      throw new Program.Thrown(e);
    }
  }
}
