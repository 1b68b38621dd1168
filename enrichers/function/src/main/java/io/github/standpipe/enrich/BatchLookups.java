package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.internal.jslt.PendingValue;
import io.github.standpipe.json.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The look-ups of one batch during its rounds, and the event that is being evaluated. */
final class BatchLookups implements EventEvaluation, Documents {
  private final Hydration hydration;
  private final Lookups lookups;
  private final Batch batch;
  private final Invocation invocation;
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Set<String>> wanted = new TreeMap<>();

  /** The keys to report to the {@link LookupObserver} at the end of a round. */
  private final Map<String, Set<String>> noted = new TreeMap<>();

  private int rounds;
  private int keys;
  private boolean asked;
  private boolean givesPending;
  private int place;
  private EvaluationLimit limit;

  /**
   * What a batch knows about one look-up.
   *
   * @param atHand its documents, if they need not be fetched
   * @param known the documents that were found, by key
   * @param fetched the keys that were asked for
   */
  private record Source(
      String name, @Nullable LookupFile atHand, Map<String, JsonNode> known, Set<String> fetched) {}

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

  /** From here on, a document that was not fetched yet is pending, not null. */
  void givePending() {
    givesPending = true;
  }

  /** As {@code lookup} returns it; a fault fails the event, not the batch. */
  @Override
  public JsonNode find(String lookup, JsonNode key) {
    try {
      return lookup(TextNode.valueOf(lookup), key.isMissingNode() ? NullNode.instance : key);
    } catch (Fault e) {
      throw VerdictException.failed(e.getMessage());
    }
  }

  /** The result of {@code lookup(name, key)}. */
  JsonNode lookup(JsonNode name, JsonNode key) {
    Source source = source(name);
    if (LookupKeys.holdsNull(key)) {
      return NullNode.instance;
    }
    return document(source, LookupKeys.text(source.name(), key));
  }

  /** Fetches the requested documents; returns the reason if a limit forbids it. */
  @Nullable String fetch() {
    if (++rounds > hydration.maxRounds()) {
      return "still asks for new keys after "
          + hydration.maxRounds()
          + " rounds ("
          + String.join(", ", new TreeSet<>(wanted.keySet()))
          + "); shorten the chain of look-ups or raise MAX_LOOKUP_ROUNDS";
    }
    int more = wanted.values().stream().mapToInt(Set::size).sum();
    keys += more;
    if (keys > hydration.maxKeys()) {
      return "asks for "
          + keys
          + " keys in one batch; the limit MAX_LOOKUP_KEYS is "
          + hydration.maxKeys();
    }
    invocation.figures().add(Figure.LOOKUP_KEYS, more);
    long start = System.nanoTime();
    try {
      lookups.find(wanted, invocation).forEach((name, found) -> source(name).known().putAll(found));
    } finally {
      invocation.figures().addSince(Figure.LOOKUP_TIME, start);
    }
    if (isWatched()) {
      wanted.forEach(this::note);
    }
    tell();
    wanted.forEach((name, all) -> source(name).fetched().addAll(all));
    wanted.clear();
    return null;
  }

  /** Ends the last round. */
  void end() {
    rounds++;
    tell();
  }

  private boolean isWatched() {
    return invocation.watch() != LookupObserver.NONE;
  }

  private void note(String name, Set<String> keys) {
    noted.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(keys);
  }

  /** Reports the keys requested in a round, also of look-ups whose documents are at hand. */
  private void tell() {
    noted.forEach(this::tell);
    noted.clear();
  }

  private void tell(String name, Set<String> asked) {
    Source source = source(name);
    Map<String, JsonNode> found = new HashMap<>(source.known());
    found.keySet().retainAll(asked);
    if (source.atHand() != null) {
      found.putAll(source.atHand().of(asked));
    }
    invocation.watch().asked(rounds, name, Set.copyOf(asked), found.keySet());
    invocation.watch().answered(name, List.copyOf(asked), found);
  }

  /**
   * The state of a look-up.
   *
   * @throws Fault if it is not configured
   */
  private Source source(JsonNode name) {
    Source source = name.isTextual() ? sources.get(name.textValue()) : null;
    if (source != null) {
      return source;
    }
    if (!name.isTextual() || !lookups.names().contains(name.textValue())) {
      throw hydration.unknown(name);
    }
    return source(name.textValue());
  }

  private Source source(String name) {
    return sources.computeIfAbsent(
        name, n -> new Source(n, lookups.atHand(n).orElse(null), new HashMap<>(), new HashSet<>()));
  }

  private JsonNode document(Source source, String key) {
    LookupFile atHand = source.atHand();
    return atHand == null ? asked(source, key) : taken(source, key, atHand);
  }

  /** A document at hand is reported like one that was fetched. */
  private JsonNode taken(Source source, String key, LookupFile documents) {
    if (source.fetched().isEmpty()) {
      invocation.figures().add(Figure.LOOKUP_CALLS, 1);
    }
    if (source.fetched().add(key)) {
      invocation.figures().add(Figure.LOOKUP_KEYS, 1);
      if (isWatched()) {
        note(source.name(), Set.of(key));
      }
    }
    JsonNode found = documents.of(key);
    return found.isMissingNode() ? NullNode.instance : found;
  }

  private JsonNode asked(Source source, String key) {
    if (!source.fetched().contains(key)) {
      wanted.computeIfAbsent(source.name(), n -> new LinkedHashSet<>()).add(key);
      asked = true;
      return givesPending ? PendingValue.NODE : NullNode.instance;
    }
    JsonNode found = source.known().get(key);
    if (found instanceof POJONode unusable && unusable.getPojo() instanceof Fault why) {
      throw why.at("look-up " + source.name());
    }
    return found == null || found.isMissingNode() ? NullNode.instance : found;
  }
}
