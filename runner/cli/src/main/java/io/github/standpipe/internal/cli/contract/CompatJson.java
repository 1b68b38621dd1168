package io.github.standpipe.internal.cli.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.schema.ChangeWitness;
import io.github.standpipe.internal.schema.Compatibility;
import io.github.standpipe.internal.schema.Party;
import io.github.standpipe.internal.schema.SchemaChange;
import io.github.standpipe.json.Json;
import java.util.Map;

/** The differences of schemas as JSON. */
final class CompatJson {
  private CompatJson() {}

  static ObjectNode of(Map<String, Compatibility> verdicts, CompatWitnesses witnesses) {
    ObjectNode json = Json.object();
    json.put("breaking", verdicts.values().stream().anyMatch(Compatibility::isBreaking));
    json.put("undecided", verdicts.values().stream().anyMatch(Compatibility::isUndecided));
    ArrayNode schemas = json.putArray("schemas");
    verdicts.forEach((name, verdict) -> {
      ObjectNode schema = schemas.addObject();
      schema.put("name", name.isEmpty() ? null : name);
      ArrayNode changes = schema.putArray("changes");
      verdict.changes().forEach(change -> changes.add(of(change, name, witnesses)));
    });
    return json;
  }

  private static ObjectNode of(SchemaChange change, String name, CompatWitnesses witnesses) {
    ObjectNode json =
        Json.object()
            .put("path", change.path())
            .put("change", change.kind().id())
            .put("detail", change.detail());
    ArrayNode breaks = json.putArray("breaks");
    for (Party party : Party.values()) {
      if (change.breaks().contains(party)) {
        breaks.addObject().put("party", party.toString()).put("why", change.kind().why(party));
      }
      witnesses
          .find(name, change, party)
          .ifPresent(witness -> json.withArray("witnesses").add(of(witness)));
    }
    return change.isBreaking() ? json.put("instead", change.kind().remedy()) : json;
  }

  private static ObjectNode of(ChangeWitness witness) {
    boolean isOld = witness.party() == Party.PRODUCER;
    ObjectNode json =
        Json.object().put("validIn", isOld ? "old" : "new").put("refusedBy", isOld ? "new" : "old");
    json.set("document", witness.document());
    return json;
  }
}
