package io.github.standpipe.check;

import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.check.BatchPath.Use;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One state with its input: what it reads, and what it passes to which state. */
final class StateStep {
  /** Takes each path that is read, the key that holds it, and its place. */
  interface Reader {
    void read(BatchPath path, String key, Place at);
  }

  /** A state that another leads to. */
  interface Ways {
    void next(Property target, Scope after);

    void below(Property machine, Scope inside, String branch);
  }

  /** Keys that are not paths of the state's input, or are read in a special way. */
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

  private static final int MOST_DEEP = 12;

  private final Property state;
  private final boolean jsonata;
  private final Scope given;
  private final Reader reader;
  private final String type;

  StateStep(Property state, boolean jsonata, Scope given, Reader reader) {
    this.state = state;
    this.jsonata = jsonata;
    this.given = given;
    this.reader = reader;
    this.type = state.get("Type").text().orElse("");
  }

  void run(Ways ways) {
    BatchPart input = path("InputPath", given, given.input());
    Scope scope = given.with(input);
    remaining(scope);
    BatchPart sent = sent(scope);
    BatchPart result =
        switch (type) {
          case "Choice", "Wait", "Succeed", "Fail" -> input;
          case "Pass" -> state.get("Result").isAbsent() ? sent : BatchPart.OTHER;
          default -> BatchPart.OTHER;
        };
    if (type.equals("Task")
        && sent instanceof BatchPart.Whole
        && isAbsent("Parameters", "Arguments")) {
      whole();
    }
    below(scope, sent, ways);
    BatchPart output = output(scope, combined(result));
    Scope after = assigned(state.get("Assign"), scope).with(output);
    choices(scope, ways);
    catches(ways, scope);
    ways.next(state.get("Next"), after);
    if (type.equals("Choice") && !isDecided(scope)) {
      ways.next(state.get("Default"), after);
    }
  }

  private boolean isAbsent(String... keys) {
    return List.of(keys).stream().allMatch(key -> state.get(key).isAbsent());
  }

  private void whole() {
    String root = jsonata ? "$states.input" : "$";
    reader.read(
        new BatchPath(root, Use.WHOLE, BatchPart.WHOLE, false, jsonata, true, Optional.empty()),
        "input",
        state.at());
  }

  /** What a field with one path selects; the whole input if the field is absent. */
  private BatchPart path(String key, Scope scope, BatchPart otherwise) {
    Property path = state.get(key);
    if (path.isAbsent() || jsonata || path.text().equals(Optional.of("$"))) {
      boolean nothing = !jsonata && path.kind().equals("null");
      return nothing ? BatchPart.OTHER : otherwise;
    }
    return path.text().map(text -> text(text, false, key, path, scope)).orElse(BatchPart.OTHER);
  }

  private BatchPart sent(Scope scope) {
    Property template = state.get(jsonata ? "Arguments" : "Parameters");
    boolean map = type.equals("Map");
    return template.isAbsent() || map ? scope.input() : template(template, "Parameters", scope);
  }

  /** The result inside the input, or in its place. */
  private BatchPart combined(BatchPart result) {
    Property path = state.get("ResultPath");
    if (jsonata || Set.of("Choice", "Wait", "Succeed", "Fail").contains(type)) {
      return result;
    }
    if (path.kind().equals("null")) {
      return given.input();
    }
    return path.isAbsent() ? result : into(path, result);
  }

  /** A result is put into the input, which must be an object for that. */
  private BatchPart into(Property path, BatchPart result) {
    String text = path.text().orElse("$");
    if (!text.startsWith("$.")) {
      return text.equals("$") ? result : BatchPart.OTHER;
    }
    if (given.input() instanceof BatchPart.Whole && isAbsent("InputPath")) {
      text(text, false, "ResultPath", path, given);
    }
    return given.input() instanceof BatchPart.Made made
            && made.depth() < MOST_DEEP
            && text.matches("\\$\\.\\w+")
        ? new BatchPart.Made(BatchPath.with(made.fields(), text.substring(2), result))
        : BatchPart.OTHER;
  }

  private BatchPart output(Scope scope, BatchPart combined) {
    if (!jsonata) {
      return path("OutputPath", scope.with(combined), combined);
    }
    Property output = state.get("Output");
    return output.isAbsent() ? combined : template(output, "Output", scope);
  }

  private Scope assigned(Property assign, Scope scope) {
    Map<String, BatchPart> variables = new HashMap<>(scope.variables());
    boolean input = Set.of("Pass", "Choice", "Wait").contains(type) || jsonata;
    Scope from = input ? scope : scope.with(BatchPart.OTHER);
    for (String key : assign.keys()) {
      boolean path = key.endsWith(".$");
      Property value = assign.get(key);
      BatchPart part =
          value.isText() && (jsonata || path)
              ? text(value.text().orElse(""), jsonata, key, value, from)
              : template(value, key, from);
      variables.put("$" + (path ? key.substring(0, key.length() - 2) : key), part);
    }
    return new Scope(scope.input(), scope.item(), Map.copyOf(variables), scope.raw());
  }

