package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a mocked result against the model of the API that would answer. Unknown fields are
 * accepted, since an API may grow. The messages for booleans, objects, arrays and too long values
 * are not recorded; they follow the others.
 *
 * @param strict whether fields that the API always returns are required
 */
record ServiceAnswerCheck(boolean strict) {
  private static final Map<String, String> POLLED = Map.of("startExecution", "describeExecution");

  /** The first fault; empty if there is none, or if there is no model. */
  Optional<String> check(ServiceCall call, JsonNode result) {
    Optional<String> shape =
        answering(call).flatMap(ServiceModels::operation).map(ServiceModels.Operation::answer);
    if (shape.isEmpty() || shape.get().isEmpty()) {
      return Optional.empty();
    }
    return result.isObject()
        ? members(shape.get(), described(call, (ObjectNode) result))
        : Optional.of("Mock result must be an object");
  }

  /** Without what the integration turns from text into JSON of any form. */
  private static JsonNode described(ServiceCall call, ObjectNode result) {
    return result.deepCopy().remove(parsed(call));
  }

  private static List<String> parsed(ServiceCall call) {
    if (call.pattern().equals(".sync:2")) {
      return List.of("Input", "Output");
    }
    boolean invokes = call.service().equals("lambda") && call.operation().equals("invoke");
    return invokes && !call.sdk() ? List.of("Payload") : List.of();
  }

  /** What answers a task: of a job the call that looks after it, of a callback anyone. */
  private static Optional<ServiceCall> answering(ServiceCall call) {
    if (call.isCallback()) {
      return Optional.empty();
    }
    return call.isJob()
        ? Optional.ofNullable(POLLED.get(call.operation()))
            .map(operation -> new ServiceCall(call.service(), operation, "", call.sdk()))
        : Optional.of(call);
  }

  private Optional<String> members(String shape, JsonNode object) {
    List<ServiceModels.Member> members = ServiceModels.members(shape);
    for (ServiceModels.Member member : members) {
      if (strict && member.required() && !object.hasNonNull(member.name())) {
        return Optional.of("Required field '" + member.name() + "' is missing");
      }
    }
    String service = shape.substring(0, shape.indexOf(' '));
    return members.stream()
        .filter(member -> object.hasNonNull(member.name()))
        .flatMap(m -> value(service, m.name(), m.type(), object.get(m.name())).stream())
        .findFirst();
  }

  private Optional<String> value(String service, String name, String type, JsonNode value) {
    String kind = type.startsWith("@") ? "@" : type.split(" ", 2)[0];
    String rest = type.substring(Math.min(type.length(), kind.length())).strip();
    return switch (kind) {
      case "text" ->
          expect(name, value.isTextual(), "a string").or(() -> length(name, rest, value));
      case "enum" -> expect(name, value.isTextual(), "a string").or(() -> among(name, rest, value));
      case "number" ->
          expect(name, value.isNumber(), "a number").or(() -> range(name, rest, value));
      case "flag" -> expect(name, value.isBoolean(), "a boolean");
      case "list" ->
          expect(name, value.isArray(), "an array").or(() -> items(service, name, rest, value));
      case "map" ->
          expect(name, value.isObject(), "an object").or(() -> items(service, name, rest, value));
      case "@" ->
          expect(name, value.isObject(), "an object")
              .or(() -> members(service + " " + type.substring(1), value));
      default -> Optional.empty();
    };
  }

  private static Optional<String> expect(String name, boolean holds, String type) {
    return holds ? Optional.empty() : fault(name, "must be " + type);
  }

  private static Optional<String> fault(String name, String what) {
    return Optional.of("Field '" + name + "' " + what);
  }

  private Optional<String> items(String service, String name, String type, JsonNode items) {
    for (JsonNode item : items) {
      Optional<String> fault = value(service, name, type, item);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> among(String name, String values, JsonNode value) {
    return List.of(values.split("\\|")).contains(value.textValue())
        ? Optional.empty()
        : fault(name, "is not an expected value");
  }

  private static Optional<String> length(String name, String bounds, JsonNode value) {
    int order = order(bounds, BigDecimal.valueOf(value.textValue().length()));
    if (order == 0) {
      return Optional.empty();
    }
    return fault(
        name, order < 0 ? "is smaller than the minimum length" : "exceeds the maximum length");
  }

  private static Optional<String> range(String name, String bounds, JsonNode value) {
    int order = order(bounds, value.decimalValue());
    if (order == 0) {
      return Optional.empty();
    }
    return fault(name, order < 0 ? "is less than the minimum value" : "exceeds the maximum value");
  }

  /** Negative below the bounds, such as {@code 1..256}, positive above them, 0 within. */
  private static int order(String bounds, BigDecimal value) {
    int dots = bounds.indexOf("..");
    if (dots < 0) {
      return 0;
    }
    String least = bounds.substring(0, dots);
    String most = bounds.substring(dots + 2);
    if (!least.isEmpty() && value.compareTo(new BigDecimal(least)) < 0) {
      return -1;
    }
    return !most.isEmpty() && value.compareTo(new BigDecimal(most)) > 0 ? 1 : 0;
  }
}
