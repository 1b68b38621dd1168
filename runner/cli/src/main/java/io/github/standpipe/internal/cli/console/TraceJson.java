package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A trace as JSON; {@code docs/commands.md} describes its shape. */
public final class TraceJson {

  private TraceJson() {}

  public static ObjectNode of(
      Pipe pipe, Trace trace, String takenAs, List<CollectedQuarantine.Message> quarantined) {
    ObjectNode json = Json.object();
    json.put("pipe", trace.pipe()).put("takenAs", takenAs);
    ObjectNode stages = json.putObject("stages");
    trace
        .payloads()
        .forEach((stage, payload) -> stages.putArray(stage.toString()).addAll(payload.items()));
    Set<String> ids =
        quarantined.stream()
            .map(CollectedQuarantine.Message::messageId)
            .collect(Collectors.toSet());
    fill(json, trace.quarantining(ids));
    json.set("warnings", warnings(pipe.warnings()).addAll(warnings(trace.warnings())));
    ArrayNode messages = json.putArray("quarantined");
    quarantined.forEach(
        m -> messages.addObject().put("messageId", m.messageId()).put("reason", m.reason()));
    return json;
  }

  /** Records, outcome and warnings, without payloads. */
  public static ObjectNode fill(ObjectNode json, Trace trace) {
    ArrayNode records = json.putArray("records");
    trace
        .records()
        .forEach(record ->
            records
                .addObject()
                .put("messageId", record.messageId())
                .put("fate", record.fate().name().toLowerCase(Locale.ROOT)));
    json.set("outcome", outcome(trace.outcome()));
    json.set("warnings", warnings(trace.warnings()));
    return json;
  }

  private static ObjectNode outcome(Outcome outcome) {
    ObjectNode json = Json.object();
    return switch (outcome) {
      case Outcome.Delivered delivered -> json.put("kind", "delivered");
      case Outcome.Discarded(var after) ->
          json.put("kind", "discarded").put("stage", after.toString());
      case Outcome.Returned(var at, String cause) ->
          json.put("kind", "returned").put("stage", at.toString()).put("cause", cause);
    };
  }

  public static ArrayNode warnings(List<Warning> warnings) {
    ArrayNode json = Json.array();
    warnings.forEach(w -> json.addObject().put("rule", w.rule()).put("message", w.message()));
    return json;
  }
}
