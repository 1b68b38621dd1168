package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;

/** A Parallel: each branch gets the same input, and its outputs make an array. */
record ParallelState(StateRun visit) {

  JsonNode perform() {
    State state = visit.state();
    MachineRun run = visit.machine();
    JsonNode input = visit.arguments();
    run.history().add("ParallelStateStarted", "", History.details());
    Instant began = run.clock().now();
    Instant ended = began;
    ArrayNode outputs = MachineJson.NODES.arrayNode();
    for (Flow branch : state.flows()) {
      run.clock().set(began);
      outputs.add(run.visits().inside("branch", outputs.size(), () -> run(branch, input)));
      ended = run.clock().now().isAfter(ended) ? run.clock().now() : ended;
    }
    run.clock().set(ended);
    run.history().addBeside("ParallelStateSucceeded", "", History.details());
    return outputs;
  }

  private JsonNode run(Flow branch, JsonNode input) {
    MachineRun run = visit.machine();
    try {
      return run.runFlow(branch, input, visit.place().inside(null));
    } catch (StateFailure failure) {
      if (failure.kind() == StateFailure.Kind.CATCHABLE) {
        FlowEnds.abort(run.history());
        visit.tries().failsWith("ParallelStateFailed");
      }
      throw failure;
    }
  }
}
