package io.github.standpipe.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.internal.fixture.FixtureDefaults;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The surroundings of one call, which record what the function does. */
final class RunRecorder implements Invocation.Surroundings {
  private final InstantSource clock;
  private final AtomicInteger ids = new AtomicInteger();
  private final List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
  private final List<EnricherRun.LookupRound> lookups =
      Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> quarantined = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> sentBack = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  RunRecorder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Supplier<UUID> ids() {
    return () -> FixtureDefaults.id(ids.incrementAndGet());
  }

  @Override
  public Optional<Quarantine> quarantine() {
    return Optional.of(
        new Quarantine() {
          @Override
          public void take(List<ObjectNode> envelopes, Deadline deadline) {
            quarantined.addAll(envelopes);
          }

          @Override
          public void sendBack(List<JsonNode> records, Deadline deadline) {
            sentBack.addAll(records);
          }
        });
  }

  @Override
  public LookupObserver watch() {
    return new LookupObserver() {
      @Override
      public void asked(int round, String lookup, Set<String> keys, Set<String> found) {
        lookups.add(new EnricherRun.LookupRound(round, lookup, keys, found));
      }

      @Override
      public void judged(JsonNode item, Verdict verdict) {
        verdicts.add(verdict);
      }
    };
  }

  void log(String line) {
    log.add(line.stripTrailing());
  }

  /**
   * The recorded run.
   *
   * @param returned why the batch returned; empty if it did not
   */
  EnricherRun run(List<JsonNode> events, String returned) {
    return new EnricherRun(
        events,
        verdicts.stream().map(SentVerdict::of).toList(),
        List.copyOf(quarantined),
        List.copyOf(sentBack),
        returned,
        List.copyOf(log),
        List.copyOf(lookups));
  }
}
