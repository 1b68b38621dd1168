package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths of texts and numbers, in the notation of redaction. */
public final class ValuePaths {
  private final DataKeys keys;
  private final Set<String> paths = new LinkedHashSet<>();

  private ValuePaths(DataKeys keys) {
    this.keys = keys;
  }

  /** The paths in messages and in their documents, by look-up, then by key. */
  public static Set<String> of(
      Replacements rules, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    ValuePaths found = new ValuePaths(rules.keys());
    for (ObjectNode record : records) {
      found.collect(ValuePath.EVENT, Originals.event(record));
      for (String part : List.of("attributes", "messageAttributes")) {
        found.collect(ValuePath.of(part), record.path(part));
      }
    }
    documents.forEach((lookup, byKey) ->
        byKey.forEach(document -> found.collect(ValuePath.of("lookups." + lookup), document)));
    return found.paths;
  }

  private void collect(ValuePath path, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> collect(path, item));
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String key = member.getKey();
      collect(path.below(key, keys.isData(key)), member.getValue());
    }
    JsonNode inner = value.isTextual() ? Originals.inner(value.textValue()) : null;
    if (inner != null) {
      collect(path, inner);
    } else if (value.isTextual() || value.isNumber()) {
      paths.add(path.orBody().shown());
    }
  }
}
