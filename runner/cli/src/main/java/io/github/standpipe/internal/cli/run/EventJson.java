package io.github.standpipe.internal.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.local.EventFate;
import io.github.standpipe.internal.local.EventReport;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.json.Json;
import java.util.Locale;

/** Events that are put on a bus of a run, as JSON without payloads. */
final class EventJson {
  private EventJson() {}

  /** Adds what became of an event. */
  static ObjectNode fill(ObjectNode json, EventReport report) {
    if (!report.id().isEmpty()) {
      json.put("eventId", report.id());
    }
    json.put("fate", word(report.fate())).put("replayed", report.replayed());
    report.messageIds().forEach(json.putArray("messageIds")::add);
    return fill(json, report.trace());
  }

  static String word(EventFate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace("_l", "L");
  }

  private static ObjectNode fill(ObjectNode json, BusTrace trace) {
    json.put("on", trace.on());
    ArrayNode routes = json.putArray("routes");
    for (BusTrace.Route route : trace.routes()) {
      ObjectNode one =
          routes
              .addObject()
              .put("name", EventText.name(route.where()))
              .put("decision", word(route.decision()));
      ArrayNode deliveries = one.putArray("deliveries");
      route
          .deliveries()
          .forEach(to ->
              fill(
                  deliveries.addObject().put("target", to.target()).put("arn", to.arn()),
                  to.arrival()));
    }
    return json;
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case Decision.Passed passed -> "passed";
      case Decision.Rejected rejected -> "rejected";
      case Decision.Off off -> "off";
      case Decision.Undecided undecided -> "undecided";
    };
  }

  private static void fill(ObjectNode json, Arrival arrival) {
    switch (arrival) {
      case Arrival.Queued queued -> json.put("arrival", "queued");
      case Arrival.Forwarded(BusTrace next) ->
          json.put("arrival", "forwarded").set("next", fill(Json.object(), next));
      case Arrival.Undelivered(var failure, var letter) -> {
        json.put("arrival", "undelivered").put("code", failure.code());
        json.put("retries", failure.retries());
        letter.ifPresent(l -> json.put("deadLetterQueue", l.queueArn()));
      }
      case Arrival.Elsewhere elsewhere -> json.put("arrival", "elsewhere");
      case Arrival.Open(var question) ->
          json.put("arrival", "open").put("question", question.rule());
    }
  }

  /** The counts of a run. */
  static ObjectNode counts(EventTally tally) {
    ObjectNode json =
        Json.object()
            .put("calls", tally.calls())
            .put("put", tally.put())
            .put("replayed", tally.replayed());
    for (EventFate fate : EventFate.values()) {
      json.put(word(fate), tally.count(fate));
    }
    return json.put("messages", tally.messages())
        .put("deliveriesElsewhere", tally.elsewhere())
        .put("accounted", tally.accounted());
  }
}
