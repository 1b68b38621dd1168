package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Scope;

/** {@code $name} */
final class Variable extends Piece {
  private final boolean global;
  private final int place;

  Variable(Slots.Slot slot) {
    this.global = slot.global();
    this.place = slot.place();
  }

  /**
   * @throws IllegalStateException before the variable has a value
   */
  @Override
  public JsonNode apply(Scope scope, JsonNode input) {
    Frames frames = (Frames) scope;
    JsonNode value = (global ? frames.globals : frames.locals)[place];
    if (value == null) {
      throw new IllegalStateException("a variable has no value yet");
    }
    return value;
  }
}
