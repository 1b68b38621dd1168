package io.github.standpipe.internal.cli.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;

/** The state of a deployed pipe, as text and as JSON. */
final class StatusText {
  private StatusText() {}

  static void print(DeployedPipe pipe, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    String state = pipe.hasFailed() ? ink.bad(pipe.state()) : ink.good(pipe.state());
    out.println(ink.strong(pipe.name()) + "  " + state + "  desired " + pipe.desired());
    pipe.reason().ifPresent(reason -> out.println("  reason      " + reason.strip()));
    pipe.advice().ifPresent(advice -> out.println("  to do       " + advice));
    line(out, "source", pipe.text("Source"));
    line(out, "enrichment", pipe.text("Enrichment"));
    line(out, "target", pipe.text("Target"));
    line(out, "created", text(pipe.created()));
    line(out, "changed", text(pipe.modified()));
    pipe.stack().ifPresent(stack -> line(out, "stack", stack));
  }

  private static void line(PrintWriter out, String title, String value) {
    if (!value.isEmpty()) {
      out.println("  %-12s%s".formatted(title, value));
    }
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  static ObjectNode json(DeployedPipe pipe) {
    ObjectNode json = Json.object();
    json.put("name", pipe.name()).put("arn", pipe.arn());
    json.put("state", pipe.state()).put("desired", pipe.desired());
    json.put("reason", pipe.reason().orElse(null)).put("advice", pipe.advice().orElse(null));
    json.put("created", pipe.created().map(Instant::toString).orElse(null));
    json.put("changed", pipe.modified().map(Instant::toString).orElse(null));
    json.put("stack", pipe.stack().orElse(null));
    return json;
  }
}
