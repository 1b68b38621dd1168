package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.LookupState.Requested;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.internal.jslt.PendingValue;
import io.github.standpipe.json.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The look-ups of one batch during its rounds, and the event that is being evaluated. */
final class BatchLookups implements EventEvaluation, Documents {
  private final Hydration hydration;
  private final Lookups lookups;
  private final Batch batch;
  private final Invocation invocation;
  private final Map<String, LookupState> states = new HashMap<>();

  /** The keys that the event asked for before any other did, in order. */
  private final Deque<Requested> own = new ArrayDeque<>();

  /** The keys to report to the {@link LookupObserver} at the end of a round. */
  private final Map<String, Set<String>> noted = new TreeMap<>();

  private int rounds;
  private boolean asked;
  private boolean givesPending;
  private int place;
  private EvaluationLimit limit;

  /** The number of evaluations so far, which marks the keys of the current one. */
  private int evaluation;

  private int eventKeys;
  private @Nullable String refusal;

  BatchLookups(Hydration hydration, Batch batch, Invocation invocation) {
    this.hydration = hydration;
    this.lookups = hydration.lookups();
    this.batch = batch;
    this.invocation = invocation;
    this.limit = EvaluationTime.limit(invocation.deadline());
  }

  /** Goes on to the event at a place. */
  void begin(int event) {
    asked = false;
    givesPending = false;
    own.clear();
    evaluation++;
    eventKeys = 0;
    refusal = null;
    place = event;
    limit = EvaluationTime.limit(invocation.deadline());
  }

  @Override
  public Invocation invocation() {
    return invocation;
  }

  @Override
  public JsonNode event() {
    return batch.event(place);
  }

  @Override
  public EvaluationLimit limit() {
    return limit;
  }

  /** The record behind the event that is being evaluated. */
  JsonNode record() {
    return batch.record(place);
  }

  /** Whether the event that was evaluated last still waits for documents. */
  boolean asked() {
    return asked;
  }

  /** Why the event that was evaluated last may not ask for so much; null if it may. */
  @Nullable String refusal() {
    return refusal;
  }

  /** From here on, a document that was not fetched yet is pending, not null. */
  void givePending() {
    givesPending = true;
  }

  /** A copy of what {@code lookup} returns; a fault fails the event, not the batch. */
  @Override
  public JsonNode find(String lookup, JsonNode key) {
    try {
      JsonNode document =
          lookup(TextNode.valueOf(lookup), key.isMissingNode() ? NullNode.instance : key);
      return document.isContainerNode() ? document.deepCopy() : document;
    } catch (Fault e) {
      throw VerdictException.failed(e.getMessage());
    }
  }

  /** The result of {@code lookup(name, key)}. */
  JsonNode lookup(JsonNode name, JsonNode key) {
    LookupState state = state(name);
    if (LookupKeys.holdsNull(key)) {
      return NullNode.instance;
    }
    return document(state, LookupKeys.text(state.name(), key));
  }

  /** Fetches the requested documents; returns the reason if a limit forbids it. */
  @Nullable String fetch() {
    if (++rounds > hydration.maxRounds()) {
      return "still asks for new keys after "
          + hydration.maxRounds()
          + " rounds ("
          + states.values().stream()
              .filter(LookupState::isWaiting)
              .map(LookupState::name)
              .sorted()
              .collect(Collectors.joining(", "))
          + "); shorten the chain of look-ups or raise MAX_LOOKUP_ROUNDS";
    }
    long start = System.nanoTime();
    try {
      for (var some = next(); !some.isEmpty(); some = next()) {
        some.values().forEach(keys -> invocation.figures().add(Figure.LOOKUP_KEYS, keys.size()));
        take(some, lookups.find(some, invocation));
      }
    } finally {
      invocation.figures().addSince(Figure.LOOKUP_TIME, start);
    }
    report();
    return null;
  }

