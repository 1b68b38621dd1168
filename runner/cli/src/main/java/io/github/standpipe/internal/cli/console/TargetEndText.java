package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.fixture.TargetEnd;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;

/** What the target of a trace received and did, as text and as JSON. */
public record TargetEndText(PrintWriter out) {

  /** Prints the entries that were sent, what a bus did with them, and what a function answered. */
  public void print(TargetEnd end) {
    end.delivery().ifPresent(this::print);
    end.answer().ifPresent(answer -> block("answered", answer));
  }

  private void print(Delivery delivery) {
    block("sent with " + delivery.call(), delivery.json());
    delivery.routes().stream()
        .map(BusTrace::lines)
        .flatMap(lines -> lines.stream())
        .forEach(out::println);
  }

  private void block(String title, JsonNode json) {
    out.println(Ink.onTerminal().strong(title));
    Json.pretty(json).lines().forEach(line -> out.println("    " + line));
  }

  /** Adds {@code sent}, {@code answer} and {@code next} as far as there are any. */
  public static void fill(ObjectNode json, TargetEnd end) {
    end.delivery()
        .ifPresent(delivery -> {
          json.set("sent", delivery.json());
          if (!delivery.routes().isEmpty()) {
            var next = json.putArray("next");
            delivery.routes().forEach(route -> route.lines().forEach(next::add));
          }
        });
    end.answer().ifPresent(answer -> json.set("answered", answer));
  }
}
