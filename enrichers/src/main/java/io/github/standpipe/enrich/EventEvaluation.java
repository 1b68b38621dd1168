package io.github.standpipe.enrich;

import io.github.standpipe.jslt.Evaluation;

/** The evaluation of one event, within an invocation. */
public interface EventEvaluation extends Evaluation {

  /** The invocation that the event came with. */
  Invocation invocation();
}
