package io.github.standpipe.bus;

import io.github.standpipe.pipe.Warning;
import java.util.List;

/** What an input option or a transformer makes of an event. */
public sealed interface Rendering {

  /** A message's body. */
  record Content(String body, List<Warning> warnings) implements Rendering {}

  /** Nothing that can be sent: the event is not delivered, and nothing says so. */
  record Failure(String code, String reason) implements Rendering {}

  /** An open question. */
  record Question(Warning question) implements Rendering {}

  static Rendering of(String body) {
    return new Content(body, List.of());
  }
}
