package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the data through one state. */
record StateFollower(
    MachineFollower machine, String name, Property state, boolean jsonata, MachineScope scope) {
  private static final JsonNode EMPTY = Json.object();

  /** Fields whose paths are not the state's input, or are followed in a way of their own. */
  private static final Set<String> APART =
      Set.of(
          "Branches",
          "ItemProcessor",
          "Iterator",
          "ResultSelector",
          "Catch",
          "Retry",
          "Comment",
          "Result",
          "Assign",
          "Choices",
          "InputPath",
          "OutputPath",
          "ResultPath",
          "Parameters",
          "Arguments",
          "Output",
          "ItemsPath",
          "Items",
          "ItemSelector");

  private Readings readings() {
    return machine.readings();
  }

  private String type() {
    return state.get("Type").text().orElse("");
  }

  private boolean has(String field) {
    return !state.get(field).isAbsent();
  }

  void follow(MachineFollower.Ways ways) {
    MachineScope own = scope.with(selected("InputPath", scope, scope.input()));
    remaining(own);
    FollowedValue result =
        switch (type()) {
          case "Task" -> task(own);
          case "Pass" -> pass(own);
          case "Parallel" -> parallel(own);
          case "Map" -> map(own);
          default -> own.input();
        };
    new ChoiceFollower(this, own).follow(ways);
    boolean isMade = Set.of("Task", "Pass", "Parallel", "Map").contains(type());
    FollowedValue combined = isMade && !jsonata ? combined(result, own) : result;
    boolean isOwn = !Set.of("Task", "Parallel", "Map").contains(type());
    MachineScope after = assigned(state.get("Assign"), isOwn || jsonata ? own : own.with(result));
    FollowedValue output = output(combined, own);
    catches(ways, own);
    if (has("Next")) {
      ways.next(state.get("Next"), after.with(output));
    } else if (!type().equals("Choice")) {
      ways.end(output);
    }
    ways.next(state.get("Default"), after.with(output));
  }

  private FollowedValue task(MachineScope own) {
    Property sent = state.get(jsonata ? "Arguments" : "Parameters");
    FollowedValue all = sent.isAbsent() ? own.input() : template(sent, own);
    readings().whole(all, Use.COMPUTED, place(sent.isAbsent() ? state : sent));
    return selector(FollowedValue.UNKNOWN, own);
  }

  private FollowedValue selector(FollowedValue result, MachineScope own) {
    Property selector = state.get("ResultSelector");
    return selector.isAbsent() || jsonata ? result : template(selector, own.with(result));
  }

  private FollowedValue pass(MachineScope own) {
    Property result = state.get("Result");
    if (!result.isAbsent() && !jsonata) {
      return result
          .json()
          .<FollowedValue>map(FollowedValue.Fixed::new)
          .orElse(FollowedValue.UNKNOWN);
    }
    return has("Parameters") && !jsonata ? template(state.get("Parameters"), own) : own.input();
  }

  private FollowedValue parallel(MachineScope own) {
    Property sent = state.get(jsonata ? "Arguments" : "Parameters");
    MachineScope inside = sent.isAbsent() ? own : own.with(template(sent, own));
    List<FollowedValue> results = new ArrayList<>();
    for (Property branch : state.get("Branches").items()) {
      results.add(machine.flow(branch, jsonata, inside));
    }
    return selector(new FollowedValue.BuiltList(results), own);
  }

  private FollowedValue map(MachineScope own) {
    FollowedValue items = has("ItemReader") ? FollowedValue.UNKNOWN : items(own);
    readings().items(items, place(state));
    Property processor = state.get(has("ItemProcessor") ? "ItemProcessor" : "Iterator");
    MachineScope inside = own.each(items.item());
    List<FollowedValue> results = new ArrayList<>();
    readings()
        .under(
            "each of " + name, () -> results.add(machine.flow(processor, jsonata, item(inside))));
    return selector(new FollowedValue.BuiltList(results), own);
  }

  private MachineScope item(MachineScope inside) {
    Property selector = state.get(has("ItemSelector") ? "ItemSelector" : "Parameters");
    boolean isSelected = !selector.isAbsent() && (has("ItemSelector") || !jsonata);
    FollowedValue each = isSelected ? template(selector, inside) : inside.item();
    Property batcher = state.get("ItemBatcher");
    if (!batcher.isAbsent()) {
      FollowedValue shared = template(batcher.get("BatchInput"), inside);
      FollowedValue list = new FollowedValue.BuiltList(List.of(each));
      each = new FollowedValue.Built(Map.of("Items", list, "BatchInput", shared), Optional.empty());
    }
    boolean isApart =
        state.get("ItemProcessor").get("ProcessorConfig").get("Mode").text().stream()
            .anyMatch("DISTRIBUTED"::equals);
    return (isApart ? inside.apart() : inside).with(each);
  }

  private FollowedValue items(MachineScope own) {
    Property items = state.get("Items");
    return jsonata && !items.isAbsent()
        ? template(items, own)
        : selected("ItemsPath", own, own.input());
  }

  /** What a field with one path selects; all of it if the field is absent. */
  private FollowedValue selected(String field, MachineScope from, FollowedValue otherwise) {
    Property path = state.get(field);
    if (path.isAbsent() || jsonata) {
      return otherwise;
    }
    return path.kind().equals("null")
        ? new FollowedValue.Fixed(EMPTY)
        : path.text().map(text -> evaluate(text, path, from)).orElse(FollowedValue.UNKNOWN);
  }

  /** The result inside the input, or in its place. */
  private FollowedValue combined(FollowedValue result, MachineScope own) {
    return into(state.get("ResultPath"), result);
  }

  private FollowedValue into(Property path, FollowedValue result) {
    if (path.isAbsent()) {
      return result;
    }
    String text = path.kind().equals("null") ? "" : path.text().orElse("$");
    List<PathRead> reads = JsonPathReads.in(text);
    if (text.isEmpty() || reads.isEmpty()) {
      return scope.input();
    }
    List<String> steps = new ArrayList<>();
    reads.getFirst().steps().forEach(step -> steps.add(String.valueOf(step.key())));
    return put(scope.input(), steps, result);
  }

  private static FollowedValue put(FollowedValue into, List<String> steps, FollowedValue value) {
    if (steps.isEmpty()) {
      return value;
    }
    String key = steps.getFirst();
    FollowedValue below = put(into.get(key), steps.subList(1, steps.size()), value);
    Map<String, FollowedValue> keys = new LinkedHashMap<>();
    Optional<FollowedValue.Rest> rest = Optional.of(new FollowedValue.Rest(into, Set.of(key)));
    if (into instanceof FollowedValue.Built built) {
      keys.putAll(built.keys());
      rest = built.rest();
    }
    keys.put(key, below);
    return new FollowedValue.Built(keys, rest);
  }

  private FollowedValue output(FollowedValue combined, MachineScope own) {
    return jsonata
        ? has("Output") ? template(state.get("Output"), own) : combined
        : selected("OutputPath", own.with(combined), combined);
  }

  private void catches(MachineFollower.Ways ways, MachineScope own) {
    for (Property one : state.get("Catch").items()) {
      FollowedValue output =
          !jsonata
              ? into(one.get("ResultPath"), FollowedValue.UNKNOWN)
              : one.get("Output").isAbsent()
                  ? FollowedValue.UNKNOWN
                  : template(one.get("Output"), own);
      ways.next(one.get("Next"), assigned(one.get("Assign"), own).with(output));
    }
  }

  MachineScope assigned(Property assign, MachineScope from) {
    Map<String, FollowedValue> variables = new LinkedHashMap<>();
    for (String key : assign.keys()) {
      boolean isPath = !jsonata && key.endsWith(".$");
      String variable = isPath ? key.substring(0, key.length() - 2) : key;
      variables.put("$" + variable, field(assign.get(key), isPath, from));
    }
    return scope.assigned(variables).with(from.input());
  }

  FollowedValue template(Property value, MachineScope from) {
    if (value.isMapping()) {
      Map<String, FollowedValue> fields = new LinkedHashMap<>();
      for (String key : value.keys()) {
        boolean isPath = !jsonata && key.endsWith(".$");
        String field = isPath ? key.substring(0, key.length() - 2) : key;
        fields.put(field, field(value.get(key), isPath, from));
      }
      return new FollowedValue.Built(fields, Optional.empty());
    }
    if (value.isList()) {
      return new FollowedValue.BuiltList(
          value.items().stream().map(item -> template(item, from)).toList());
    }
    return field(value, false, from);
  }

  private FollowedValue field(Property value, boolean isPath, MachineScope from) {
    if (value.isMapping() || value.isList()) {
      return template(value, from);
    }
    boolean isExpression = jsonata && value.text().orElse("").strip().startsWith("{%");
    if ((isPath || isExpression) && value.isText()) {
      return evaluate(value.text().orElse(""), value, from);
    }
    return value.json().<FollowedValue>map(FollowedValue.Fixed::new).orElse(FollowedValue.UNKNOWN);
  }

  /** The fields that hold only paths or expressions. */
  private void remaining(MachineScope own) {
    for (String key : state.keys()) {
      Property value = state.get(key);
      if (APART.contains(key) || key.equals("ItemBatcher") && !jsonata) {
        continue;
      }
      if (value.isText() && (jsonata || key.endsWith("Path"))) {
        machine.paths(jsonata).read(value.text().orElse(""), own, Use.REQUIRED, place(value));
      } else if (!value.isText()) {
        readings().whole(template(value, own), Use.COMPUTED, place(value));
      }
    }
    batcher(own);
  }

  private void batcher(MachineScope own) {
    Property batcher = state.get("ItemBatcher");
    for (String key : batcher.keys()) {
      Property value = batcher.get(key);
      if (value.isText() && key.endsWith("Path")) {
        machine.paths(jsonata).read(value.text().orElse(""), own, Use.REQUIRED, place(value));
      }
    }
  }

  private FollowedValue evaluate(String text, Property at, MachineScope from) {
    return machine.paths(jsonata).evaluate(text, from, place(at));
  }

  String place(Property at) {
    return machine.place(name, at);
  }
}
