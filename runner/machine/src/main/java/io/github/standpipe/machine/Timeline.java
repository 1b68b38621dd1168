package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Runs the strands of an execution in the order of virtual time; of those due at the same time, the
 * one that was created first.
 */
final class Timeline {
  private final VirtualClock clock;
  private final Supplier<History> newHistory;
  private final PriorityQueue<Strand> due =
      new PriorityQueue<>(Comparator.comparing(Strand::due).thenComparingLong(Strand::number));
  private final Strand main;
  private Strand current;
  private long created;

  /**
   * @param history the history of the whole execution
   * @param newHistory creates the history of a child execution
   * @param visits the visits of the outermost flow
   */
  Timeline(VirtualClock clock, History history, Supplier<History> newHistory, FlowVisits visits) {
    this.clock = clock;
    this.newHistory = newHistory;
    main = new Strand(created++, history, visits, null, 0, clock.now());
    current = main;
  }

  /**
   * Runs a piece, and everything that it forks, to its value.
   *
   * @throws StateFailure a failure that nothing took
   */
  <T> T run(Supplier<FlowStep<T>> body) {
    List<T> value = new ArrayList<>();
    main.begin(() ->
        body.get()
            .then(found -> {
              value.add(found);
              return new FlowStep.Finished<>(MachineJson.NODES.nullNode());
            }));
    due.add(main);
    while (value.isEmpty()) {
      Strand next = due.remove();
      if (!next.isAborted()) {
        advance(next);
      }
    }
    return value.getFirst();
  }

  private void advance(Strand strand) {
    current = strand;
    clock.set(strand.due());
    try {
      take(strand, strand.advance());
    } catch (StateFailure failure) {
      StrandGroup group = strand.group();
      if (group == null) {
        throw failure;
      }
      settle(strand, group, () -> group.failed(strand, failure));
    }
  }

  private void take(Strand strand, FlowStep<JsonNode> step) {
    switch (step) {
      case FlowStep.Finished<JsonNode>(JsonNode output) -> {
        StrandGroup group = strand.group();
        if (group != null) {
          settle(strand, group, () -> group.succeeded(strand, output));
        }
      }
      case FlowStep.Sleeping<JsonNode>(Duration time, Supplier<FlowStep<JsonNode>> rest) -> {
        strand.sleep(clock.now().plus(time), rest);
        due.add(strand);
      }
      case FlowStep.Forked<JsonNode>(StrandGroup group, Supplier<FlowStep<JsonNode>> rest) -> {
        strand.join(group, rest);
        group.begin(strand);
        startMore(group, strand);
      }
    }
  }

  /** A strand has ended: the next one starts, or the surrounding one continues. */
  private void settle(Strand ended, StrandGroup group, Runnable end) {
    try {
      end.run();
    } catch (StateFailure failure) {
      group.fail(failure.kind() == StateFailure.Kind.FATAL ? failure : failure.reported());
    }
    startMore(group, ended);
  }

  private void startMore(StrandGroup group, Strand after) {
    while (group.startable()) {
      int index = group.next();
      History history = group.isApart() ? newHistory.get() : after.history().branch();
      Strand strand =
          new Strand(created++, history, group.visits(index), group, index, clock.now());
      strand.begin(() -> group.work(index));
      group.start(strand);
      due.add(strand);
    }
    if (group.isOver()) {
      Strand owner = group.owner();
      if (!group.isApart() && after != owner) {
        owner.history().follow(after.history().last());
      }
      owner.wake(clock.now());
      due.add(owner);
    }
  }

  History history() {
    return current.history();
  }

  FlowVisits visits() {
    return current.visits();
  }

  /** Notes the type of the state that the current strand enters. */
  void enter(String stateType) {
    current.enter(stateType);
  }
}
