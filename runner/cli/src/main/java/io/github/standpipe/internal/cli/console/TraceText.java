package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trace as text: each stage with what it changed. */
public final class TraceText {
  private final PrintWriter out;
  private final Ink ink = Ink.onTerminal();
  private final List<Explanation> filter;
  private final Evidence evidence;

  public TraceText(PrintWriter out) {
    this(out, List.of(), new Evidence());
  }

  /** A text that also shows what the filter did with each record, and what the function did. */
  public TraceText(PrintWriter out, List<Explanation> filter, Evidence evidence) {
    this.out = out;
    this.filter = filter;
    this.evidence = evidence;
  }

  public void print(
      Pipe pipe, Trace trace, String takenAs, List<CollectedQuarantine.Message> quarantined) {
    out.println(ink.strong(trace.pipe()) + "  the input was taken as " + takenAs);
    stages(trace);
    if (trace.at(Stage.ENRICHED).isEmpty()) {
      explain(Stage.ENRICHED);
    }
    new ExplainText(out).failures(evidence.failed(), "    ");
    outcome(pipe, trace, quarantined);
    quarantined.forEach(
        m -> out.println(ink.careful("quarantined") + ": " + m.messageId() + ": " + m.reason()));
    pipe.warnings().forEach(this::warning);
    trace.warnings().forEach(this::warning);
  }

  /** Each stage that was reached, with its payload if it changed. */
  public void stages(Trace trace) {
    Payload before = null;
    for (Map.Entry<Stage, Payload> seen : trace.payloads().entrySet()) {
      stage(seen.getKey(), before, seen.getValue());
      explain(seen.getKey());
      before = seen.getValue();
    }
  }

  private void explain(Stage stage) {
    ExplainText text = new ExplainText(out);
    if (stage == Stage.FILTERED && filter.stream().anyMatch(e -> !e.patterns().isEmpty())) {
      text.filter(filter, "    ");
    }
    if (stage == Stage.ENRICHED) {
      text.lookups(evidence.asked(), "    ");
    }
  }

  private void stage(Stage stage, @Nullable Payload before, Payload seen) {
    String title = ink.strong("%d %-17s".formatted(stage.ordinal() + 1, stage));
    String size = Words.count(seen.items().size(), noun(stage));
    boolean unchanged = seen.equals(before);
    String bytes = stage == Stage.TARGET_INPUT ? ", " + Words.count(seen.size(), "byte") : "";
    out.println(title + size + bytes + (unchanged ? ink.quiet("  unchanged") : ""));
    if (!unchanged && !seen.items().isEmpty()) {
      if (before != null) {
        PathChange.ofEvents(before, seen)
            .ifPresent(change -> out.println("    " + ink.quiet(change)));
      }
      Json.pretty(Json.array().addAll(seen.items().stream().map(TraceText::onOneLine).toList()))
          .lines()
          .forEach(line -> out.println("    " + line));
    }
  }

  /** The item with a JSON body in compact form: for reading, not as it is on the wire. */
  private static JsonNode onOneLine(JsonNode item) {
    try {
      JsonNode body = Json.parse(item.path("body").asText());
      return body.isContainerNode()
          ? item.<ObjectNode>deepCopy().put("body", Json.text(body))
          : item;
    } catch (JsonProcessingException e) {
      return item; // a text body is printed as it is
    }
  }

  private static String noun(Stage stage) {
    return switch (stage) {
      case SOURCE, FILTERED -> "record";
      case ENRICHMENT_INPUT -> "item";
      case ENRICHED, TARGET_INPUT -> "event";
    };
  }

  private void outcome(Pipe pipe, Trace trace, List<CollectedQuarantine.Message> quarantined) {
    Set<String> ids =
        quarantined.stream()
            .map(CollectedQuarantine.Message::messageId)
            .collect(Collectors.toSet());
    String kind = trace.quarantining(ids).isQuarantined() ? "quarantined" : "discarded";
    out.println(
        switch (trace.outcome()) {
          case Outcome.Delivered delivered ->
              ink.good("delivered")
                  + ": "
                  + TargetText.delivered(pipe, trace.targetInput().items().size());
          case Outcome.Discarded(Stage after) ->
              ink.careful(kind)
                  + ": nothing was left after "
                  + after
                  + "; "
                  + TargetText.none(pipe.target());
          case Outcome.Returned(Stage at, String cause) ->
              ink.bad("returned") + " at " + at + ": " + cause;
        });
  }

  private void warning(Warning warning) {
    out.println(ink.careful("warning") + " [" + warning.rule() + "] " + warning.message());
  }
}
