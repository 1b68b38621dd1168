package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;

/** One evaluation of a file, for functions that need more than their arguments. */
public interface Evaluation {

  /** The value that the file is evaluated for. */
  JsonNode event();

  /** How long the evaluation may take. */
  EvaluationLimit limit();
}