  private void choices(Scope scope, Ways ways) {
    for (Property rule : state.get("Choices").items()) {
      Certainty answer = jsonata ? condition(rule, scope) : comparison(rule, scope);
      if (answer != Certainty.NO) {
        Property output = rule.get("Output");
        BatchPart part =
            output.isAbsent() || !jsonata ? scope.input() : template(output, "Output", scope);
        ways.next(rule.get("Next"), assigned(rule.get("Assign"), scope).with(part));
      }
      if (answer == Certainty.YES) {
        return;
      }
    }
  }

  private boolean isDecided(Scope scope) {
    return state.get("Choices").items().stream()
        .map(rule -> jsonata ? condition(rule, scope) : ChoiceTruth.of(rule, scope).answer())
        .anyMatch(answer -> answer == Certainty.YES);
  }

  private Certainty condition(Property rule, Scope scope) {
    Property condition = rule.get("Condition");
    String text = condition.text().orElse("");
    Certainty answer = ChoiceTruth.of(text, scope);
    if (answer != Certainty.NO) {
      text(text, true, "Condition", condition, scope);
    }
    return answer;
  }

  private Certainty comparison(Property rule, Scope scope) {
    ChoiceTruth truth = ChoiceTruth.of(rule, scope);
    for (Property read : truth.read()) {
      for (String key : read.keys()) {
        if (key.equals("Variable") || key.endsWith("Path")) {
          Property path = read.get(key);
          path.text().ifPresent(text -> text(text, false, key, path, scope));
        }
      }
    }
    return truth.answer();
  }

  private void catches(Ways ways, Scope scope) {
    for (Property one : state.get("Catch").items()) {
      Property path = one.get("ResultPath");
      BatchPart part = BatchPart.OTHER;
      if (!jsonata && path.kind().equals("null")) {
        part = given.input();
      } else if (!jsonata && !path.isAbsent()) {
        part = into(path, BatchPart.OTHER);
      } else if (jsonata && !one.get("Output").isAbsent()) {
        part = template(one.get("Output"), "Output", scope);
      }
      ways.next(one.get("Next"), scope.with(part));
    }
  }

  private void below(Scope scope, BatchPart sent, Ways ways) {
    List<Property> branches = state.get("Branches").items();
    for (int i = 0; i < branches.size(); i++) {
      ways.below(branches.get(i), scope.with(sent), "/" + i);
    }
    if (!type.equals("Map")) {
      return;
    }
    BatchPart items = items(scope);
    boolean events = items instanceof BatchPart.Whole && isAbsent("ItemReader");
    if (events) {
      whole();
    }
    BatchPart item = events ? BatchPart.EVENT : BatchPart.OTHER;
    Scope inside = new Scope(scope.input(), item, scope.variables(), scope.raw());
    Property selector = state.get(isAbsent("ItemSelector") ? "Parameters" : "ItemSelector");
    BatchPart each = selector.isAbsent() ? item : template(selector, "ItemSelector", inside);
    Property processor = state.get("ItemProcessor");
    ways.below(
        processor.isAbsent() ? state.get("Iterator") : processor,
        inside.with(isAbsent("ItemBatcher") ? each : BatchPart.OTHER),
        "");
  }

  private BatchPart items(Scope scope) {
    Property items = state.get("Items");
    if (jsonata && !items.isAbsent()) {
      return items
          .text()
          .map(text -> text(text, true, "Items", items, scope))
          .orElse(BatchPart.OTHER);
    }
    return path("ItemsPath", scope, scope.input());
  }

  /** The fields that hold only paths or expressions. */
  private void remaining(Scope scope) {
    for (String key : state.keys()) {
      if (!APART.contains(key)) {
        Property value = state.get(key);
        boolean path = jsonata || key.endsWith("Path");
        if (value.isText() && path) {
          text(value.text().orElse(""), jsonata, key, value, scope);
        } else if (!value.isText()) {
          template(value, key, scope);
        }
      }
    }
  }

  private BatchPart template(Property value, String key, Scope scope) {
    if (value.isText()) {
      return jsonata ? text(value.text().orElse(""), true, key, value, scope) : BatchPart.OTHER;
    }
    value.items().forEach(item -> template(item, key, scope));
    Map<String, BatchPart> fields = new HashMap<>();
    for (String field : value.keys()) {
      Property below = value.get(field);
      boolean path = !jsonata && field.endsWith(".$");
      BatchPart part =
          path && below.isText()
              ? text(below.text().orElse(""), false, field, below, scope)
              : template(below, field, scope);
      fields.put(path ? field.substring(0, field.length() - 2) : field, part);
    }
    // a loop may put an object into itself again and again
    return value.isMapping()
            && fields.values().stream().mapToInt(BatchPart::depth).sum() < MOST_DEEP
        ? new BatchPart.Made(fields)
        : BatchPart.OTHER;
  }

  private BatchPart text(String text, boolean expression, String key, Property at, Scope scope) {
    BatchPart value = BatchPart.OTHER;
    for (BatchPath path : BatchPath.evaluated(text, expression, scope)) {
      reader.read(path, key, at.at());
      value = path.alone() ? path.value() : value;
    }
    return value;
  }
}
