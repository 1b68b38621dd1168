package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.List;
import java.util.OptionalDouble;

/** The result of a mock instead of a call, branches or iterations. */
record MockedWork(StateTest.Mock mock, StateTest.Surroundings surroundings) {

  TaskOutcome outcome() {
    return switch (mock) {
      case StateTest.Mock.Result(JsonNode result) -> new TaskOutcome.Succeeded(result);
      case StateTest.Mock.Failure failure ->
          new TaskOutcome.Failed(failure.error(), failure.cause());
    };
  }

  /** Evaluates the input fields that the state has, and answers instead of running anything. */
  JsonNode inside(StateRun visit) {
    if (visit.state().type().equals("Map")) {
      intoMap(visit);
    } else {
      visit.arguments();
    }
    return switch (mock) {
      case StateTest.Mock.Result(JsonNode result) -> result;
      case StateTest.Mock.Failure failure ->
          throw StateFailure.of(failure.error(), failure.cause());
    };
  }

  private void intoMap(StateRun visit) {
    MapLimits limits = new MapLimits(visit);
    ArrayNode items = items(visit, limits);
    selected(visit, limits, items);
    StateProbe probe = visit.probe();
    int atOnce = (int) limits.number("MaxConcurrency", true).orElse(0);
    probe.note("maxConcurrency", MachineJson.NODES.numberNode(atOnce));
    limits.checkTolerance();
    OptionalDouble count = limits.number("ToleratedFailureCount", true);
    OptionalDouble share = limits.number("ToleratedFailurePercentage", false);
    count.ifPresent(
        most -> probe.note("toleratedFailureCount", MachineJson.NODES.numberNode((int) most)));
    share.ifPresent(
        most -> probe.note("toleratedFailurePercentage", MachineJson.NODES.numberNode(most)));
    // As recorded, a Map without a tolerance keeps a mocked result no matter how many items failed.
    boolean counted = count.isPresent() || share.isPresent();
    if (mock instanceof StateTest.Mock.Result
        && counted
        && !limits.tolerates(surroundings.failedIterations().orElse(0), items.size())) {
      throw DistributedMap.thresholdExceeded();
    }
  }

  private ArrayNode items(StateRun visit, MapLimits limits) {
    if (visit.state().has("ItemReader")) {
      if (!visit.state().jsonata()) {
        visit.effectiveInput();
      }
      return surroundings
          .readerData()
          .map(text -> new ItemReader(visit, limits).read(text))
          .orElseGet(MachineJson.NODES::arrayNode);
    }
    ArrayNode items = new MapItems(visit).items();
    if (!visit.state().jsonata()) {
      visit.probe().note("afterItemsPath", items);
    }
    return items;
  }

  private static void selected(StateRun visit, MapLimits limits, ArrayNode items) {
    DistributedMap map = new DistributedMap(visit, limits);
    List<JsonNode> selected = map.selected(items);
    if (visit.state().has("ItemSelector") || visit.state().has("Parameters")) {
      visit.probe().note("afterItemSelector", array(selected));
    }
    if (visit.state().has("ItemBatcher")) {
      visit.probe().note("afterItemBatcher", array(new ItemBatches(visit, limits).of(selected)));
    }
  }

  private static ArrayNode array(List<JsonNode> items) {
    return MachineJson.NODES.arrayNode().addAll(items);
  }
}
