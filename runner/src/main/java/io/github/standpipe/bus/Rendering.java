package io.github.standpipe.bus;

import io.github.standpipe.pipe.Warning;
import java.util.List;

/** What an input option or a transformer makes of an event. */
public sealed interface Rendering {

  /** A message's body. */
  record Text(String body, List<Warning> warnings) implements Rendering {}

  /** Nothing that can be sent: the event is not delivered, and nothing says so. */
  record Failed(String code, String reason) implements Rendering {}

  /** An open question. */
  record Unsettled(Warning question) implements Rendering {}

  static Rendering of(String body) {
    return new Text(body, List.of());
  }
}
