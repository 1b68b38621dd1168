package io.github.standpipe.check;

import java.util.Map;

/** What a state of a machine holds of the batch that the pipe hands over. */
sealed interface BatchPart {
  /** The array of events. */
  record Whole() implements BatchPart {}

  /** One event of it. */
  record Event() implements BatchPart {}

  /** The body of an SQS record, which is a text. */
  record BodyText() implements BatchPart {}

  /** An object of the machine's own making. */
  record Made(Map<String, BatchPart> fields) implements BatchPart {}

  /** Anything else, and what is not known. */
  record Other() implements BatchPart {}

  BatchPart WHOLE = new Whole();
  BatchPart EVENT = new Event();
  BatchPart BODY = new BodyText();
  BatchPart OTHER = new Other();

  /** How many objects stand inside of each other, all branches together. */
  default int depth() {
    return this instanceof Made made
        ? 1 + made.fields().values().stream().mapToInt(BatchPart::depth).sum()
        : 0;
  }
}
