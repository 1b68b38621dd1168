package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.List;

/** {@code let name = value}, one after the other. */
final class Lets {

  /** One of them. */
  record Let(Slots.Slot slot, ExpressionNode value) {}

  private final Let[] lets;

  Lets(List<Let> lets) {
    this.lets = lets.toArray(Let[]::new);
  }

  boolean isEmpty() {
    return lets.length == 0;
  }

  void apply(Scope scope, JsonNode input) {
    for (Let let : lets) {
      JsonNode value = let.value.apply(scope, input);
      Frames frames = (Frames) scope;
      (let.slot.global() ? frames.globals : frames.locals)[let.slot.place()] = value;
    }
  }
}
