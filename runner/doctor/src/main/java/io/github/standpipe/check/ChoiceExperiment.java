package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.check.WitnessEvent.LeafKind;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateInspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has the interpreter decide a rule of a Choice on batches that differ in all that a template
 * leaves open: in their size, in the fields of the events and in the types of what they hold.
 *
 * @param text what the rule says, whose fields the events have
 */
record ChoiceExperiment(String text, boolean jsonata, Scope scope) {
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
        new StateTrial(scope, batch, part -> part(part, batch, event), Optional.empty()).run(state);
    return ended.status() == StateInspection.Status.SUCCEEDED
        ? ended.nextState().map("Yes"::equals)
        : Optional.empty();
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
