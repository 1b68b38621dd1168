package io.github.standpipe.internal.cli.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.contract.MachineReads;
import io.github.standpipe.internal.contract.NeverGiven;
import io.github.standpipe.internal.contract.PathReading;
import io.github.standpipe.internal.contract.PipeContract;
import io.github.standpipe.internal.contract.PromiseGap;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a pipe reads, as JSON. */
final class ContractJson {
  private ContractJson() {}

  static ObjectNode of(PipeContract contract, Optional<List<PromiseGap>> gaps) {
    ObjectNode json = Json.object().put("pipe", contract.pipe());
    ArrayNode readings = json.putArray("readings");
    contract.readings().forEach(reading -> readings.add(of(reading)));
    contract.message().forEach(json.putArray("message")::add);
    json.set("reads", contract.reads());
    json.set("gives", contract.gives());
    contract.machine().ifPresent(machine -> json.set("machine", of(machine)));
    contract.notes().forEach(json.putArray("notes")::add);
    gaps.ifPresent(all -> {
      ArrayNode missing = json.putArray("notPromised");
      all.forEach(gap ->
          missing
              .addObject()
              .put("path", gap.path())
              .put("kind", gap.kind())
              .put("optional", gap.isOptional())
              .put("nearest", gap.nearest().orElse(null))
              .put("readBy", gap.places()));
    });
    return json;
  }

  private static ObjectNode of(MachineReads machine) {
    ObjectNode json = Json.object().put("name", machine.machine());
    ArrayNode readings = json.putArray("readings");
    machine.readings().forEach(reading -> readings.add(of(reading)));
    ArrayNode absent = json.putArray("neverGiven");
    for (NeverGiven one : machine.neverGiven()) {
      absent
          .addObject()
          .put("path", one.path())
          .put("always", one.isAlways())
          .put("nearest", one.nearest().orElse(null))
          .put("readBy", one.readBy());
    }
    return json;
  }

  private static ObjectNode of(PathReading reading) {
    ObjectNode json =
        Json.object()
            .put("path", reading.path())
            .put("use", reading.use().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("place", reading.place());
    reading.conditions().forEach(json.putArray("conditions")::add);
    return json;
  }
}
