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
import java.util.SequencedMap;
import java.util.Set;

/**
 * A look-up that keeps what it found for a batch that returned because a look-up did not answer, so
 * that the next receive goes on from there. An answer is kept for a few minutes and given to one
 * invocation; it is kept again if that one returns for the same reason. After any other invocation
 * nothing is kept, because the next one is to get fresh documents.
 */
final class LookupMemory implements Lookup {
  private static final Duration TIME = Duration.ofMinutes(5);

  private final Lookup lookup;
  private final int most;
  private final SequencedMap<String, Answer> kept = new LinkedHashMap<>();

  /** A document, or that there is none, until a time. */
  private record Answer(Optional<JsonNode> document, Instant until) {}

  /**
   * The look-up with a memory.
   *
   * @param most the maximum number of keys
   */
  LookupMemory(Lookup lookup, int most) {
    this.lookup = lookup;
    this.most = most;
  }

  @Override
  public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
    Instant now = invocation.clock().instant();
    Map<String, Answer> known = take(keys, now);
    if (known.isEmpty()) {
      return fetch(keys, now.plus(TIME), invocation);
    }
    invocation.figures().add(Figure.CACHE_HITS, known.size());
    invocation.ifUnfinished(() -> keep(known));
    Map<String, JsonNode> found = new HashMap<>();
    known.forEach((key, answer) -> answer.document().ifPresent(d -> found.put(key, d)));
    Set<String> open = new LinkedHashSet<>(keys);
    open.removeAll(known.keySet());
    if (!open.isEmpty()) {
      found.putAll(fetch(open, now.plus(TIME), invocation));
    }
    return found;
  }

  private Map<String, JsonNode> fetch(Set<String> keys, Instant until, Invocation invocation) {
    try {
      Map<String, JsonNode> found = lookup.find(keys, invocation);
      invocation.ifUnfinished(() -> keep(answers(found, keys, until)));
      return found;
    } catch (UnfinishedLookupException e) {
      Set<String> answered = new LinkedHashSet<>(e.missing());
      answered.addAll(e.found().keySet());
      invocation.ifUnfinished(() -> keep(answers(e.found(), answered, until)));
      throw e;
    }
  }

  /** What cannot be used now may soon be usable, so it is left out. */
  private static Map<String, Answer> answers(
      Map<String, JsonNode> found, Set<String> keys, Instant until) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (String key : keys) {
      Optional<JsonNode> document = Optional.ofNullable(found.get(key));
      if (document.filter(JsonNode::isPojo).isEmpty()) {
        answers.put(key, new Answer(document, until));
      }
    }
    return answers;
  }

  private synchronized Map<String, Answer> take(Set<String> keys, Instant now) {
    if (kept.isEmpty()) {
      return Map.of();
    }
    kept.values().removeIf(answer -> !now.isBefore(answer.until()));
    Map<String, Answer> taken = new LinkedHashMap<>();
    for (String key : keys) {
      Answer answer = kept.remove(key);
      if (answer != null) {
        taken.put(key, answer);
      }
    }
    return taken;
  }

  private synchronized void keep(Map<String, Answer> answers) {
    kept.putAll(answers);
    OldestEntries.remove(kept, most);
  }
}
