package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.JsonSize;
import io.github.standpipe.internal.states.MachineJson;
import java.util.ArrayList;
import java.util.List;

/** The batches of a distributed Map: each holds as many items as their number and bytes allow. */
record ItemBatches(StateRun visit, MapLimits limits) {

  List<JsonNode> of(List<JsonNode> items) {
    long mostItems = most("MaxItemsPerBatch", Integer.MAX_VALUE);
    long mostBytes = most("MaxInputBytesPerBatch", MachineJson.LIMIT);
    List<JsonNode> batches = new ArrayList<>();
    ArrayNode held = null;
    long bytes = 0;
    for (JsonNode item : items) {
      long more = JsonSize.of(item);
      if (held == null || held.size() >= mostItems || bytes + 1 + more > mostBytes) {
        ObjectNode batch = batch();
        bytes = JsonSize.of(batch) - 1;
        held = batch.withArray("Items");
        batches.add(batch);
      }
      held.add(item);
      bytes += 1 + more;
    }
    return batches;
  }

  private long most(String field, long otherwise) {
    JsonNode batcher = visit.state().field("ItemBatcher");
    long most = (long) limits.number(batcher, "ItemBatcher/", field, true).orElse(0);
    return most > 0 ? most : otherwise;
  }

  private ObjectNode batch() {
    JsonNode batcher = visit.state().field("ItemBatcher");
    ObjectNode batch = MachineJson.NODES.objectNode();
    if (batcher.has("BatchInput")) {
      batch.set("BatchInput", input(batcher.get("BatchInput")));
    }
    batch.putArray("Items");
    return batch;
  }

  private JsonNode input(JsonNode input) {
    return visit.state().jsonata()
        ? visit.evaluation().jsonata(input, "ItemBatcher/BatchInput")
        : visit.evaluation().template(input, visit.effectiveInput());
  }
}
