package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.PutLine;
import io.github.standpipe.internal.cli.console.RunEvents;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.internal.local.EventReport;
import io.github.standpipe.internal.local.EventTally;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines that a run prints about the events that it accepts in front of its queue. */
final class EventLines {
  private final PrintWriter out;
  private final Ink ink;
  private final EventText text;
  private Optional<Door> door = Optional.empty();

  EventLines(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
    this.text = new EventText(ink);
  }

  private record Door(RunEvents events, EventEndpoint endpoint) {}

  /** A row of a summary. */
  @FunctionalInterface
  interface Row {
    void print(String name, int number, String what);
  }

  void takes(RunEvents events, EventEndpoint endpoint, String queue) {
    door = Optional.of(new Door(events, endpoint));
    List<String> buses =
        Stream.concat(endpoint.buses().stream(), endpoint.customBuses().stream()).toList();
    out.println("  events      " + Words.some(buses) + " on " + endpoint.uri());
    if (!events.reachTheQueue()) {
      out.println(
          "  "
              + ink.careful("nothing arrives")
              + ": no rule or subscriber of the template sends to "
              + queue);
    }
  }

  void follows(String region) {
    door.ifPresent(open -> {
      out.println("To let a publisher put events here, start it in a shell with:");
      out.println("  " + PutLine.pointing(open.endpoint().uri()));
      if (!open.endpoint().buses().isEmpty()) {
        out.println("To put one:");
        out.println("  " + PutLine.putting(open.events(), open.endpoint(), region));
      }
    });
  }

  void put(EventReport report, boolean values) {
    out.println(text.line(report));
    if (values) {
      report.trace().lines().forEach(line -> out.println("  " + line));
    }
  }

  void rows(EventTally put, Row row) {
    if (put.equals(EventTally.NONE)) {
      return;
    }
    row.print("put", put.put(), "events, in " + Words.count(put.calls(), "call"));
    if (put.replayed() > 0) {
      row.print("replayed", put.replayed(), "events of archives");
    }
    row.print("on the queue", put.messages(), "messages of events");
    if (put.elsewhere() > 0) {
      row.print("elsewhere", put.elsewhere(), "deliveries to other targets, only shown");
    }
  }

  void ends(EventTally put) {
    if (!put.equals(EventTally.NONE)) {
      out.println(text.balance(put));
    }
  }
}
