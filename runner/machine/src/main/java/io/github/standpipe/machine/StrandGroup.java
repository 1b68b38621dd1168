package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parallel flows inside a state, with limited concurrency. */
final class StrandGroup {
  /** The work of the flows; each call is made while the flow's own strand runs. */
  interface Work {
    /** The word for one of them: "branch", "iteration" or "child execution". */
    String kind();

    FlowStep<JsonNode> start(int index);

    /**
     * Whether the output of a flow is kept for the outputs of all.
     *
     * @throws StateFailure if there are too many of them
     */
    default boolean keeps(JsonNode output) {
      return true;
    }

    /** Notes that a flow has its output. */
    default void ended(int index) {}

    /** The failure of the group after the failure of one flow; empty if it is tolerated. */
    Optional<StateFailure> failed(int index, StateFailure failure);

    /** Notes that a flow that had started is aborted. */
    default void aborted(History history, int index) {}
  }

  private final Work work;
  private final int size;
  private final int atOnce;
  private final boolean apart;
  private final JsonNode[] outputs;
  private final Set<Strand> running = new LinkedHashSet<>();
  private @Nullable Strand owner;
  private @Nullable StateFailure failure;
  private int next;

  /**
   * @param apart whether each flow is an execution with its own history
   */
  StrandGroup(Work work, int size, int atOnce, boolean apart) {
    this.work = work;
    this.size = size;
    this.atOnce = atOnce;
    this.apart = apart;
    this.outputs = new JsonNode[size];
  }

  void begin(Strand around) {
    owner = around;
  }

  /** The strand of the surrounding state. */
  Strand owner() {
    return java.util.Objects.requireNonNull(owner);
  }

  /** Whether one more flow may start now. */
  boolean startable() {
    return next < size && running.size() < atOnce && failure == null;
  }

  /** The index of the flow that starts next. */
  int next() {
    return next;
  }

  void start(Strand strand) {
    running.add(strand);
    next++;
  }

  /** The log for the visits of a flow. */
  FlowVisits visits(int index) {
    return owner().visits().inside(work.kind(), index);
  }

  FlowStep<JsonNode> work(int index) {
    return work.start(index);
  }

  void succeeded(Strand strand, JsonNode output) {
    running.remove(strand);
    if (work.keeps(output)) {
      outputs[strand.index()] = output;
    }
    work.ended(strand.index());
  }

  void failed(Strand strand, StateFailure reason) {
    running.remove(strand);
    work.failed(strand.index(), reason).ifPresent(this::fail);
  }

  /** Ends all running flows: the first failure in time counts. */
  void fail(StateFailure reason) {
    failure = reason;
    abort(reason.kind() == StateFailure.Kind.CATCHABLE);
  }

  void abort(boolean events) {
    for (Strand strand : running) {
      boolean shown = events && !apart && strand.isBegun();
      strand.abort(shown);
      if (shown) {
        work.aborted(strand.history(), strand.index());
      }
    }
    running.clear();
  }

  boolean isOver() {
    return running.isEmpty() && (failure != null || next == size);
  }

  boolean isApart() {
    return apart;
  }

  /**
   * The outputs in the order of the flows, without those whose failure was tolerated.
   *
   * @throws StateFailure that ended them all
   */
  ArrayNode outputs() {
    if (failure != null) {
      throw failure;
    }
    ArrayNode all = MachineJson.NODES.arrayNode(size);
    for (JsonNode output : outputs) {
      if (output != null) {
        all.add(output);
      }
    }
    return all;
  }
}
