package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of the keys of a search so far; once it is closed nothing changes any more. */
final class SearchProgress {
  private static final int ENOUGH = 32;
  private static final KeyFailure CUT_OFF =
      new KeyFailure("no answer before the time ran out", 0, false);

  private final Set<String> left;
  private final int all;
  private final Map<String, JsonNode> found = new HashMap<>();
  private final Set<String> missing = new HashSet<>();

  /** Keys for which no further call is made. */
  private final Map<String, KeyFailure> failures = new LinkedHashMap<>();

  /** Keys that were asked for alone and may be asked for again. */
  private final Map<String, KeyFailure> setbacks = new LinkedHashMap<>();

  /** The calls under way, and when each began. */
  private final Map<List<String>, Long> underWay = new IdentityHashMap<>();

  private final Set<String> suspects = new HashSet<>();
  private String last = "";
  private int failedParts;
  private boolean closed;

  SearchProgress(Collection<String> keys) {
    left = new LinkedHashSet<>(keys);
    all = left.size();
  }

  synchronized void answered(Collection<String> keys, Map<String, JsonNode> documents) {
    if (closed) {
      return;
    }
    for (String key : keys) {
      JsonNode document = documents.get(key);
      if (document == null) {
        missing.add(key);
      } else {
        found.put(key, document);
      }
    }
    left.removeAll(keys);
  }

  synchronized void failed(Collection<String> keys, KeyFailure failure) {
    if (!closed) {
      last = failure.reason();
      keys.forEach(key -> failures.put(key, failure));
    }
  }

  synchronized void setback(List<String> keys, KeyFailure failure) {
    if (!closed) {
      last = failure.reason();
      if (keys.size() == 1) {
        setbacks.put(keys.getFirst(), failure);
      }
    }
  }

  /** Counts a key that a call for several was divided down to, and that failed alone. */
  synchronized void failedPart() {
    failedParts++;
  }

  /** Whether that happened often while no key at all was answered. */
  synchronized boolean isHopeless() {
    return failedParts >= ENOUGH && answers() == 0;
  }

  /** The number of keys that were answered, with a document or without one. */
  synchronized int answers() {
    return all - left.size();
  }

  /** A call for some keys begins. */
  synchronized void began(List<String> keys) {
    underWay.put(keys, System.nanoTime());
  }

  /** The call came to an end before the search did. */
  synchronized void ended(List<String> keys) {
    if (!closed) {
      underWay.remove(keys);
    }
  }

  /**
   * Ends the search. A call that is still under way counts as one without an answer if it had at
   * least some time; a service that is merely slow has answered one call before it could be sent
   * the next one so early.
   */
  synchronized void close(Duration fair) {
    closed = true;
    long now = System.nanoTime();
    underWay.forEach((keys, start) -> {
      if (now - start >= fair.toNanos() && keys.size() == 1) {
        setbacks.putIfAbsent(keys.getFirst(), CUT_OFF);
      } else if (now - start >= fair.toNanos()) {
        suspects.addAll(keys);
      }
    });
  }

  /** The keys of calls for several that used up the time. */
  synchronized Set<String> suspects() {
    return suspects;
  }

  synchronized UnansweredKeys unanswered() {
    return new UnansweredKeys(left.size(), last);
  }

  /** Why each key that is left failed; empty if one is left that was not asked for alone. */
  synchronized Optional<Map<String, KeyFailure>> failuresOfAllLeft() {
    Map<String, KeyFailure> all = new LinkedHashMap<>(failures);
    setbacks.forEach(all::putIfAbsent);
    all.keySet().retainAll(left);
    return all.size() == left.size() ? Optional.of(all) : Optional.empty();
  }

  /** The first of the failures; empty if there is none. */
  synchronized Optional<KeyFailure> firstFailure() {
    return failures.values().stream().findFirst().or(() -> setbacks.values().stream().findFirst());
  }

  /** Whether it did not end because of the time. */
  synchronized boolean isOver() {
    return isHopeless() || failures.keySet().containsAll(left);
  }

  /** Some keys that were answered, first those that have a document. */
  synchronized List<String> answeredKeys(int most) {
    return Stream.concat(found.keySet().stream(), missing.stream()).limit(most).toList();
  }

  synchronized Map<String, JsonNode> found() {
    return found;
  }

  synchronized Set<String> missing() {
    return missing;
  }

  synchronized int all() {
    return all;
  }
}
