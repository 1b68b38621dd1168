package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.JsonSize;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Map whose items, or batches of them, are child executions: their events are not in the history,
 * and they do not see outside variables.
 */
record DistributedMap(StateRun visit, MapLimits limits) {

  FlowStep<JsonNode> perform() {
    State state = visit.state();
    MachineRun run = visit.machine();
    boolean reader = state.has("ItemReader");
    ArrayNode items = reader ? MachineJson.NODES.arrayNode() : new MapItems(visit).items();
    int length = items.size();
    run.history().add("MapStateStarted", "", () -> History.details().put("length", length));
    limits.checkTolerance();
    ItemReader itemReader = new ItemReader(visit, limits);
    itemReader.checkMaxItems();
    String arn = arn();
    run.history().add("MapRunStarted", "", () -> History.details().put("mapRunArn", arn));
    ArrayNode found = reader ? read(itemReader) : items;
    limits.checkItems(found);
    List<JsonNode> inputs = inputs(found);
    run.tasks().follow(new MachineStep.ItemCount(state.name(), inputs.size()));
    int atOnce = limits.concurrency(MapLimits.MOST_DISTRIBUTED);
    StrandGroup group = new StrandGroup(new Children(inputs), inputs.size(), atOnce, true);
    return new FlowStep.Forked<>(group, () -> new FlowStep.Finished<>(end(group)));
  }

  private JsonNode end(StrandGroup group) {
    ArrayNode outputs;
    try {
      outputs = group.outputs();
    } catch (StateFailure failure) {
      throw failure.kind() == StateFailure.Kind.CATCHABLE ? failed(failure) : failure;
    }
    History history = visit.machine().history();
    history.add("MapRunSucceeded", "", History::details);
    history.addBeside("MapStateSucceeded", "", History::details);
    return visit.state().has("ResultWriter") ? written(visit.state()) : outputs;
  }

  private ArrayNode read(ItemReader reader) {
    try {
      return reader.read();
    } catch (StateFailure failure) {
      throw failed(failure);
    }
  }

  private StateFailure failed(StateFailure failure) {
    visit.machine().history().add("MapRunFailed", "", () -> MachineRun.errorDetails(failure));
    visit.tries().failsWith("MapStateFailed");
    return failure;
  }

  private String arn() {
    return visit.machine().outside().machineArn().replace(":stateMachine:", ":mapRun:")
        + "/"
        + visit.state().text("Label").orElse("Map")
        + ":"
        + visit.machine().newId();
  }

  private List<JsonNode> inputs(ArrayNode items) {
    List<JsonNode> inputs = selected(items);
    return visit.state().has("ItemBatcher") ? new ItemBatches(visit, limits).of(inputs) : inputs;
  }

  /** The input made from each item, before it is batched. */
  List<JsonNode> selected(Iterable<JsonNode> items) {
    List<JsonNode> inputs = new ArrayList<>();
    MapItems selection = new MapItems(visit);
    for (JsonNode item : items) {
      inputs.add(selection.select(inputs.size(), item));
    }
    return inputs;
  }

  /** Runs the child executions; more failures than tolerated end them all. */
  private final class Children implements StrandGroup.Work {
    private final List<JsonNode> inputs;
    private int failures;
    private long held;

    Children(List<JsonNode> inputs) {
      this.inputs = inputs;
    }

    @Override
    public String kind() {
      return "child execution";
    }

    @Override
    public FlowStep<JsonNode> start(int index) {
      return child(inputs.get(index));
    }

    /** A result writer takes the outputs: nothing reads them. */
    @Override
    public boolean keeps(JsonNode output) {
      if (visit.state().has("ResultWriter")) {
        return false;
      }
      held += JsonSize.of(output);
      if (held > MapLimits.MOST_BYTES) {
        throw limits.tooLargeOutputs();
      }
      return true;
    }

    @Override
    public Optional<StateFailure> failed(int index, StateFailure failure) {
      failures++;
      if (failure.kind() == StateFailure.Kind.EXECUTION_TIMEOUT) {
        return Optional.of(failure);
      }
      return limits.tolerates(failures, inputs.size())
          ? Optional.empty()
          : Optional.of(thresholdExceeded());
    }
  }

  static StateFailure thresholdExceeded() {
    return StateFailure.of(
        "States.ExceedToleratedFailureThreshold",
        "The specified tolerated failure threshold was exceeded");
  }

  private FlowStep<JsonNode> child(JsonNode input) {
    MachineRun run = visit.machine();
    ObjectNode execution = run.outside().execution(input, run.time());
    String id = run.newId();
    execution.put("Id", run.outside().executionArn() + "/" + id);
    execution.put("Name", id);
    return run.runFlow(
        visit.state().flows().getFirst(),
        input,
        new FlowPlace(new Variables(null), new SharedValue(execution), null));
  }

  private JsonNode written(State state) {
    JsonNode writer = state.field("ResultWriter");
    JsonNode target =
        state.jsonata()
            ? visit.evaluation().jsonata(writer.path("Arguments"), "ResultWriter/Arguments")
            : visit.evaluation().template(writer.path("Parameters"), visit.effectiveInput());
    ObjectNode details = MachineJson.NODES.objectNode();
    String arn = arn();
    details.put("MapRunArn", arn);
    details
        .putObject("ResultWriterDetails")
        .put("Bucket", target.path("Bucket").asText())
        .put(
            "Key",
            target.path("Prefix").asText()
                + "/"
                + arn.substring(arn.lastIndexOf(':') + 1)
                + "/manifest.json");
    return details;
  }
}
