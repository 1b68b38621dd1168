package io.github.standpipe.internal.bus;

import io.github.standpipe.pipe.Warning;
import java.util.List;

/** The result of an input option or a transformer for an event. */
public sealed interface Rendering {

  /** A message's body. */
  record Content(String body, List<Warning> warnings) implements Rendering {}

  /** A result that cannot be sent: the event is silently not delivered. */
  record Failure(String code, String reason) implements Rendering {}

  /** An open question. */
  record Question(Warning question) implements Rendering {}

  static Rendering of(String body) {
    return new Content(body, List.of());
  }
}
