package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The form of a call's entries: AWS rejects a wrong form before it looks at the values. */
final class EntryShape {
  private static final Set<String> TEXTS =
      Set.of("Source", "DetailType", "EventBusName", "TraceHeader");
  private static final String DATA = "Data";

  private EntryShape() {}

  /**
   * The entries of a call, without members that are null.
   *
   * @param texts whether a detail must be a string, as in every call of AWS
   * @throws CallException for entries of another form
   */
  static List<JsonNode> entries(JsonNode call, boolean texts) throws CallException {
    JsonNode entries = call.path("Entries");
    if (entries.isMissingNode() || entries.isNull()) {
      return List.of();
    }
    if (!entries.isArray()) {
      throw CallException.misshapen("Entries is " + Json.kind(entries) + "; send an array");
    }
    List<JsonNode> checked = new ArrayList<>();
    for (JsonNode entry : entries) {
      checked.add(entry(entry, "entry " + (checked.size() + 1), texts));
    }
    return checked;
  }

  private static JsonNode entry(JsonNode entry, String where, boolean texts) throws CallException {
    if (!(entry instanceof ObjectNode object)) {
      throw CallException.misshapen(where + " is " + Json.kind(entry) + "; send an object");
    }
    ObjectNode known = Json.object();
    for (var member : object.properties()) {
      if (!member.getValue().isNull() || member.getKey().equals(DATA)) {
        check(member.getKey(), member.getValue(), where, texts);
        known.set(member.getKey(), member.getValue());
      }
    }
    return known;
  }

  private static void check(String key, JsonNode value, String where, boolean texts)
      throws CallException {
    if (TEXTS.contains(key) || texts && key.equals("Detail")) {
      require(value.isTextual(), where + ": " + key, value, "a string");
    } else if (key.equals("Time")) {
      require(value.isNumber() || value.isTextual(), where + ": Time", value, "a number");
    } else if (key.equals("Resources")) {
      require(value.isArray(), where + ": Resources", value, "an array");
      for (JsonNode resource : value) {
        require(resource.isTextual(), where + ": a resource", resource, "a string");
      }
    } else if (key.equals("Metadata") || key.equals("SystemMetadata")) {
      require(value.isObject(), where + ": " + key, value, "an object");
    }
  }

  private static void require(boolean is, String where, JsonNode value, String wanted)
      throws CallException {
    if (!is) {
      throw CallException.misshapen(where + " is " + Json.kind(value) + "; send " + wanted);
    }
  }
}
