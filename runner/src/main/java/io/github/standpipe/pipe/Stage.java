package io.github.standpipe.pipe;

import java.util.List;
import java.util.Locale;

/** A border between two parts of a pipe, where the batch can be seen; in the order of the flow. */
public enum Stage {
  /** The batch as the source hands it on: an array of SQS records. */
  SOURCE,
  /** The records that the filter passed. */
  FILTERED,
  /** What the enrichment is called with: the records, or one rendered item for each. */
  ENRICHMENT_INPUT,
  /** What the enrichment answered, as the batch that goes on. */
  ENRICHED,
  /** What the target is called with: the input of one execution. */
  TARGET_INPUT;

  /** The stages after this one. */
  public List<Stage> following() {
    return List.of(values()).subList(ordinal() + 1, values().length);
  }

  /** The file that holds its payload in a fixture, such as {@code 3-enrichment-input.json}. */
  public String fileName() {
    return ordinal() + 1 + "-" + this + ".json";
  }

  /** The stage's name in file names and messages, such as {@code enrichment-input}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
