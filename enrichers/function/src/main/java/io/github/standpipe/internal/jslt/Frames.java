package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.function.Consumer;

/**
 * The variables of one evaluation: those of the file, and those of the function that is being
 * called. It is a {@link Scope} only so that JSLT's own operators accept it.
 */
final class Frames extends Scope {
  final JsonNode[] globals;
  final PendingState state;
  final Evaluation evaluation;
  JsonNode[] locals;

  Frames(int globals, Evaluation evaluation, Consumer<String> overflowed) {
    this(globals, evaluation, new PendingState(evaluation.limit(), overflowed));
  }

  /** The frames of another place in the same evaluation. */
  Frames(int globals, Frames of) {
    this(globals, of.evaluation, of.state);
  }

  private Frames(int globals, Evaluation evaluation, PendingState state) {
    super(0);
    this.evaluation = evaluation;
    this.state = state;
    this.globals = new JsonNode[globals];
    this.locals = this.globals;
  }
}
