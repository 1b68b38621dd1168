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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documents that answer the look-ups of both pipes.
 *
 * @param byLookup by look-up, then by key; null for a key that is known to have no document
 * @param isComplete whether a key that is not here has no document, as in a fixture; otherwise its
 *     look-up has no answer
 * @param services what answers instead, if services are asked
 */
public record ShadowDocuments(
    Map<String, ObjectNode> byLookup, boolean isComplete, Optional<ServiceLookups> services) {

  /** Those of fixtures, which hold all that their events ask for. */
  static ShadowDocuments ofFixtures(FixtureLookups lookups) {
    return complete(lookups.byName());
  }

  /** Documents besides which there are none. */
  static ShadowDocuments complete(Map<String, ObjectNode> byLookup) {
    return new ShadowDocuments(byLookup, true, Optional.empty());
  }

  /** Those of recorded events, which may ask for others. */
  public static ShadowDocuments recorded(FixtureLookups lookups) {
    return new ShadowDocuments(lookups.byName(), false, Optional.empty());
  }

  /** Those of services. */
  public static ShadowDocuments live(ServiceLookups services) {
    return new ShadowDocuments(Map.of(), false, Optional.of(services));
  }

  /** Whether a service may be asked, which should happen only for events that pass the filter. */
  boolean isLive() {
    return services.isPresent();
  }

  /** The look-ups of a function; one whose documents are a file of its layer is left to it. */
  Map<String, Lookup> of(LambdaFunction given) {
    LambdaFunction function = services.map(live -> live.with(given)).orElse(given);
    Map<String, Lookup> lookups = new HashMap<>();
    function
        .environment()
        .forEach((variable, value) ->
            LookupUri.name(variable)
                .filter(
                    name -> byLookup.containsKey(name) || LookupUri.namesService(variable, value))
                .ifPresent(name -> lookups.put(name, lookup(name, function, variable))));
    if (!function.environment().containsKey("TRANSFORM")) {
      byLookup.keySet().forEach(name -> lookups.put(name, recorded(name)));
    }
    return lookups;
  }

  private Lookup lookup(String name, LambdaFunction function, String variable) {
    return services
        .map(live -> live.open(name, function, variable))
        .orElseGet(() -> recorded(name));
  }

  private Lookup recorded(String name) {
    ObjectNode documents = byLookup.get(name);
    return (keys, invocation) -> {
      Set<String> missing = new TreeSet<>(keys);
      Map<String, JsonNode> found = new HashMap<>();
      if (documents != null) {
        missing.removeIf(key -> isComplete || documents.has(key));
        keys.stream().filter(documents::hasNonNull).forEach(k -> found.put(k, documents.get(k)));
      }
      if (!missing.isEmpty()) {
        KeptDocuments.unanswered(name, invocation);
        throw new Fault("no document answers the look-up " + name);
      }
      return found;
    };
  }
}
