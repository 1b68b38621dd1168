package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Finds what TestState would refuse in the context object of a request. */
final class TestContextCheck {
  private static final String TEXT = "a string";
  private static final String NUMBER = "a number";

  /** The fields of each part and their types; any value may be the input. */
  private static final Map<String, Map<String, String>> PARTS =
      Map.of(
          "Execution",
          Map.of(
              "Id", TEXT,
              "Input", "",
              "Name", TEXT,
              "RoleArn", TEXT,
              "StartTime", TEXT,
              "RedriveCount", NUMBER,
              "RedriveTime", TEXT),
          "State",
          Map.of("EnteredTime", TEXT, "Name", TEXT, "RetryCount", NUMBER),
          "StateMachine",
          Map.of("Id", TEXT, "Name", TEXT),
          "Task",
          Map.of("Token", TEXT));

  private TestContextCheck() {}

  static Optional<RequestFault> check(JsonNode context) {
    // That it has to be an object is not recorded.
    Optional<String> fault =
        context.isObject() ? object(context) : Optional.of("Context object must be a JSON object");
    return fault.map(TestContextCheck::invalid);
  }

  /** Not recorded. */
  static Optional<RequestFault> notJson() {
    return Optional.of(invalid("Context object must be valid JSON"));
  }

  private static RequestFault invalid(String why) {
    return RequestFault.validation("Invalid Context object provided: " + why);
  }

  private static Optional<String> object(JsonNode context) {
    for (Map.Entry<String, JsonNode> part : context.properties()) {
      Optional<String> fault = part(part.getKey(), part.getValue());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> part(String name, JsonNode part) {
    if (name.equals("Map")) {
      return Optional.of("'Map' field is not supported when mocking a Context object");
    }
    Map<String, String> fields = PARTS.get(name);
    if (fields == null) {
      return notAllowed(name);
    }
    if (!part.isObject()) {
      // Not recorded.
      return Optional.of(name + " must be an object");
    }
    return part.properties().stream()
        .flatMap(field -> field(name, fields, field).stream())
        .findFirst();
  }

  private static Optional<String> notAllowed(String field) {
    return Optional.of("Field '" + field + "' is not allowed");
  }

  private static Optional<String> field(
      String part, Map<String, String> fields, Map.Entry<String, JsonNode> field) {
    String type = fields.get(field.getKey());
    if (type == null) {
      return notAllowed(field.getKey());
    }
    boolean fits =
        switch (type) {
          case TEXT -> field.getValue().isTextual();
          case NUMBER -> field.getValue().isNumber();
          default -> true;
        };
    return fits ? Optional.empty() : Optional.of(part + "." + field.getKey() + " must be " + type);
  }
}
