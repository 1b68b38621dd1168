package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.pipe.Explanation;
import java.util.ArrayList;
import java.util.List;

/** The trace of a bus as readable lines. */
final class BusTraceText {
  private final List<String> lines = new ArrayList<>();

  List<String> lines(BusTrace trace) {
    trace("", trace);
    trace.warnings().forEach(w -> lines.add("warning " + w.rule() + ": " + w.message()));
    return lines;
  }

  private void trace(String indent, BusTrace trace) {
    lines.add(indent + trace.on());
    for (BusTrace.Route route : trace.routes()) {
      route(indent + "  ", route);
    }
  }

  private void route(String indent, BusTrace.Route route) {
    lines.add(indent + route.where() + " " + decision(route.decision()));
    patterns(route.decision())
        .forEach(pattern -> pattern.lines().forEach(line -> lines.add(indent + "  " + line)));
    for (BusTrace.Delivery delivery : route.deliveries()) {
      delivery(indent + "  ", delivery);
    }
  }

  private static String decision(Decision decision) {
    return switch (decision) {
      case Decision.Passed(var patterns) -> "passes the event";
      case Decision.Rejected(var patterns) -> "rejects the event";
      case Decision.Off(String reason) -> "accepts nothing: " + reason;
      case Decision.Undecided(var question) ->
          "is undecided because of question " + question.rule();
    };
  }

  private static List<Explanation.OfPattern> patterns(Decision decision) {
    return switch (decision) {
      case Decision.Passed(var patterns) -> patterns;
      case Decision.Rejected(var patterns) -> patterns;
      case Decision.Off off -> List.of();
      case Decision.Undecided undecided -> List.of();
    };
  }

  private void delivery(String indent, BusTrace.Delivery delivery) {
    String target = indent + "-> " + delivery.target();
    switch (delivery.arrival()) {
      case Arrival.Queued(QueueMessage message) -> lines.add(target + ": " + message.body());
      case Arrival.Forwarded(BusTrace next) -> {
        lines.add(target);
        trace(indent + "  ", next);
      }
      case Arrival.Undelivered(DeliveryFailure failure, var letter) ->
          lines.add(
              target
                  + ": not delivered ("
                  + failure.code()
                  + ": "
                  + failure.message()
                  + "), "
                  + letter.map(m -> "dead letter on " + m.queueArn()).orElse("lost"));
      case Arrival.Elsewhere(String reason) -> lines.add(target + ": " + reason);
      case Arrival.Open(var question) ->
          lines.add(target + ": not decided, because of open question " + question.rule());
    }
  }
}
