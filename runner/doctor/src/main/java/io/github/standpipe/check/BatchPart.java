package io.github.standpipe.check;

import java.util.Map;

/** The part of the pipe's batch that a state of a machine holds. */
sealed interface BatchPart {
  /** The array of events. */
  record Whole() implements BatchPart {}

  /** One event of it. */
  record Event() implements BatchPart {}

  /** The body of an SQS record, which is a text. */
  record BodyText() implements BatchPart {}

  /** An object that the machine builds. */
  record Made(Map<String, BatchPart> fields) implements BatchPart {}

  /** Anything else, or unknown. */
  record Other() implements BatchPart {}

  BatchPart WHOLE = new Whole();
  BatchPart EVENT = new Event();
  BatchPart BODY = new BodyText();
  BatchPart OTHER = new Other();

  /** How many objects are nested, in all branches together. */
  default int depth() {
    return this instanceof Made made
        ? 1 + made.fields().values().stream().mapToInt(BatchPart::depth).sum()
        : 0;
  }
}
