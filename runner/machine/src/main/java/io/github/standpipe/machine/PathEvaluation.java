package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Evaluates the fields of JSONPath states: paths, payload templates and intrinsic functions. */
record PathEvaluation(QueryLanguages languages, Supplier<ObjectNode> context, Variables variables) {
  private static final String INTRINSIC = "States.";

  /**
   * A path field such as InputPath: null gives an empty object.
   *
   * @throws StateFailure in the words of the service if there is no value
   */
  JsonNode path(JsonNode field, JsonNode input) {
    if (field.isNull()) {
      return MachineJson.NODES.objectNode();
    }
    String path = field.asText();
    try {
      return find(path, input, false);
    } catch (JsonPaths.NoValueException e) {
      throw StateFailure.runtime("Invalid path '" + path + "' : " + e.getMessage());
    }
  }

  /** The value of a path, if there is one. */
  Optional<JsonNode> optional(String path, JsonNode input) {
    try {
      return Optional.of(find(path, input, true));
    } catch (JsonPaths.NoValueException e) {
      return Optional.empty();
    }
  }

  /**
   * The value of a path.
   *
   * @param strict whether an item beyond the end of an array is missing rather than null
   */
  private JsonNode find(String path, JsonNode input, boolean strict)
      throws JsonPaths.NoValueException {
    PathText text = languages.paths().text(path);
    if (text.inContext()) {
      return find(text.path(), strict, context.get());
    }
    if (text.variable().isEmpty()) {
      return find(text.path(), strict, input);
    }
    JsonNode value = variables.get(text.variable());
    if (value == null) {
      throw new JsonPaths.NoValueException("No results for path: " + path);
    }
    return find(text.path(), strict, value);
  }

  private JsonNode find(String path, boolean strict, JsonNode root)
      throws JsonPaths.NoValueException {
    return strict ? languages.paths().find(path, root) : languages.paths().read(path, root);
  }

  /** A payload template: a field whose name ends in {@code .$} is evaluated. */
  JsonNode template(JsonNode template, JsonNode input) {
    return value(languages.template(template), input);
  }

  private JsonNode value(PayloadTemplate template, JsonNode input) {
    return switch (template) {
      case PayloadTemplate.Constant(JsonNode value) -> value;
      case PayloadTemplate.Dynamic(String field, String text) -> dynamic(field, text, input);
      case PayloadTemplate.Items(List<PayloadTemplate> items) -> {
        ArrayNode array = MachineJson.NODES.arrayNode(items.size());
        items.forEach(item -> array.add(value(item, input)));
        yield array;
      }
      case PayloadTemplate.Fields(List<PayloadTemplate.Field> fields) -> {
        ObjectNode object = MachineJson.NODES.objectNode();
        fields.forEach(field -> object.set(field.name(), value(field.value(), input)));
        yield object;
      }
    };
  }

  /** A path or intrinsic function call that a field holds. */
  JsonNode dynamic(String field, String text, JsonNode input) {
    if (!text.startsWith(INTRINSIC)) {
      return required(field, text, input);
    }
    try {
      return apply(languages.intrinsic(text), input);
    } catch (IllegalArgumentException e) {
      throw StateFailure.runtime(
          "The function '" + text + "' had the following error: " + e.getMessage());
    }
  }

  private JsonNode required(String field, String path, JsonNode input) {
    try {
      return find(path, input, false);
    } catch (JsonPaths.NoValueException e) {
      throw StateFailure.runtime(
          "The JSONPath '"
              + path
              + "' specified for the field '"
              + field
              + "' could not be found in the input '"
              + MachineJson.text(input)
              + "'");
    }
  }

  /** The value of an argument's path; if there is none, fails in the words of the service. */
  private JsonNode argument(String path, JsonNode input) {
    try {
      return find(path, input, true);
    } catch (JsonPaths.NoValueException e) {
      String message = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          message.startsWith("Filter:")
              ? message
              : "The JsonPath argument for the field '"
                  + (path.startsWith("$$") ? path.substring(1) : path)
                  + "' could not be found in the input '"
                  + MachineJson.text(input)
                  + "'",
          e);
    }
  }

  private JsonNode apply(Intrinsic.Call call, JsonNode input) {
    List<JsonNode> arguments = new ArrayList<>();
    boolean format = call.name().equals("States.Format");
    for (Intrinsic argument : call.arguments()) {
      arguments.add(
          switch (argument) {
            case Intrinsic.Call inner -> apply(inner, input);
            case Intrinsic.Path path -> argument(path.text(), input);
            case Intrinsic.Literal literal -> literal(literal.json());
            case Intrinsic.Text text ->
                MachineJson.NODES.textNode(
                    format && arguments.isEmpty() ? text.value() : plain(text.value()));
          });
    }
    return languages.functions().apply(call.name(), arguments);
  }

  private static String plain(String text) {
    return text.replace("\\{", "{").replace("\\}", "}");
  }

  private static JsonNode literal(String json) {
    try {
      return MachineJson.parse(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("an argument is not JSON");
    }
  }
}
