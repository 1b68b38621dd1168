package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/** {@code .} */
final class InputNode extends Piece {
  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    return input;
  }
}
