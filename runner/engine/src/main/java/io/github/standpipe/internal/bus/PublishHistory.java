package io.github.standpipe.internal.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was published on a custom event bus so far, if later calls depend on it. */
final class PublishHistory {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** When each was first published, the oldest first. */
  private final Map<String, Instant> published = new LinkedHashMap<>();

  private long sequence;

  /** The next sequence number of the bus. */
  synchronized long next() {
    sequence++;
    return sequence;
  }

  /** Records an id or a content; returns whether it was published in the last five minutes. */
  synchronized boolean isRepeat(String key, Instant now) {
    Iterator<Instant> oldest = published.values().iterator();
    while (oldest.hasNext() && !oldest.next().isAfter(now.minus(WINDOW))) {
      oldest.remove();
    }
    return published.putIfAbsent(key, now) != null;
  }
}
