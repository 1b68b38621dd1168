package io.github.standpipe.enrich;

import io.github.standpipe.internal.jslt.Evaluation;

/** The evaluation of one event, within an invocation. */
public interface EventEvaluation extends Evaluation {

  /** {@return the invocation to which the event belongs} */
  Invocation invocation();
}
