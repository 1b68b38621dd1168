package io.github.standpipe.bus;

import io.github.standpipe.pipe.EventPattern;
import java.util.Optional;

/**
 * An archive of a Classic bus (rule {@code bus-archive}).
 *
 * @param pattern empty if it takes every event
 */
public record EventArchive(
    String name, String arn, String busArn, String where, Optional<EventPattern> pattern) {

  /** Whether it takes an event; what a replay brings is never archived again. */
  public boolean takes(ClassicEvent event) {
    return !event.isReplayed() && pattern.map(p -> p.matches(event.json())).orElse(true);
  }
}
