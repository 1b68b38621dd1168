package io.github.standpipe.machine;

import java.util.Arrays;
import java.util.Optional;

/** A field of {@code $states} that exists in some fields of a state only. */
enum StatesField {
  /** What a Task, a Map or a Parallel returned: in its Output and its Assign. */
  RESULT("result"),
  /** What was caught: in a catcher's Output and Assign. */
  ERROR_OUTPUT("errorOutput");

  private final String key;

  StatesField(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Optional<StatesField> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
  }

  /** A rule for a value in which the field exists. */
  FieldRule in(FieldRule rule) {
    return spot -> rule.check(spot.in(spot.scope().with(this)));
  }
}
