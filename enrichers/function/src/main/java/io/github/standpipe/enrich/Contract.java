package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import java.util.List;

/** What a function needs to answer its calls: the enricher, and the settings of its environment. */
record Contract(
    Environment environment,
    Enricher enricher,
    EventEnvelope envelope,
    Versions versions,
    SchemaGate schemas,
    Stamp stamp,
    Quarantine quarantine,
    QuarantineEnvelope quarantineEnvelope,
    Policy policy,
    AnswerBudget budget) {
  private static final int LONGEST = 1_000;
  private static final String NO_REASON = "no reason was given";
  private static final Quarantine NONE =
      (envelopes, deadline) -> {
        throw new IllegalStateException("no quarantine is configured");
      };

  static Contract in(Environment environment, Enricher enricher) {
    var quarantine = SqsQuarantine.in(environment);
    EventEnvelope envelope = EventEnvelope.in(environment);
    Versions versions = Versions.in(environment);
    return new Contract(
        environment,
        enricher,
        envelope,
        versions,
        SchemaGate.in(environment),
        Stamp.in(environment),
        quarantine.orElse(NONE),
        QuarantineEnvelope.in(environment, envelope, versions),
        Policy.in(environment, quarantine.isPresent()),
        AnswerBudget.in(environment));
  }

  /** The policy in an invocation: a run in other surroundings does not depend on earlier ones. */
  Policy policy(Invocation invocation) {
    return invocation.remembers() ? policy : policy.anew();
  }

  /**
   * The emitted events with their ids; a target receives objects and arrays, never a bare value.
   */
  Verdict stamped(Item item, PlacedVerdict placed, Invocation invocation) {
    if (!(placed.verdict() instanceof Verdict.Emit emit)) {
      return placed.verdict();
    }
    for (JsonNode event : emit.events()) {
      if (!event.isContainerNode()) {
        return new Verdict.Fail(
            "the enricher emitted " + Json.kind(event) + "; emit an object or an array");
      }
    }
    return schemas.checkOut(stamp.on(item, emit, placed.places(), invocation));
  }

  /**
   * Sends items to the quarantine in envelopes.
   *
   * @throws Fault if not all were accepted
   */
  void quarantine(List<Item> items, Invocation invocation) {
    List<ObjectNode> envelopes =
        items.stream().map(item -> quarantineEnvelope.of(item, reason(item), invocation)).toList();
    long start = System.nanoTime();
    try {
      invocation.quarantine().orElse(quarantine).take(envelopes, invocation.deadline());
    } finally {
      invocation.figures().addSince(Figure.QUARANTINE_TIME, start);
    }
  }

  /** Why an item does not go on, cut to a few lines; empty if it does. */
  static String reason(Item item) {
    String reason = statedReason(item.verdict());
    if (reason.isBlank() && !(item.verdict() instanceof Verdict.Emit)) {
      return NO_REASON;
    }
    return Printable.shortened(reason, LONGEST);
  }

  private static String statedReason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit emit -> "";
      case Verdict.Drop(String reason) -> reason;
      case Verdict.Quarantine(String reason) -> reason;
      case Verdict.Retry(String reason) -> reason;
      case Verdict.Fail(String reason) -> reason;
    };
  }
}
