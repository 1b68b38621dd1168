package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of each look-up in one run. */
public final class DocumentsAsked implements LookupObserver {
  /** A call: its keys in the order in which the records asked for them, and the documents found. */
  record Call(List<String> keys, Map<String, JsonNode> found) {}

  private final Map<String, List<Call>> byLookup = new TreeMap<>();

  @Override
  public synchronized void answered(String lookup, List<String> keys, Map<String, JsonNode> found) {
    Map<String, JsonNode> usable = new TreeMap<>(found);
    usable.values().removeIf(JsonNode::isPojo); // a key that the look-up could not parse
    byLookup.computeIfAbsent(lookup, l -> new ArrayList<>()).add(new Call(keys, usable));
  }

  /** The calls of a look-up, in their order. */
  synchronized List<Call> calls(String lookup) {
    return List.copyOf(byLookup.getOrDefault(lookup, List.of()));
  }

  /** The documents by look-up, then by key; null for a key without a document. */
  public synchronized Map<String, ObjectNode> documents() {
    Map<String, ObjectNode> documents = new TreeMap<>();
    byLookup.forEach((lookup, calls) -> {
      ObjectNode byKey = documents.computeIfAbsent(lookup, l -> Json.object());
      calls.forEach(call -> call.keys().forEach(key -> byKey.set(key, call.found().get(key))));
    });
    return documents;
  }
}
