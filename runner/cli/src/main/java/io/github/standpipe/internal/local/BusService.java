package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.PutEvents;
import io.github.standpipe.internal.delivery.BusRules;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.pipe.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bus of a run as a target. Once the run takes events, its rules act on what the pipe sends;
 * until then, and for a bus outside the template, events are checked only.
 */
public final class BusService implements EntryService {
  private static final String CALL = "PutEvents";

  private final Target.OfBus bus;
  private final EntryService rules;
  private volatile @Nullable Function<List<JsonNode>, PutEvents.Answer> flow;

  /**
   * A bus whose rules do not act yet.
   *
   * @param rules what a bus accepts
   */
  public BusService(Target.OfBus bus, EntryService rules) {
    this.bus = bus;
    this.rules = rules;
  }

  /** From now on the run's own buses take the events. */
  public void follow(EventEndpoint endpoint) {
    if (endpoint.has(bus.arn())) {
      flow = endpoint::putEvents;
    }
  }

  @Override
  public Delivery send(List<Target.Entry> entries) {
    Function<List<JsonNode>, PutEvents.Answer> followed = flow;
    if (followed == null) {
      return rules.send(entries);
    }
    return switch (followed.apply(BusRules.requests(bus, entries))) {
      case PutEvents.RequestRefusal(String code, String message) ->
          Delivery.rejecting(CALL, entries, code + ": " + message);
      case PutEvents.EntryAnswers answers -> answered(entries, BusRules.failures(answers));
    };
  }

  private static Delivery answered(List<Target.Entry> entries, Map<Integer, String> failures) {
    return Delivery.failing(CALL, entries, failures);
  }
}
