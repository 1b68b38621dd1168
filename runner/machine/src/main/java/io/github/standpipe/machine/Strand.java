package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One running flow: the whole execution, a branch, an iteration, or a child execution. */
final class Strand {
  private final long number;
  private final History history;
  private final FlowVisits visits;
  private final @Nullable StrandGroup group;
  private final int index;
  private Instant due;
  private Supplier<FlowStep<JsonNode>> rest =
      () -> {
        throw new IllegalStateException("the strand has no body");
      };
  private @Nullable StrandGroup inner;
  private String stateType = "";
  private boolean aborted;

  /**
   * @param number the number of strands created before, which orders strands that are due at the
   *     same time
   * @param group the group in which it runs; null for the execution
   */
  Strand(
      long number,
      History history,
      FlowVisits visits,
      @Nullable StrandGroup group,
      int index,
      Instant due) {
    this.number = number;
    this.history = history;
    this.visits = visits;
    this.group = group;
    this.index = index;
    this.due = due;
  }

  void begin(Supplier<FlowStep<JsonNode>> body) {
    rest = body;
  }

  FlowStep<JsonNode> advance() {
    inner = null;
    return rest.get();
  }

  void sleep(Instant until, Supplier<FlowStep<JsonNode>> then) {
    due = until;
    rest = then;
  }

  void join(StrandGroup flows, Supplier<FlowStep<JsonNode>> then) {
    inner = flows;
    rest = then;
  }

  void wake(Instant now) {
    due = now;
  }

  /** Notes the type of its current state. */
  void enter(String type) {
    stateType = type;
  }

  /**
   * Aborts it, together with its inner flows.
   *
   * @param events whether to write events for it
   */
  void abort(boolean events) {
    aborted = true;
    if (inner != null) {
      inner.abort(events);
    }
    if (!events) {
      return;
    }
    if (inner != null && inner.isApart()) {
      history.addBeside("MapRunAborted", "", History::details);
    }
    if (!stateType.isEmpty()) {
      history.addBeside(stateType + "StateAborted", "", History::details);
    }
  }

  boolean isAborted() {
    return aborted;
  }

  /** Whether its flow has started. */
  boolean isBegun() {
    return !stateType.isEmpty();
  }

  long number() {
    return number;
  }

  Instant due() {
    return due;
  }

  History history() {
    return history;
  }

  FlowVisits visits() {
    return visits;
  }

  int index() {
    return index;
  }

  @Nullable StrandGroup group() {
    return group;
  }
}
