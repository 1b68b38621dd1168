package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.compare.FilterChange.ComparedFilter;
import io.github.standpipe.internal.filters.EventFilter;
import io.github.standpipe.internal.filters.FilterRelation.NoEvent;
import io.github.standpipe.internal.filters.FilterRelation.OneSided;
import io.github.standpipe.internal.filters.FilterRelation.Undecided;
import io.github.standpipe.internal.filters.FilterRelation.Witness;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Locale;

/** What became of some filters, as JSON; {@code docs/compare.md} describes its shape. */
final class FilterChangeJson {
  private FilterChangeJson() {}

  static ObjectNode of(List<FilterChange> changes) {
    ObjectNode json = Json.object();
    ArrayNode filters = json.putArray("filters");
    for (FilterChange change : changes) {
      ObjectNode filter =
          filters.addObject().put("name", change.name()).put("verdict", change.verdict());
      if (change instanceof ComparedFilter compared) {
        filter.set("lost", side(compared.relation().lost(), compared.later()));
        filter.set("gained", side(compared.relation().gained(), compared.earlier()));
        compared.relation().common().ifPresent(event -> filter.set("common", event));
      }
    }
    return json;
  }

  private static ObjectNode side(OneSided side, EventFilter rejecting) {
    ObjectNode json = Json.object();
    switch (side) {
      case NoEvent() -> json.put("state", "none");
      case Undecided(String reason) -> json.put("state", "undecided").put("reason", reason);
      case Witness(JsonNode event, boolean isMade) -> {
        json.put("state", isMade ? "witness" : "recorded");
        if (isMade) {
          json.set("event", event);
        } else {
          json.put("id", event.path("messageId").asText(event.path("id").asText()));
        }
        ArrayNode leaves = json.putArray("leaves");
        rejecting
            .obstacles(event)
            .forEach(leaf ->
                leaves
                    .addObject()
                    .put("path", leaf.path())
                    .put("state", leaf.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .set("wanted", leaf.wanted()));
      }
    }
    return json;
  }
}
