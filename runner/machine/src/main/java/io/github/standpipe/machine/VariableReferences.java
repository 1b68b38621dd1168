package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The workflow variables that each state of a machine reads, by the state's name, as
 * DescribeStateMachine returns them: states inside a Map or a Parallel count by themselves, and a
 * state that reads none is left out.
 */
final class VariableReferences {
  private static final Set<String> TEMPLATES =
      Set.of("Parameters", "ResultSelector", "ItemSelector", "Assign", "BatchInput", "Credentials");
  private static final Set<String> NOT_READ =
      Set.of("ItemProcessor", "Iterator", "Branches", "Result", "ResultPath", "Comment");

  private final SortedSet<String> names = new TreeSet<>();

  private VariableReferences() {}

  /** Reads a definition: the JSON object that CreateStateMachine takes. */
  public static Map<String, SortedSet<String>> of(JsonNode definition) {
    Map<String, SortedSet<String>> all = new TreeMap<>();
    collect(Flow.read(definition, false), all);
    return all;
  }

  private static void collect(Flow flow, Map<String, SortedSet<String>> all) {
    for (State state : flow.states().values()) {
      VariableReferences references = new VariableReferences();
      references.read(state);
      if (!references.names.isEmpty()) {
        all.put(state.name(), references.names);
      }
      state.flows().forEach(inner -> collect(inner, all));
    }
  }

  private void read(State state) {
    if (state.jsonata()) {
      // Inside a field, a key with such a name is plain data.
      state.fields().properties().stream()
          .filter(field -> !NOT_READ.contains(field.getKey()))
          .forEach(field -> expressions(field.getValue()));
    } else {
      fields(state.fields());
    }
  }

  private void expressions(JsonNode json) {
    if (json.isTextual() && JsonataExpressions.isExpression(json.textValue())) {
      names.addAll(new JsonataNames(JsonataExpressions.expression(json.textValue())).free());
    }
    json.forEach(this::expressions);
  }

  private void fields(JsonNode json) {
    json.properties().forEach(field -> field(field.getKey(), field.getValue()));
    if (json.isArray()) {
      json.forEach(this::fields);
    }
  }

  private void field(String name, JsonNode value) {
    if (NOT_READ.contains(name)) {
      return;
    }
    if (TEMPLATES.contains(name)) {
      template(value);
    } else if (value.isTextual() && (name.endsWith("Path") || name.equals("Variable"))) {
      text(value.textValue());
    } else {
      fields(value);
    }
  }

  private void template(JsonNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getKey().endsWith(".$")) {
        text(field.getValue().asText());
      } else {
        template(field.getValue());
      }
    }
    if (json.isArray()) {
      json.forEach(this::template);
    }
  }

  private void text(String text) {
    if (!text.startsWith("States.")) {
      path(text);
      return;
    }
    try {
      arguments(IntrinsicParser.parse(text));
    } catch (IllegalArgumentException e) {
      // A text that is not a call reads nothing; the run reports what is wrong with it.
      return;
    }
  }

  private void arguments(Intrinsic.Call call) {
    for (Intrinsic argument : call.arguments()) {
      switch (argument) {
        case Intrinsic.Call inner -> arguments(inner);
        case Intrinsic.Path path -> path(path.text());
        case Intrinsic.Text text -> {}
        case Intrinsic.Literal literal -> {}
      }
    }
  }

  private void path(String path) {
    int end = path.startsWith("$") ? PathText.variableEnd(path) : 1;
    if (end > 1) {
      names.add(path.substring(1, end));
    }
  }
}
