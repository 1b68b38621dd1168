package io.github.standpipe.internal.bus;

import io.github.standpipe.pipe.EventPattern;
import java.util.Optional;

/**
 * An archive of a Classic bus (rule {@code bus-archive}).
 *
 * @param pattern empty if it stores every event
 */
public record EventArchive(
    String name, String arn, String busArn, String where, Optional<EventPattern> pattern) {

  /** Whether it stores an event; a replayed event is never archived again. */
  public boolean takes(ClassicEvent event) {
    return !event.isReplayed() && pattern.map(p -> p.matches(event.json())).orElse(true);
  }
}
