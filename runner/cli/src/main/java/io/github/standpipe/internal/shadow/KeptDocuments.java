package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.UnfinishedLookupException;
import io.github.standpipe.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The documents that a service has answered with, by key; JSON null if it has none. */
final class KeptDocuments {
  private final int most;
  private final LinkedHashMap<String, JsonNode> byKey = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most the number of documents from which on those that were not used the longest go
   */
  KeptDocuments(int most, ObjectNode already) {
    this.most = most;
    already.properties().forEach(one -> byKey.put(one.getKey(), one.getValue()));
  }

  /** Finds documents; the service is asked for those that are not here. */
  Map<String, JsonNode> find(
      String lookup, Set<String> keys, Lookup service, Invocation invocation) {
    Map<String, JsonNode> found = new HashMap<>();
    Set<String> missing = taken(keys, found);
    if (!missing.isEmpty()) {
      try {
        keep(missing, service.find(missing, invocation), found);
      } catch (UnfinishedLookupException e) {
        keep(e.found().keySet(), e.found(), found);
        keep(e.missing(), Map.of(), found);
        unanswered(lookup, invocation);
        throw e;
      } catch (RuntimeException e) {
        unanswered(lookup, invocation);
        throw e;
      }
    }
    if (found.values().stream().anyMatch(JsonNode::isPojo)) {
      unanswered(lookup, invocation); // a document that cannot be read, and so not be recorded
    }
    found.values().removeIf(JsonNode::isNull);
    return found;
  }

  /** An event that fails because a service does proves nothing about the change. */
  static void unanswered(String lookup, Invocation invocation) {
    if (invocation.surroundings() instanceof EventSurroundings around) {
      around.unanswered("look-up " + lookup);
    }
  }

  private synchronized Set<String> taken(Set<String> keys, Map<String, JsonNode> found) {
    Set<String> missing = new LinkedHashSet<>();
    for (String key : keys) {
      JsonNode known = byKey.get(key);
      if (known == null) {
        missing.add(key);
      } else {
        found.put(key, known);
      }
    }
    return missing;
  }

  /** If two threads asked for the same key, both get the answer that came first. */
  private synchronized void keep(
      Set<String> keys, Map<String, JsonNode> answer, Map<String, JsonNode> found) {
    for (String key : keys) {
      JsonNode document = answer.getOrDefault(key, NullNode.instance);
      JsonNode known = document.isPojo() ? null : byKey.putIfAbsent(key, document);
      found.put(key, known == null ? document : known);
    }
    while (byKey.size() > most) {
      byKey.pollFirstEntry();
    }
  }

  /** All documents, sorted by key. */
  synchronized ObjectNode all() {
    ObjectNode all = Json.object();
    new TreeMap<>(byKey).forEach(all::set);
    return all;
  }
}
