package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A look-up that caches what another one found and, for a shorter time, what it did not find. The
 * number of keys is bounded; the least recently used key is removed first.
 */
final class LookupCache implements Lookup {
  private static final int KEYS = 10_000;

  private final Lookup lookup;
  private final Duration time;
  private final Duration missTime;
  private final Map<String, Memory> entries;

  private record Memory(Optional<JsonNode> document, Instant until) {}

  private LookupCache(Lookup lookup, Duration time, Duration missTime, int most) {
    this.lookup = lookup;
    this.time = time;
    this.missTime = missTime;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
            return size() > most;
          }
        };
  }

  /** The look-up with the times of its options {@code cache}, {@code miss}, {@code cache-keys}. */
  static Lookup of(Lookup lookup, LookupUri uri) {
    Duration time = uri.time("cache", Duration.ZERO);
    Duration missTime = uri.timeOrZero("miss", time.dividedBy(10));
    if (missTime.compareTo(time) > 0) {
      throw uri.fault("has a time 'miss' longer than 'cache'; a miss is cached for a shorter time");
    }
    int keys = keys(uri);
    return time.isZero() ? lookup : new LookupCache(lookup, time, missTime, keys);
  }

  /** The maximum number of keys that are kept. */
  static int keys(LookupUri uri) {
    return uri.number("cache-keys", KEYS, 1_000_000);
  }

  @Override
  public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
    Map<String, JsonNode> found = new HashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    recall(keys, invocation.clock().instant(), found, unknown);
    invocation.figures().add(Figure.CACHE_HITS, keys.size() - unknown.size());
    if (!unknown.isEmpty()) {
      found.putAll(fetch(unknown, found, invocation));
    }
    return found;
  }

  /** Also what a look-up found before it failed is remembered. */
  private Map<String, JsonNode> fetch(
      Set<String> unknown, Map<String, JsonNode> known, Invocation invocation) {
    try {
      Map<String, JsonNode> answer = lookup.find(unknown, invocation);
      remember(unknown, answer, invocation.clock().instant());
      return answer;
    } catch (UnfinishedLookupException e) {
      Instant now = invocation.clock().instant();
      remember(e.found().keySet(), e.found(), now);
      remember(e.missing(), Map.of(), now);
      throw e.with(known);
    }
  }

  private synchronized void recall(
      Set<String> keys, Instant now, Map<String, JsonNode> found, Set<String> unknown) {
    for (String key : keys) {
      Memory entry = entries.get(key);
      if (entry == null || !now.isBefore(entry.until())) {
        unknown.add(key);
      } else {
        entry.document().ifPresent(document -> found.put(key, document));
      }
    }
  }

  private synchronized void remember(Set<String> keys, Map<String, JsonNode> answer, Instant now) {
    for (String key : keys) {
      Optional<JsonNode> document = Optional.ofNullable(answer.get(key));
      Duration kept = document.isPresent() ? time : missTime;
      boolean usable = document.filter(JsonNode::isPojo).isEmpty(); // another may soon be usable
      if (usable && !kept.isZero()) {
        entries.put(key, new Memory(document, now.plus(kept)));
      }
    }
  }
}
