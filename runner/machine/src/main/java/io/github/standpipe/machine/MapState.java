package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** A Map: its flow runs for each item, inline or as a run of child executions. */
record MapState(StateRun visit) {

  FlowStep<JsonNode> perform() {
    State state = visit.state();
    MapLimits limits = new MapLimits(visit);
    limits.checkConcurrency();
    boolean distributed = isDistributed(state);
    return distributed ? new DistributedMap(visit, limits).perform() : inline(state, limits);
  }

  private static boolean isDistributed(State state) {
    String processor = state.has("ItemProcessor") ? "ItemProcessor" : "Iterator";
    JsonNode mode = state.field(processor).path("ProcessorConfig").path("Mode");
    return mode.asText().equals("DISTRIBUTED");
  }

  private FlowStep<JsonNode> inline(State state, MapLimits limits) {
    MachineRun run = visit.machine();
    ArrayNode items = new MapItems(visit).items();
    int length = items.size();
    run.history().add("MapStateStarted", "", () -> History.details().put("length", length));
    limits.checkTolerance();
    run.tasks().follow(new MachineStep.ItemCount(state.name(), items.size()));
    Iterations iterations = new Iterations(visit, items);
    StrandGroup group =
        new StrandGroup(iterations, items.size(), limits.concurrency(MapLimits.MOST_INLINE), false);
    return new FlowStep.Forked<>(
        group, () -> new FlowStep.Finished<>(iterations.end(group.outputs())));
  }

  /** Runs the items in order, with limited concurrency. */
  private static final class Iterations implements StrandGroup.Work {
    private final StateRun visit;
    private final ArrayNode items;
    private long lastSucceeded;

    Iterations(StateRun visit, ArrayNode items) {
      this.visit = visit;
      this.items = items;
    }

    @Override
    public String kind() {
      return "iteration";
    }

    @Override
    public FlowStep<JsonNode> start(int index) {
      MachineRun run = visit.machine();
      run.history().add("MapIterationStarted", "", details(index));
      JsonNode value = items.get(index);
      JsonNode input = new MapItems(visit).select(index, value);
      return run.runFlow(
          visit.state().flows().getFirst(),
          input,
          visit.place().inside(FlowPlace.item(index, value)));
    }

    @Override
    public void ended(int index) {
      lastSucceeded =
          visit.machine().history().addBeside("MapIterationSucceeded", "", details(index));
    }

    /** A Map that is retried has no event for its failure. */
    @Override
    public Optional<StateFailure> failed(int index, StateFailure failure) {
      if (failure.kind() == StateFailure.Kind.CATCHABLE) {
        visit.machine().history().addBeside("MapIterationFailed", "", details(index));
        visit.tries().failsWith("MapStateFailed");
      }
      return Optional.of(failure);
    }

    @Override
    public void aborted(History history, int index) {
      history.addBeside("MapIterationAborted", "", details(index));
    }

    JsonNode end(ArrayNode outputs) {
      History history = visit.machine().history();
      if (lastSucceeded > 0) {
        history.follow(lastSucceeded);
      }
      history.addBeside("MapStateSucceeded", "", History::details);
      return outputs;
    }

    private Supplier<ObjectNode> details(int index) {
      String name = visit.state().name();
      return () -> History.details().put("index", index).put("name", name);
    }
  }
}
