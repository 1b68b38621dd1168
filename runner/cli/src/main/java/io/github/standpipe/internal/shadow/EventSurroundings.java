package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.internal.fixture.FixtureDefaults;
import io.github.standpipe.internal.host.LoadedFunction;
import io.github.standpipe.pipe.Enrichment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One run of a batch: the clock and ids of fixtures, so that two runs can be compared. */
final class EventSurroundings implements Invocation.Surroundings, LookupObserver, Quarantine {
  private final AtomicInteger ids = new AtomicInteger();
  private final List<ObjectNode> envelopes = new ArrayList<>();
  private final Map<String, Exit> exits = new HashMap<>();
  private final ConcurrentSkipListSet<String> unanswered = new ConcurrentSkipListSet<>();
  private final boolean watches;
  private final LookupObserver other;

  /**
   * @param watches whether to note what leaves a batch, which a batch of one does not need
   */
  EventSurroundings(boolean watches) {
    this(watches, NONE);
  }

  /**
   * @param other observes the calls of look-ups
   */
  EventSurroundings(boolean watches, LookupObserver other) {
    this.watches = watches;
    this.other = other;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(FixtureDefaults.NOW);
  }

  @Override
  public Supplier<UUID> ids() {
    return () -> FixtureDefaults.id(ids.incrementAndGet());
  }

  @Override
  public Optional<Quarantine> quarantine() {
    return Optional.of(this);
  }

  @Override
  public LookupObserver watch() {
    return watches ? this : LookupObserver.NONE;
  }

  @Override
  public void answered(String lookup, List<String> keys, Map<String, JsonNode> documents) {
    other.answered(lookup, keys, documents);
  }

  @Override
  public synchronized void take(List<ObjectNode> some, Deadline deadline) {
    envelopes.addAll(some);
  }

  @Override
  public synchronized void left(JsonNode item, Exit exit) {
    if (item.path("messageId").isTextual()) {
      exits.put(item.get("messageId").textValue(), exit);
    }
  }

  @Override
  public void overflowed(String place) {
    // its own fixtures warn of it
  }

  /** A look-up of a name, or a task, had no answer. */
  void unanswered(String what) {
    unanswered.add(what);
  }

  List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  synchronized List<ObjectNode> envelopes() {
    return List.copyOf(envelopes);
  }

  synchronized Optional<Exit> exit(String messageId) {
    return Optional.ofNullable(exits.get(messageId));
  }

  /** The function, called in these surroundings. */
  Enrichment.Function calling(Enrichment.Function function) {
    return function instanceof LoadedFunction loaded
        ? request -> loaded.invoke(request, this)
        : function;
  }

  byte[] call(Enrichment.Function function, byte[] request) throws Exception {
    return function instanceof LoadedFunction loaded
        ? loaded.invoke(request, this)
        : function.invoke(request);
  }

  /** Whether nothing happened besides the answer. */
  synchronized boolean isPlain() {
    return envelopes.isEmpty() && unanswered.isEmpty() && exits.isEmpty();
  }
}
