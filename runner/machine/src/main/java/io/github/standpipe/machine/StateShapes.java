package io.github.standpipe.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of each type of state, as the service was seen to accept them. */
final class StateShapes {
  private static final long LONGEST_SECONDS = 99_999_999;

  static final FieldRule QUERY_LANGUAGE = FieldRules.oneOf("JSONPath", "JSONata");

  private static final Map<String, ObjectShape> BY_TYPE = new LinkedHashMap<>();

  private StateShapes() {}

  private static void put(String type, ObjectShape shape) {
    BY_TYPE.put(type, shape);
  }

  static {
    put("Task", task());
    put("Wait", pause());
    put("Pass", pass());
    put("Succeed", input(state()));
    put("Fail", fail());
    put("Choice", choice());
    put("Parallel", parallel());
    put("Map", MapShapes.map(taskLike()));
  }

  /** A state of any type. */
  static final FieldRule STATE = StateShapes::check;

  private static void check(DefinitionSpot state) {
    DefinitionScope scope = state.scope().language(isJsonata(state));
    DefinitionSpot spot = state.in(scope);
    if (!FieldRules.OBJECT_ONLY.holds(spot)) {
      return;
    }
    if (scope.machineJsonata() && spot.value().path("QueryLanguage").asText().equals("JSONPath")) {
      spot.error(
          "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
      return;
    }
    if (!spot.has("Type")) {
      spot.error("These fields are required: [Type]");
      return;
    }
    ObjectShape shape = BY_TYPE.get(spot.value().path("Type").asText());
    if (shape == null) {
      spot.field("Type")
          .error("The field 'Type' should have one of these values: " + BY_TYPE.keySet());
      return;
    }
    shape.check(spot);
  }

  /** Only the exact name means JSONPath; any other value is read as JSONata, and refused. */
  static boolean isJsonata(DefinitionSpot spot) {
    return spot.has("QueryLanguage")
        ? !spot.value().path("QueryLanguage").asText().equals("JSONPath")
        : spot.scope().machineJsonata();
  }

  private static ObjectShape state() {
    return new ObjectShape()
        .field("Type", FieldRules.TEXT)
        .field("Comment", FieldRules.TEXT)
        .field("QueryLanguage", QUERY_LANGUAGE);
  }

  private static ObjectShape input(ObjectShape shape) {
    return shape
        .jsonPath("InputPath", PathRules.PATH)
        .jsonPath("OutputPath", PathRules.PATH)
        .jsonata("Output", JsonataRules.VALUE);
  }

  private static ObjectShape moving() {
    return input(state())
        .field("Assign", VariableRules.ASSIGN)
        .field("Next", FieldRules.TEXT)
        .field("End", FieldRules.FLAG)
        .choose("Next", "End");
  }

  private static ObjectShape pass() {
    return moving()
        .jsonPath("Parameters", PathRules.TEMPLATE_VALUE)
        .jsonPath("Result", FieldRules.ANY)
        .jsonPath("ResultPath", PathRules.RESULT);
  }

  private static ObjectShape taskLike() {
    return moving()
        .jsonata("Output", StatesField.RESULT.in(JsonataRules.VALUE))
        .field("Assign", StatesField.RESULT.in(VariableRules.ASSIGN))
        .jsonPath("Parameters", PathRules.TEMPLATE_VALUE)
        .jsonPath("ResultSelector", PathRules.TEMPLATE)
        .jsonPath("ResultPath", PathRules.RESULT)
        .field("Retry", ErrorShapes.RETRY)
        .field("Catch", ErrorShapes.CATCH);
  }

  private static ObjectShape task() {
    return taskLike()
        .jsonata("Arguments", JsonataRules.VALUE)
        .field("Resource", TaskRules.RESOURCE)
        .field("Credentials", TaskRules.CREDENTIALS)
        .field("TimeoutSeconds", FieldRules.wholeOrExpression(1, LONGEST_SECONDS))
        .jsonPath("TimeoutSecondsPath", PathRules.REFERENCE)
        .field("HeartbeatSeconds", FieldRules.wholeOrExpression(1, LONGEST_SECONDS))
        .jsonPath("HeartbeatSecondsPath", PathRules.REFERENCE)
        .require("Resource")
        .exclude("TimeoutSeconds", "TimeoutSecondsPath")
        .exclude("HeartbeatSeconds", "HeartbeatSecondsPath")
        .also(TaskRules.HEARTBEAT)
        .also(TaskRules.CALL);
  }

  private static ObjectShape pause() {
    return moving()
        .field("Seconds", FieldRules.wholeOrExpression(0, LONGEST_SECONDS))
        .field("Timestamp", FieldRules.TIMESTAMP)
        .jsonPath("SecondsPath", PathRules.REFERENCE)
        .jsonPath("TimestampPath", PathRules.REFERENCE)
        .choose("SecondsPath", "Seconds", "TimestampPath", "Timestamp");
  }

  private static ObjectShape fail() {
    return state()
        .field("Error", FieldRules.TEXT_VALUE)
        .field("Cause", FieldRules.TEXT_VALUE)
        .jsonPath("ErrorPath", PathRules.REFERENCE_OR_CALL)
        .jsonPath("CausePath", PathRules.REFERENCE_OR_CALL)
        .exclude("Error", "ErrorPath")
        .exclude("Cause", "CausePath");
  }

  private static ObjectShape choice() {
    return input(state())
        .field("Assign", VariableRules.ASSIGN)
        .field("Choices", FieldRules.nonEmptyListOf(ChoiceShapes.RULE))
        .field("Default", FieldRules.TEXT)
        .require("Choices");
  }

  private static ObjectShape parallel() {
    return taskLike()
        .jsonata("Arguments", JsonataRules.VALUE)
        .field(
            "Branches",
            FieldRules.nonEmptyListOf(spot ->
                FlowShapes.BRANCH.check(spot.in(spot.scope().inside(spot.scope().express())))))
        .require("Branches");
  }
}
