package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateInspection;
import io.github.standpipe.machine.StateTest;
import io.github.standpipe.machine.TaskOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs one state by the interpreter with what it would see of a batch.
 *
 * @param values the value of a part of the batch
 * @param token the task token in the context object; empty for a state that is not a task
 */
record StateTrial(
    Scope scope, ArrayNode batch, Function<BatchPart, JsonNode> values, Optional<String> token) {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
  private static final UUID ID = new UUID(0, 0);

  /** What becomes of the state; a task times out. */
  StateInspection run(ObjectNode state) {
    return StateTest.of(state)
        .with(surroundings())
        .run(values.apply(scope.input()), call -> new TaskOutcome.TimedOut(), NOON, () -> ID);
  }

  private StateTest.Surroundings surroundings() {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    scope.variables().forEach((name, part) -> variables.put(name.substring(1), values.apply(part)));
    return new StateTest.Surroundings(
        variables,
        Optional.of(context()),
        Optional.empty(),
        0,
        OptionalInt.empty(),
        Optional.empty());
  }

  private ObjectNode context() {
    ObjectNode context = Json.object();
    context.putObject("Execution").put("Id", "id").put("Name", "name").set("Input", batch);
    context.putObject("StateMachine").put("Id", "id").put("Name", "name");
    context.putObject("State").put("Name", "state").put("EnteredTime", NOON.instant().toString());
    token.ifPresent(text -> context.putObject("Task").put("Token", text));
    ObjectNode item = context.putObject("Map").putObject("Item").put("Index", 0);
    item.set("Value", values.apply(scope.item()));
    return context;
  }
}
