package io.github.standpipe.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A task's Resource, the required arguments of its call, and its credentials. */
final class TaskRules {
  /** A function or an activity; tests may use made-up names for regions and accounts. */
  private static final Pattern ARN = Pattern.compile("arn:[^:]+:(lambda|states|swf):.+");

  private static final Pattern ACTIVITY =
      Pattern.compile("arn:[^:]+:states:[^:]+:[^:]+:activity:.+");

  private static final Set<String> ROLE = Set.of("RoleArn", "RoleArn.$");

  private TaskRules() {}

  static final FieldRule RESOURCE =
      spot -> {
        if (FieldRules.expect(spot, spot.value().isTextual(), "String") && !spot.isPlaceholder()) {
          resource(spot, spot.value().textValue());
        }
      };

  private static void resource(DefinitionSpot spot, String arn) {
    if (!ARN.matcher(arn).matches()) {
      spot.error("Value is not a valid resource ARN");
    } else if (arn.contains(":states:::")) {
      call(spot, arn);
    } else if (spot.scope().express() && ACTIVITY.matcher(arn).matches()) {
      spot.error("Express state machine does not support Activity ARN");
    }
  }

  private static void call(DefinitionSpot spot, String arn) {
    Optional<ServiceCall> call = ServiceCall.parse(arn);
    if (call.isEmpty() || !ServiceIntegrations.knows(call.get())) {
      spot.error(
          "The resource provided "
              + arn
              + " is not recognized. The value is not a valid resource ARN, or the resource is not"
              + " available in this region.");
    } else if (spot.scope().express() && !call.get().pattern().isEmpty()) {
      String pattern = call.get().isJob() ? ".sync" : call.get().pattern();
      // The blank at the end is the service's.
      spot.error("Express state machine does not support '" + pattern + "' service integration ");
    }
  }

  /** Not recorded: documented only. */
  static final FieldRule HEARTBEAT =
      task -> {
        var beat = task.value().path("HeartbeatSeconds");
        var whole = task.value().path("TimeoutSeconds");
        if (beat.isInt() && whole.isInt() && beat.intValue() >= whole.intValue()) {
          task.error("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'");
        }
      };

  static final FieldRule CREDENTIALS =
      spot -> {
        boolean expression = spot.scope().jsonata() && spot.value().isTextual();
        if (!expression && FieldRules.OBJECT_ONLY.holds(spot)) {
          credentials(spot);
        }
        MapShapes.byLanguage(PathRules.TEMPLATE, JsonataRules.VALUE).check(spot);
      };

  private static void credentials(DefinitionSpot spot) {
    if (!spot.has("RoleArn") && !spot.has("RoleArn.$")) {
      spot.error("The field 'RoleArn' is required but was missing");
    }
    // Not recorded.
    spot.value().fieldNames().forEachRemaining(name -> unless(spot, name, ROLE.contains(name)));
  }

  private static void unless(DefinitionSpot spot, String name, boolean taken) {
    if (!taken) {
      spot.error("The field \"" + name + "\" is not supported by Step Functions");
    }
  }

  /** The required arguments of the called operation, and the unsupported ones. */
  static final FieldRule CALL =
      task -> {
        String arn = task.value().path("Resource").asText();
        if (task.has("Credentials") && ACTIVITY.matcher(arn).matches()) {
          task.error("The field 'Credentials' is not supported for activities");
        }
        ServiceCall.parse(arn)
            .filter(ServiceIntegrations::knows)
            .ifPresent(c -> arguments(task, c, arn));
      };

  private static void arguments(DefinitionSpot task, ServiceCall call, String arn) {
    String field = task.scope().jsonata() ? "Arguments" : "Parameters";
    if (!task.has(field)) {
      if (!call.sdk()) {
        task.error(field + " field is required for resource ARN: " + arn);
      }
      return;
    }
    DefinitionSpot arguments = task.field(field);
    ServiceModels.operation(call)
        .filter(o -> arguments.value().isObject())
        .ifPresent(operation -> members(arguments, operation));
  }

  private static void members(DefinitionSpot arguments, ServiceModels.Operation operation) {
    Set<String> names =
        arguments.value().properties().stream()
            .map(Map.Entry::getKey)
            .map(name -> name.endsWith(".$") ? name.substring(0, name.length() - 2) : name)
            .collect(Collectors.toSet());
    List<String> missing =
        operation.required().stream().filter(name -> !names.contains(name)).toList();
    missing.forEach(
        name -> arguments.error("The field '" + name + "' is required but was missing"));
    names.stream()
        .sorted()
        .forEach(name -> unless(arguments, name, operation.members().contains(name)));
  }
}
