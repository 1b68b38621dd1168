package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.function.Consumer;

/**
 * The variables of one evaluation: those of the file, and those of the function that is being
 * called. It is a {@link Scope} only so that JSLT's own operators take it.
 */
final class Frames extends Scope {
  final JsonNode[] globals;
  final PendingState state;
  JsonNode[] locals;

  Frames(int globals, EvaluationLimit limit, Consumer<String> overflowed) {
    this(globals, new PendingState(limit, overflowed));
  }

  Frames(int globals, PendingState state) {
    super(0);
    this.state = state;
    this.globals = new JsonNode[globals];
    this.locals = this.globals;
  }
}
