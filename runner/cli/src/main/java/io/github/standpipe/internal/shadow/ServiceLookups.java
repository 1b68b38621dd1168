package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.LiveLookups;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.LambdaFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the services that the functions of both pipes name, once for each key, so that both get the
 * same documents. Answers may be recorded.
 */
public final class ServiceLookups {
  /** The most documents of a look-up that are kept unless they are recorded. */
  private static final int MOST = 20_000;

  private final LiveLookups live;
  private final boolean isRecording;
  private final Map<String, KeptDocuments> kept = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  private ServiceLookups(Map<String, String> shell, boolean isRecording) {
    this.live = new LiveLookups(shell);
    this.isRecording = isRecording;
  }

  /**
   * Services as {@link LiveLookups} finds them.
   *
   * @param shell the variables of the shell
   */
  public static ServiceLookups asking(Map<String, String> shell) {
    return new ServiceLookups(shell, false);
  }

  /**
   * The same, recording their answers.
   *
   * @param already documents for which no service is asked
   */
  public static ServiceLookups recording(Map<String, String> shell, FixtureLookups already) {
    ServiceLookups services = new ServiceLookups(shell, true);
    already
        .byName()
        .forEach((name, documents) ->
            services.kept.put(name, new KeptDocuments(Integer.MAX_VALUE, documents)));
    return services;
  }

  /** The function with the variables that it has here. */
  LambdaFunction with(LambdaFunction function) {
    return live.with(function);
  }

  /**
   * Opens a look-up.
   *
   * @param variable the variable that names a service
   * @throws Fault for an address that is not valid
   */
  synchronized Lookup open(String name, LambdaFunction function, String variable) {
    String address = function.environment().getOrDefault(variable, "");
    String other = addresses.putIfAbsent(name, address);
    if (isRecording && other != null && !other.equals(address)) {
      throw new Fault(
          "--record",
          "the look-up "
              + name
              + " has another address in the base, and one file cannot answer both; compare"
              + " without --record, so that each side asks its own");
    }
    Lookup service =
        LookupUri.parse(variable, address)
            .orElseThrow()
            .open(
                new Environment(
                    function.environment(),
                    function.root(),
                    Map.of(),
                    new EventSurroundings(false)));
    KeptDocuments documents =
        kept.computeIfAbsent(
            isRecording ? name : name + " " + address,
            n -> new KeptDocuments(isRecording ? Integer.MAX_VALUE : MOST, Json.object()));
    return (keys, invocation) -> documents.find(name, keys, service, invocation);
  }

  /** What was recorded, by look-up, then by key; null for a key without a document. */
  public synchronized Map<String, ObjectNode> recorded() {
    Map<String, ObjectNode> recorded = new TreeMap<>();
    kept.forEach((name, documents) -> recorded.put(name, documents.all()));
    return recorded;
  }
}
