package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch knows about one look-up: the keys that its events asked for. */
final class LookupState {
  private final String name;
  private final @Nullable LookupFile atHand;
  private final Map<String, Requested> requested = new HashMap<>();
  private final Deque<Requested> wanted = new ArrayDeque<>();

  /** A key that events asked for. */
  static final class Requested {
    private final LookupState state;
    private final String key;
    private boolean fetched;
    private @Nullable JsonNode document;
    private int evaluation;

    private Requested(LookupState state, String key) {
      this.state = state;
      this.key = key;
    }

    boolean isFetched() {
      return fetched;
    }

    /** The document that was found; null if there is none. */
    @Nullable JsonNode document() {
      return document;
    }

    /** Notes that an evaluation asks for it; returns whether it did so before. */
    boolean wasAskedBy(int number) {
      boolean was = evaluation == number;
      evaluation = number;
      return was;
    }

    /** Forgets the key that was added to its look-up last. */
    void withdraw() {
      state.requested.remove(key);
      state.wanted.removeLast();
    }
  }

  /**
   * A look-up that was not asked yet.
   *
   * @param atHand its documents, if they need not be fetched
   */
  LookupState(String name, @Nullable LookupFile atHand) {
    this.name = name;
    this.atHand = atHand;
  }

  String name() {
    return name;
  }

  @Nullable LookupFile atHand() {
    return atHand;
  }

  /** A key that was asked for; null if it was not. */
  @Nullable Requested requested(String key) {
    return requested.get(key);
  }

  /** Whether no key was asked for. */
  boolean isUnused() {
    return requested.isEmpty();
  }

  /** Adds a key that is at hand; returns whether it is new. */
  boolean take(String key) {
    if (requested.containsKey(key)) {
      return false;
    }
    requested.put(key, new Requested(this, key));
    return true;
  }

  /** Adds a key that must be fetched. */
  Requested request(String key) {
    Requested one = new Requested(this, key);
    requested.put(key, one);
    wanted.addLast(one);
    return one;
  }

  boolean isWaiting() {
    return !wanted.isEmpty();
  }

  /** Takes the next key to fetch. */
  String next() {
    return wanted.removeFirst().key;
  }

  void fetched(Set<String> keys, Map<String, JsonNode> documents) {
    for (String key : keys) {
      Requested one = requested.get(key);
      if (one != null) {
        one.fetched = true;
        one.document = documents.get(key);
      }
    }
  }

  /** The documents of some keys, those at hand included. */
  Map<String, JsonNode> documents(Set<String> keys) {
    Map<String, JsonNode> found = new HashMap<>();
    if (atHand != null) {
      found.putAll(atHand.of(keys));
    }
    for (String key : keys) {
      Requested one = requested.get(key);
      if (one != null && one.document != null) {
        found.put(key, one.document);
      }
    }
    return found;
  }
}
