package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import io.github.standpipe.internal.jsonata.JsonataValues;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the fields of one state with its input, the context object, and the variables as they
 * were when the state was entered.
 */
final class StateEvaluation {

  private final QueryLanguages languages;
  private final Supplier<ObjectNode> context;
  private final Variables variables;
  private final PathEvaluation paths;
  private final SharedValue input;
  private final SharedValue execution;
  private @Nullable ObjectNode shownContext;
  private @Nullable Map<String, Object> bound;
  private Map<String, SharedValue> results = Map.of();

  /**
   * @param input the state's raw input
   * @param context gives the context object as it is now
   */
  StateEvaluation(
      QueryLanguages languages, JsonNode input, Supplier<ObjectNode> context, FlowPlace place) {
    this.languages = languages;
    this.context = context;
    this.variables = place.variables();
    this.execution = place.execution();
    this.input = new SharedValue(input);
    this.paths = new PathEvaluation(languages, this::context, variables);
  }

  /** Sets {@code $states.result} or {@code $states.errorOutput}. */
  void bind(String name, JsonNode value) {
    results = new HashMap<>(results);
    results.put(name, new SharedValue(value));
    refresh();
  }

  void unbind(String name) {
    results = new HashMap<>(results);
    results.remove(name);
    refresh();
  }

  /** The context object has changed, as it does between the items of a Map. */
  void refresh() {
    bound = null;
    shownContext = null;
  }

  ObjectNode context() {
    if (shownContext == null) {
      shownContext = context.get();
    }
    return shownContext;
  }

  /** As {@link PathEvaluation#path}. */
  JsonNode path(JsonNode field, JsonNode input) {
    return paths.path(field, input);
  }

  /** The value of a path, if there is one. */
  Optional<JsonNode> optional(String path, JsonNode input) {
    return paths.optional(path, input);
  }

  /** A payload template: a field whose name ends in {@code .$} is evaluated. */
  JsonNode template(JsonNode template, JsonNode input) {
    return paths.template(template, input);
  }

  /** A path or intrinsic function call that a field holds. */
  JsonNode dynamic(String field, String text, JsonNode input) {
    return paths.dynamic(field, text, input);
  }

  /** Any value of a field: texts between the delimiters are evaluated, wherever they occur. */
  JsonNode jsonata(JsonNode value, String field) {
    if (value.isTextual()) {
      String text = value.textValue();
      return JsonataExpressions.isExpression(text) ? expression(text, field) : value;
    }
    if (value.isArray()) {
      ArrayNode array = MachineJson.NODES.arrayNode();
      for (int i = 0; i < value.size(); i++) {
        array.add(jsonata(value.get(i), field + "[" + i + "]"));
      }
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = MachineJson.NODES.objectNode();
      value
          .properties()
          .forEach(item ->
              object.set(item.getKey(), jsonata(item.getValue(), field + "/" + item.getKey())));
      return object;
    }
    return value;
  }

  /**
   * The value of a field that accepts only one type.
   *
   * @param type as the service names it, such as {@code number}
   */
  JsonNode jsonata(JsonNode value, String field, String type) {
    JsonNode result = jsonata(value, field);
    if (MachineJson.typeName(result).equals(type)) {
      return result;
    }
    String text = value.asText();
    throw fault(
        JsonataExpressions.isExpression(text) ? JsonataExpressions.expression(text) : text,
        field,
        "returned an unexpected result type. Expected '"
            + type
            + "', but was '"
            + MachineJson.typeName(result)
            + "' for value: "
            + MachineJson.text(result));
  }

  private JsonNode expression(String text, String field) {
    String expression = JsonataExpressions.expression(text);
    try {
      JsonNode value = languages.jsonata().evaluate(expression, bindings());
      if (value == null) {
        throw fault(expression, field, "returned nothing (undefined).");
      }
      return value;
    } catch (JsonataExpressions.EvaluationException e) {
      throw fault(expression, field, String.valueOf(e.getMessage()));
    }
  }

  static StateFailure fault(String expression, String field, String fault) {
    return StateFailure.evaluation(
        "The JSONata expression '"
            + expression
            + "' specified for the field '"
            + field
            + "' "
            + fault,
        field);
  }

  private Map<String, Object> bindings() {
    if (bound == null) {
      Map<String, Object> all = new HashMap<>();
      variables.all().forEach((name, value) -> all.put(name, value.forJsonata()));
      Map<String, Object> states = new HashMap<>();
      states.put("input", input.forJsonata());
      results.forEach((name, value) -> states.put(name, value.forJsonata()));
      states.put("context", convertedContext());
      all.put("states", states);
      bound = all;
    }
    return bound;
  }

  private Map<String, Object> convertedContext() {
    Map<String, Object> all = new LinkedHashMap<>();
    context().properties().forEach(field -> all.put(field.getKey(), converted(field.getValue())));
    return all;
  }

  private Object converted(JsonNode value) {
    return value == execution.json() ? execution.forJsonata() : JsonataValues.fromJson(value);
  }
}
