package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.QueueMessage;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.local.EventFate;
import io.github.standpipe.internal.local.EventReport;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.json.Arn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of an event that was put on a bus of a run, in one line without payloads. */
record EventText(Ink ink) {

  /** {@code event 3f1d... bus orders: OrderRule -> OrderQueue; message 9a0c...}. */
  String line(EventReport report) {
    String id = report.id().isEmpty() ? "" : " " + report.id();
    return ink.quiet((report.replayed() ? "replayed event" : "event") + id + "  ")
        + end(report)
        + (report.messageIds().isEmpty()
            ? ""
            : "; "
                + (report.messageIds().size() == 1 ? "message " : "messages ")
                + String.join(", ", report.messageIds()));
  }

  private String end(EventReport report) {
    return switch (report.fate()) {
      case REFUSED -> ink.careful("refused") + ": " + report.trace().on();
      case DEDUPLICATED -> report.trace().on();
      default -> hops(report.trace());
    };
  }

  private String hops(BusTrace trace) {
    if (trace.routes().isEmpty()) {
      return ink.careful(trace.on());
    }
    List<String> hops = trace.routes().stream().flatMap(this::hops).toList();
    return trace.on()
        + ": "
        + (hops.isEmpty() ? ink.careful("matched by no rule") + reasons(trace) : join(hops));
  }

  private static String join(List<String> hops) {
    return String.join(", and ", hops);
  }

  private static String reasons(BusTrace trace) {
    return trace.routes().stream()
        .map(route -> name(route.where()) + reason(route.decision()))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String reason(Decision decision) {
    return switch (decision) {
      case Decision.Passed passed -> " sends nothing";
      case Decision.Rejected rejected -> " rejects it";
      case Decision.Off(String why) -> " is off: " + why;
      case Decision.Undecided(var question) -> " is undecided by question " + question.rule();
    };
  }

  private Stream<String> hops(BusTrace.Route route) {
    return route.deliveries().stream().map(to -> name(route.where()) + " -> " + hop(to));
  }

  private String hop(BusTrace.Delivery delivery) {
    return switch (delivery.arrival()) {
      case Arrival.Queued(QueueMessage message) -> Arn.name(message.queueArn());
      case Arrival.Forwarded(BusTrace next) -> hops(next);
      case Arrival.Undelivered(var failure, var letter) ->
          delivery.target()
              + ": "
              + ink.bad("not delivered")
              + " ("
              + failure.code()
              + (failure.retries() == 0 ? "" : " after " + failure.retries() + " retries")
              + "), "
              + letter.map(l -> "dead letter on " + Arn.name(l.queueArn())).orElse("lost");
      case Arrival.Elsewhere(String reason) -> delivery.target() + ": not followed here";
      case Arrival.Open(var question) ->
          delivery.target() + ": not decided, because of open question " + question.rule();
    };
  }

  /** The logical id behind the file and line. */
  static String name(String where) {
    return where.substring(where.lastIndexOf(' ') + 1);
  }

  /** {@code 5 put = 3 delivered + 1 matched by no rule + 1 refused + 0 dead-lettered}. */
  String balance(EventTally tally) {
    StringBuilder sum = new StringBuilder("%,d put".formatted(tally.put()));
    if (tally.replayed() > 0) {
      sum.append(" + %,d replayed".formatted(tally.replayed()));
    }
    sum.append(
        " = %,d delivered + %,d matched by no rule + %,d refused + %,d dead-lettered"
            .formatted(
                tally.count(EventFate.DELIVERED),
                tally.count(EventFate.UNMATCHED),
                tally.count(EventFate.REFUSED),
                tally.count(EventFate.DEAD_LETTERED)));
    append(sum, tally.count(EventFate.DEDUPLICATED), "deduplicated");
    append(sum, tally.count(EventFate.ELSEWHERE), "for other targets only");
    append(sum, tally.count(EventFate.UNDECIDED), "undecided");
    append(sum, tally.count(EventFate.LOST), "lost");
    return tally.accounted() ? ink.good(sum.toString()) : ink.bad("not accounted for: " + sum);
  }

  private static void append(StringBuilder sum, int events, String what) {
    if (events > 0) {
      sum.append(" + %,d %s".formatted(events, what));
    }
  }
}
