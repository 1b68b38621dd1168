package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.json.Printable;
import io.github.standpipe.machine.ChoiceReasons;
import io.github.standpipe.machine.MachineStep;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The measured parts of a state machine: its states, the rules of its Choices, its retriers and
 * catchers, and its Maps without and with items.
 */
final class MeasuredMachine {
  private final List<MachineSpot> spots = new ArrayList<>();
  private final UnaryOperator<String> fromRoot;
  private int position;

  /**
   * Reads a definition.
   *
   * @param json the same definition after its substitutions
   * @param fromRoot makes a path relative to the project's folder
   */
  MeasuredMachine(Property definition, JsonNode json, UnaryOperator<String> fromRoot) {
    this.fromRoot = fromRoot;
    spots.addAll(flow(definition, json));
  }

  List<Spot> spots() {
    return spots.stream().map(MachineSpot::spot).toList();
  }

  /** The outcomes that these steps show, in the numbering of {@link Marks}. */
  BitSet outcomes(Collection<MachineStep> steps) {
    BitSet reached = new BitSet();
    for (int i = 0; i < spots.size(); i++) {
      for (MachineStep step : steps) {
        int outcome = spots.get(i).outcome(step);
        if (outcome != MachineSpot.NONE) {
          reached.set(Marks.number(i, outcome));
        }
      }
    }
    return reached;
  }

  private List<MachineSpot> flow(Property at, JsonNode json) {
    List<MachineSpot> parts = new ArrayList<>();
    json.path("States")
        .properties()
        .forEach(state ->
            parts.addAll(
                state(at.get("States").get(state.getKey()), state.getKey(), state.getValue())));
    return parts;
  }

  /**
   * A state, then its parts, which lie in its span, so that an unvisited state is listed only once.
   */
  private List<MachineSpot> state(Property at, String name, JsonNode json) {
    int from = position++;
    List<MachineSpot> inside = new ArrayList<>();
    choices(at, name, json, inside);
    retriers(at, name, json.path("Retry"), inside);
    catchers(at, name, json.path("Catch"), inside);
    if (json.path("Type").asText().equals("Map")) {
      inside.add(part(SpotKind.ITERATION, at, name, name, 0));
    }
    for (String processor : List.of("ItemProcessor", "Iterator")) {
      inside.addAll(flow(at.get(processor), json.path(processor)));
    }
    JsonNode branches = json.path("Branches");
    for (int i = 0; i < branches.size(); i++) {
      inside.addAll(flow(item(at, "Branches", i), branches.get(i)));
    }
    List<MachineSpot> parts = new ArrayList<>();
    SourceSpan span = new SourceSpan(from, position++);
    parts.add(spot(SpotKind.STATE, at, name, name, 0, span, MissingNode.getInstance()));
    parts.addAll(inside);
    return parts;
  }

  private void choices(Property at, String name, JsonNode json, List<MachineSpot> parts) {
    JsonNode rules = json.path("Choices");
    for (int i = 0; i < rules.size(); i++) {
      String text = name + ": Choices[" + i + "] to " + rules.get(i).path("Next").asText();
      parts.add(part(SpotKind.CHOICE, item(at, "Choices", i), name, text, i));
      comparisons(item(at, "Choices", i), name, i, rules.get(i), parts);
    }
    if (json.has("Default") && json.has("Choices")) {
      String text = name + ": Default to " + json.get("Default").asText();
      parts.add(part(SpotKind.CHOICE, at.get("Default"), name, text, rules.size()));
    }
  }

  private void comparisons(
      Property at, String name, int rule, JsonNode json, List<MachineSpot> parts) {
    List<String> texts = ChoiceReasons.comparisons(json.path("Condition").asText());
    for (int i = 0; i < texts.size(); i++) {
      String text = name + ": Choices[" + rule + "]: " + Printable.shortened(texts.get(i), 80);
      int place = MachineSpot.place(rule, i);
      parts.add(part(SpotKind.COMPARISON, at, name, text, place));
    }
  }

  private void retriers(Property at, String name, JsonNode list, List<MachineSpot> parts) {
    for (int i = 0; i < list.size(); i++) {
      String text = name + ": Retry[" + i + "] of " + errors(list.get(i));
      SourceSpan span = next();
      parts.add(spot(SpotKind.RETRIER, item(at, "Retry", i), name, text, i, span, list));
    }
  }

  private void catchers(Property at, String name, JsonNode list, List<MachineSpot> parts) {
    for (int i = 0; i < list.size(); i++) {
      String next = list.get(i).path("Next").asText();
      String text = name + ": Catch[" + i + "] of " + errors(list.get(i)) + " to " + next;
      parts.add(part(SpotKind.CATCHER, item(at, "Catch", i), name, text, i));
    }
  }

  private static String errors(JsonNode handler) {
    return String.join(
        ", ", handler.path("ErrorEquals").valueStream().map(JsonNode::asText).toList());
  }

  private static Property item(Property at, String key, int index) {
    List<Property> items = at.get(key).items();
    return index < items.size() ? items.get(index) : at.get(key);
  }

  private MachineSpot part(SpotKind kind, Property at, String state, String text, int place) {
    return spot(kind, at, state, text, place, next(), MissingNode.getInstance());
  }

  private SourceSpan next() {
    return new SourceSpan(position++, position);
  }

  private MachineSpot spot(
      SpotKind kind,
      Property at,
      String state,
      String text,
      int place,
      SourceSpan span,
      JsonNode list) {
    Spot spot = new Spot(kind, fromRoot.apply(at.at().where()), text, span, List.of());
    return new MachineSpot(spot, state, place, list);
  }
}
