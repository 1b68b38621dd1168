package io.github.standpipe.internal.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.PutEvents;
import io.github.standpipe.internal.bus.Surroundings;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A bus as it accepts events, and what its rules do with them (rule {@code target-bus}).
 *
 * @param feeders the buses of the template
 * @param now when the events are put
 */
public record BusRules(Target.OfBus bus, Supplier<Feeders> feeders, Instant now)
    implements EntryService {
  private static final String CALL = "PutEvents";

  @Override
  public Delivery send(List<Target.Entry> entries) {
    Surroundings around = Surroundings.fixed(account(), Arn.region(bus.arn()), now);
    return switch (new PutEvents(around).answer(requests(bus, entries))) {
      case PutEvents.RequestRefusal(String code, String message) ->
          Delivery.rejecting(CALL, entries, code + ": " + message);
      case PutEvents.EntryAnswers answers -> answered(entries, answers, around);
    };
  }

  /** The entries as PutEvents takes them. */
  public static List<JsonNode> requests(Target.OfBus bus, List<Target.Entry> entries) {
    return entries.stream()
        .<JsonNode>map(entry -> {
          var request = entry.json().deepCopy().put("EventBusName", bus.arn());
          request.remove("EndpointId");
          return request;
        })
        .toList();
  }

  private String account() {
    return Arn.parse(bus.arn()).map(Arn::account).orElse("");
  }

  private Delivery answered(
      List<Target.Entry> entries, PutEvents.EntryAnswers answers, Surroundings around) {
    Map<Integer, String> failures = failures(answers);
    List<BusTrace> routes = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>(answers.warnings());
    try {
      Feeders known = feeders.get();
      if (known.classicBuses().contains(bus.arn())) {
        answers.entries().stream()
            .filter(PutEvents.TakenEntry.class::isInstance)
            .map(PutEvents.TakenEntry.class::cast)
            .forEach(taken -> routes.add(known.put(bus.arn(), taken.event(), around)));
      }
    } catch (Fault e) {
      warnings.add(
          new Warning("target-bus", "the rules of the bus are not followed: " + e.getMessage()));
    }
    return Delivery.failing(CALL, entries, failures).routed(routes, warnings);
  }

  /** By place, why an entry failed. */
  public static Map<Integer, String> failures(PutEvents.EntryAnswers answers) {
    Map<Integer, String> failures = new TreeMap<>();
    for (int place = 0; place < answers.entries().size(); place++) {
      if (answers.entries().get(place)
          instanceof PutEvents.RefusedEntry(String code, String message)) {
        failures.put(place, code + ": " + message);
      }
    }
    return failures;
  }
}
