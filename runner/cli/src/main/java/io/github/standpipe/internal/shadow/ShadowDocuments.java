package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.LambdaFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documents that answer the look-ups of both pipes.
 *
 * @param byLookup by look-up, then by key; null for a key that is known to have no document
 * @param isComplete whether a key that is not here has no document, as in a fixture; otherwise its
 *     look-up has no answer
 */
public record ShadowDocuments(Map<String, ObjectNode> byLookup, boolean isComplete) {

  /** Those of fixtures, which hold all that their events ask for. */
  static ShadowDocuments ofFixtures(FixtureLookups lookups) {
    return new ShadowDocuments(lookups.byName(), true);
  }

  /** Those of recorded events, which may ask for others. */
  public static ShadowDocuments recorded(FixtureLookups lookups) {
    return new ShadowDocuments(lookups.byName(), false);
  }

  /** The look-ups of a function; one whose documents are a file of its layer is left to it. */
  Map<String, Lookup> of(LambdaFunction function) {
    Map<String, Lookup> lookups = new HashMap<>();
    function
        .environment()
        .forEach((variable, value) ->
            LookupUri.name(variable)
                .filter(
                    name -> byLookup.containsKey(name) || LookupUri.namesService(variable, value))
                .ifPresent(name -> lookups.put(name, lookup(name))));
    if (!function.environment().containsKey("TRANSFORM")) {
      byLookup.keySet().forEach(name -> lookups.put(name, lookup(name)));
    }
    return lookups;
  }

  private Lookup lookup(String name) {
    ObjectNode documents = byLookup.get(name);
    return (keys, invocation) -> {
      Set<String> missing = new TreeSet<>(keys);
      Map<String, JsonNode> found = new HashMap<>();
      if (documents != null) {
        missing.removeIf(key -> isComplete || documents.has(key));
        keys.stream().filter(documents::hasNonNull).forEach(k -> found.put(k, documents.get(k)));
      }
      if (!missing.isEmpty()) {
        if (invocation.surroundings() instanceof EventSurroundings around) {
          around.unanswered("look-up " + name);
        }
        throw new Fault("no document answers the look-up " + name);
      }
      return found;
    };
  }
}
