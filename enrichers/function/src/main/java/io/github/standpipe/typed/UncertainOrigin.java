package io.github.standpipe.typed;

import java.util.List;

/** It is not certain what an emitted object was in the event. */
final class UncertainOrigin extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UncertainOrigin(List<String> path, String why) {
    super(null, null, false, false);
    this.reason = (path.isEmpty() ? "." : String.join("", path)) + ": " + why;
  }

  /** Where, what was seen and what to do, in one line without values. */
  String reason() {
    return reason;
  }
}
