package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.check.WitnessEvent.LeafKind;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateInspection;
import io.github.standpipe.machine.StateTest;
import io.github.standpipe.machine.TaskOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Has the interpreter decide a rule of a Choice on batches that differ in all that a template
 * leaves open: in their size, in the fields of the events and in the types of what they hold.
 *
 * @param text what the rule says, whose fields the events have
 */
record ChoiceExperiment(String text, boolean jsonata, Scope scope) {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
  private static final UUID ID = new UUID(0, 0);
  private static final int[] SIZES = {1, 2, 3, 10};

  /** Whether the rule holds for every batch; MAYBE also if it fails the state for one. */
  Certainty holds(ObjectNode rule) {
    Optional<Certainty> all = Optional.empty();
    for (int size : SIZES) {
      for (JsonNode event : events()) {
        Optional<Boolean> holds = holds(rule, size, event);
        Certainty one = holds.map(Certainty::of).orElse(Certainty.MAYBE);
        if (one == Certainty.MAYBE || all.isPresent() && all.get() != one) {
          return Certainty.MAYBE;
        }
        all = Optional.of(one);
      }
    }
    return all.orElse(Certainty.MAYBE);
  }

  private List<JsonNode> events() {
    WitnessEvent witness = new WitnessEvent(text, scope.raw());
    List<JsonNode> events = new ArrayList<>();
    for (LeafKind leaf : LeafKind.values()) {
      events.add(witness.event(leaf, 0));
    }
    if (scope.raw()) {
      events.add(Json.object().put("messageId", "message-0").put("body", "text"));
    } else {
      events.add(Json.object());
      events.add(TextNode.valueOf("text"));
      events.add(Json.array().addNull().get(0));
    }
    return events;
  }

  private Optional<Boolean> holds(ObjectNode rule, int size, JsonNode event) {
    ObjectNode state = Json.object().put("Type", "Choice").put("Default", "No");
    state.put("QueryLanguage", jsonata ? "JSONata" : "JSONPath");
    state.putArray("Choices").add(rule.deepCopy().put("Next", "Yes"));
    ArrayNode batch = Json.array();
    for (int i = 0; i < size; i++) {
      batch.add(event);
    }
    StateInspection ended =
        StateTest.of(state)
            .with(surroundings(batch, event))
            .run(
                part(scope.input(), batch, event), c -> new TaskOutcome.TimedOut(), NOON, () -> ID);
    return ended.status() == StateInspection.Status.SUCCEEDED
        ? ended.nextState().map("Yes"::equals)
        : Optional.empty();
  }

  private StateTest.Surroundings surroundings(ArrayNode batch, JsonNode event) {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    scope
        .variables()
        .forEach((name, part) -> variables.put(name.substring(1), part(part, batch, event)));
    ObjectNode context = Json.object();
    context.putObject("Execution").put("Id", "id").put("Name", "name").set("Input", batch);
    context.putObject("StateMachine").put("Id", "id").put("Name", "name");
    context.putObject("State").put("Name", "state").put("EnteredTime", NOON.instant().toString());
    ObjectNode item = context.putObject("Map").putObject("Item").put("Index", 0);
    item.set("Value", part(scope.item(), batch, event));
    return new StateTest.Surroundings(
        variables,
        Optional.of(context),
        Optional.empty(),
        0,
        OptionalInt.empty(),
        Optional.empty());
  }

  private static JsonNode part(BatchPart part, ArrayNode batch, JsonNode event) {
    return switch (part) {
      case BatchPart.Whole whole -> batch;
      case BatchPart.Event one -> event;
      case BatchPart.BodyText body -> TextNode.valueOf(Json.text(event));
      case BatchPart.Made made -> {
        ObjectNode object = Json.object();
        made.fields().forEach((name, field) -> object.set(name, part(field, batch, event)));
        yield object;
      }
      case BatchPart.Other other -> event;
    };
  }
}