  /** The keys to fetch next, by look-up: as many as may be requested at once. */
  private Map<String, Set<String>> next() {
    Map<String, Set<String>> some = new TreeMap<>();
    int most = hydration.maxKeys();
    for (LookupState state : new TreeMap<>(states).values()) {
      for (; most > 0 && state.isWaiting(); most--) {
        some.computeIfAbsent(state.name(), n -> new LinkedHashSet<>()).add(state.next());
      }
    }
    return some;
  }

  private void take(Map<String, Set<String>> keys, Map<String, Map<String, JsonNode>> found) {
    keys.forEach((name, some) -> {
      state(name).fetched(some, found.getOrDefault(name, Map.of()));
      if (isWatched()) {
        note(name, some);
      }
    });
  }

  /** Ends the last round. */
  void end() {
    rounds++;
    report();
  }

  private boolean isWatched() {
    return invocation.watch() != LookupObserver.NONE;
  }

  private void note(String name, Set<String> keys) {
    noted.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(keys);
  }

  /** Reports the keys requested in a round, also of look-ups whose documents are at hand. */
  private void report() {
    noted.forEach(this::report);
    noted.clear();
  }

  private void report(String name, Set<String> asked) {
    Map<String, JsonNode> found = state(name).documents(asked);
    invocation.watch().asked(rounds, name, Set.copyOf(asked), found.keySet());
    invocation.watch().answered(name, List.copyOf(asked), found);
  }

  /**
   * The state of a look-up.
   *
   * @throws Fault if it is not configured
   */
  private LookupState state(JsonNode name) {
    LookupState state = name.isTextual() ? states.get(name.textValue()) : null;
    if (state != null) {
      return state;
    }
    if (!name.isTextual() || !lookups.names().contains(name.textValue())) {
      throw hydration.unknown(name);
    }
    return state(name.textValue());
  }

  private LookupState state(String name) {
    return states.computeIfAbsent(name, n -> new LookupState(n, lookups.atHand(n).orElse(null)));
  }

  private JsonNode document(LookupState state, String key) {
    LookupFile atHand = state.atHand();
    return atHand == null ? asked(state, key) : taken(state, key, atHand);
  }

  /** A document at hand is reported like one that was fetched. */
  private JsonNode taken(LookupState state, String key, LookupFile documents) {
    if (state.isUnused()) {
      invocation.figures().add(Figure.LOOKUP_CALLS, 1);
    }
    if (state.take(key)) {
      invocation.figures().add(Figure.LOOKUP_KEYS, 1);
      if (isWatched()) {
        note(state.name(), Set.of(key));
      }
    }
    JsonNode found = documents.of(key);
    return found.isMissingNode() ? NullNode.instance : found;
  }

  private JsonNode asked(LookupState state, String key) {
    Requested one = state.requested(key);
    if (one == null) {
      count();
      one = state.request(key);
      own.addLast(one);
      one.wasAskedBy(evaluation);
    } else if (!one.wasAskedBy(evaluation)) {
      count();
    }
    if (!one.isFetched()) {
      asked = true;
      return givesPending ? PendingValue.NODE : NullNode.instance;
    }
    JsonNode found = one.document();
    if (found instanceof POJONode unusable && unusable.getPojo() instanceof Fault why) {
      throw why.at("look-up " + state.name());
    }
    return found == null || found.isMissingNode() ? NullNode.instance : found;
  }

  /** Counts another key of the event; for an event that asks for too many, nothing is fetched. */
  private void count() {
    if (refusal == null && ++eventKeys > hydration.maxEventKeys()) {
      refusal =
          "asks for more than "
              + hydration.maxEventKeys()
              + " keys; split the event or raise MAX_EVENT_LOOKUP_KEYS";
      while (!own.isEmpty()) {
        own.removeLast().withdraw();
      }
    }
    if (refusal != null) {
      throw VerdictException.failed(refusal);
    }
  }
}
