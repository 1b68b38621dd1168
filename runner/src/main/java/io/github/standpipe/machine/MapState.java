package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A Map: its flow runs for each item, inline or as a run of child executions. */
record MapState(StateRun visit) {

  JsonNode perform() {
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

  private JsonNode inline(State state, MapLimits limits) {
    MachineRun run = visit.machine();
    ArrayNode items = new MapItems(visit).items();
    ObjectNode started = History.details();
    started.put("length", items.size());
    run.history().add("MapStateStarted", "", started);
    limits.checkTolerance();
    run.tasks().follow(new MachineStep.ItemCount(state.name(), items.size()));
    Iterations iterations = new Iterations(visit, limits.concurrency(items.size()));
    ArrayNode outputs = MachineJson.NODES.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      outputs.add(iterations.run(i, items.get(i)));
    }
    iterations.end();
    run.history().addBeside("MapStateSucceeded", "", History.details());
    return outputs;
  }

  /** Runs the items in their order, and lets the clock run as if they ran side by side. */
  private static final class Iterations {
    private final StateRun visit;
    private final MachineRun run;
    private final Instant[] free;
    private long lastSucceeded;

    Iterations(StateRun visit, int concurrency) {
      this.visit = visit;
      this.run = visit.machine();
      this.free = new Instant[concurrency];
      java.util.Arrays.fill(free, run.clock().now());
    }

    JsonNode run(int index, JsonNode value) {
      int worker = earliest();
      run.clock().set(free[worker]);
      run.history().add("MapIterationStarted", "", details(index));
      JsonNode input = new MapItems(visit).select(index, value);
      JsonNode output;
      try {
        output =
            run.visits()
                .inside(
                    "iteration",
                    index,
                    () ->
                        run.runFlow(
                            visit.state().flows().getFirst(),
                            input,
                            visit.place().inside(FlowPlace.item(index, value))));
      } catch (StateFailure failure) {
        throw failed(index, failure);
      }
      lastSucceeded = run.history().addBeside("MapIterationSucceeded", "", details(index));
      free[worker] = run.clock().now();
      return output;
    }

    private StateFailure failed(int index, StateFailure failure) {
      if (failure.kind() == StateFailure.Kind.CATCHABLE) {
        run.history().addBeside("MapIterationFailed", "", details(index));
        failedState();
      }
      return failure;
    }

    /** A Map that is tried again has no event of its failure. */
    private void failedState() {
      visit.tries().failsWith("MapStateFailed");
    }

    private int earliest() {
      int earliest = 0;
      for (int i = 1; i < free.length; i++) {
        earliest = free[i].isBefore(free[earliest]) ? i : earliest;
      }
      return earliest;
    }

    void end() {
      for (Instant time : free) {
        if (time.isAfter(run.clock().now())) {
          run.clock().set(time);
        }
      }
      if (lastSucceeded > 0) {
        run.history().follow(lastSucceeded);
      }
    }

    private ObjectNode details(int index) {
      return History.details().put("index", index).put("name", visit.state().name());
    }
  }
}
