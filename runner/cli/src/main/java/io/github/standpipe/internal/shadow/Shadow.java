package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.pipe.MachineTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A pipe as it was beside the same pipe as it is. Any number of threads may compare with it. */
final class Shadow {
  private final ShadowSide was;
  private final ShadowSide is;
  private final Optional<Enrichment.Function> functionBefore;
  private final Optional<Enrichment.Function> functionNow;
  private final boolean filtersAlike;
  private final boolean isShort;

  Shadow(ShadowSide was, ShadowSide is) {
    this.was = was;
    this.is = is;
    this.functionBefore = was.only();
    this.functionNow = is.only();
    this.filtersAlike =
        texts(was.pipe().filterCriteria()).equals(texts(is.pipe().filterCriteria()));
    this.isShort =
        functionBefore.isPresent()
            && functionNow.isPresent()
            && was.pipe().source().equals(is.pipe().source());
  }

  private static List<String> texts(FilterCriteria filter) {
    return filter.patterns().stream().map(FilterPattern::text).toList();
  }

  ShadowSide was() {
    return was;
  }

  ShadowSide is() {
    return is;
  }

  /**
   * What differs for a batch.
   *
   * @param changes by place; empty if nothing differs
   * @param unanswered why the batch cannot be compared; empty if it can
   */
  record Judgement(Map<Change.Place, Change> changes, List<String> unanswered) {
    static final Judgement SAME = new Judgement(Map.of(), List.of());
  }

  /**
   * Compares what becomes of a batch.
   *
   * @param messages as they are written, at least with a body
   * @throws Fault for a message that cannot be a record
   */
  Judgement compare(List<ObjectNode> messages) {
    if (isShort && messages.size() == 1) {
      Optional<Judgement> quick = quick(is.received(messages));
      if (quick.isPresent()) {
        return quick.get();
      }
    }
    EventResult before = was.run(messages);
    EventResult now = is.run(messages);
    TreeSet<String> unanswered = new TreeSet<>(before.unanswered());
    unanswered.addAll(now.unanswered());
    return unanswered.isEmpty()
        ? new Judgement(before.changes(now), List.of())
        : new Judgement(Map.of(), List.copyOf(unanswered));
  }

  /**
   * Compares a record by the bytes of the two answers, if these alone decide what is delivered;
   * empty if the pipes have to be run stage by stage.
   */
  private Optional<Judgement> quick(List<ObjectNode> record) {
    try {
      boolean passed = was.pipe().filterCriteria().passes(record.getFirst());
      boolean passes = filtersAlike ? passed : is.pipe().filterCriteria().passes(record.getFirst());
      if (!passed && !passes) {
        return Optional.of(Judgement.SAME);
      }
      return passed && passes ? answers(record) : Optional.empty();
    } catch (Fault e) {
      return Optional.empty(); // the stages say what becomes of it
    }
  }

  private Optional<Judgement> answers(List<ObjectNode> record) {
    byte[] request = Json.bytes(Json.array().addAll(record));
    Optional<byte[]> before = answer(functionBefore.orElseThrow(), request);
    Optional<byte[]> now = before.isEmpty() ? before : answer(functionNow.orElseThrow(), request);
    if (now.isEmpty()) {
      return Optional.empty();
    }
    if (Arrays.equals(before.get(), now.get())) {
      return Optional.of(Judgement.SAME);
    }
    Optional<JsonNode> inputBefore = input(before.get());
    Optional<JsonNode> inputNow = input(now.get());
    return inputBefore.isPresent() && inputNow.isPresent()
        ? Optional.of(
            new Judgement(
                EventResult.delivered(1, inputBefore.get())
                    .changes(EventResult.delivered(1, inputNow.get())),
                List.of()))
        : Optional.empty();
  }

  /** The answer of a call that did nothing else; empty if it failed, or quarantined. */
  private static Optional<byte[]> answer(Enrichment.Function function, byte[] request) {
    if (request.length > Enrichment.MAXIMUM_PAYLOAD) {
      return Optional.empty();
    }
    EventSurroundings around = new EventSurroundings(false);
    try {
      byte[] answer = around.call(function, request);
      return around.isPlain() ? Optional.of(answer) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception | AssertionError | StackOverflowError | LinkageError e) {
      return Optional.empty(); // the stages say so again
    }
  }

  /** The events of an answer that is delivered as it is. */
  private static Optional<JsonNode> input(byte[] answer) {
    try {
      JsonNode json = Json.parse(answer);
      boolean plain =
          json.isArray() && !json.isEmpty() && answer.length <= MachineTarget.MAXIMUM_INPUT;
      for (JsonNode event : json) {
        plain &= event.isObject();
      }
      return plain ? Optional.of(json) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The patterns of both filters. */
  List<FilterPattern> patterns() {
    List<FilterPattern> patterns = new ArrayList<>(is.pipe().filterCriteria().patterns());
    patterns.addAll(was.pipe().filterCriteria().patterns());
    return patterns;
  }
}
