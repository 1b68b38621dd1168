package io.github.standpipe.pipe;

import java.util.List;
import java.util.Locale;

/**
 * A border between two parts of a pipe at which the batch is recorded; in the order of the flow.
 */
public enum Stage {
  /** The batch as the source passes it on: an array of SQS records. */
  SOURCE,
  /** The records that the filter passed. */
  FILTERED,
  /** The input of the enrichment: the records, or one rendered item for each. */
  ENRICHMENT_INPUT,
  /** The answer of the enrichment, as the batch that continues. */
  ENRICHED,
  /** The input of the target: one array, or one item for each entry of a request. */
  TARGET_INPUT;

  /** {@return the stages after this one, in the order of the flow; empty for the last} */
  public List<Stage> following() {
    return List.of(values()).subList(ordinal() + 1, values().length);
  }

  /**
   * {@return the file that holds its payload in a fixture, such as {@code 3-enrichment-input.json}}
   */
  public String fileName() {
    return ordinal() + 1 + "-" + this + ".json";
  }

  /** {@return the stage's name in file names and messages, such as {@code enrichment-input}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
