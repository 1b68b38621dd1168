package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;

/** A Parallel: each branch gets the same input, and the outputs form an array. */
record ParallelState(StateRun visit) {

  FlowStep<JsonNode> perform() {
    JsonNode input = visit.arguments();
    visit.machine().history().add("ParallelStateStarted", "", History::details);
    int branches = visit.state().flows().size();
    StrandGroup group = new StrandGroup(new Branches(visit, input), branches, branches, false);
    return new FlowStep.Forked<>(group, () -> new FlowStep.Finished<>(end(group)));
  }

  private JsonNode end(StrandGroup group) {
    ArrayNode outputs = group.outputs();
    visit.machine().history().addBeside("ParallelStateSucceeded", "", History::details);
    return outputs;
  }

  /** The branches, which begin at the same time. */
  private record Branches(StateRun visit, JsonNode input) implements StrandGroup.Work {

    @Override
    public String kind() {
      return "branch";
    }

    @Override
    public FlowStep<JsonNode> start(int index) {
      return visit
          .machine()
          .runFlow(visit.state().flows().get(index), input, visit.place().inside(null));
    }

    @Override
    public Optional<StateFailure> failed(int index, StateFailure failure) {
      if (failure.kind() == StateFailure.Kind.CATCHABLE) {
        FlowEnds.abort(visit.machine().history());
        visit.tries().failsWith("ParallelStateFailed");
      }
      return Optional.of(failure);
    }
  }
}
