package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow runs: its variables, and the item of the Map around it.
 *
 * @param execution the context object's Execution, which is a different one in a distributed Map
 * @param item the context object's Map.Item, null outside of a Map
 */
record FlowPlace(Variables variables, SharedValue execution, @Nullable ObjectNode item) {

  static ObjectNode item(int index, JsonNode value) {
    ObjectNode item = MachineJson.NODES.objectNode();
    item.put("Index", index);
    item.set("Value", value);
    return item;
  }

  FlowPlace withVariables(Variables others) {
    return new FlowPlace(others, execution, item);
  }

  FlowPlace inside(@Nullable ObjectNode other) {
    return new FlowPlace(new Variables(variables), execution, other == null ? item : other);
  }
}
