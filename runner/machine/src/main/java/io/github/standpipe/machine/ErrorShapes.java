package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Retriers and catchers. */
final class ErrorShapes {
  private static final String ALL = "States.ALL";
  private static final long MOST = 99_999_999;
  private static final long LONGEST_DELAY = 31_622_400;

  private ErrorShapes() {}

  private static final ObjectShape RETRIER =
      new ObjectShape()
          .field("Comment", FieldRules.TEXT)
          .field("ErrorEquals", FieldRules.nonEmptyListOf(FieldRules.TEXT))
          .field("IntervalSeconds", FieldRules.whole(0, MOST))
          .field("MaxAttempts", FieldRules.whole(0, MOST))
          .field("BackoffRate", FieldRules.decimal("1.0", Optional.empty()))
          .field("MaxDelaySeconds", FieldRules.whole(1, LONGEST_DELAY))
          .field("JitterStrategy", FieldRules.oneOf("NONE", "FULL"))
          .require("ErrorEquals")
          .also(ErrorShapes::delay);

  private static final ObjectShape CATCHER =
      new ObjectShape()
          .field("Comment", FieldRules.TEXT)
          .field("ErrorEquals", FieldRules.nonEmptyListOf(FieldRules.TEXT))
          .field("Next", FieldRules.TEXT)
          .field("Assign", StatesField.ERROR_OUTPUT.in(VariableRules.ASSIGN))
          .jsonPath("ResultPath", PathRules.RESULT)
          .jsonata("Output", StatesField.ERROR_OUTPUT.in(JsonataRules.VALUE))
          .require("ErrorEquals", "Next");

  static final FieldRule RETRY = FieldRules.listOf(RETRIER).and(ErrorShapes::allIsLast);

  static final FieldRule CATCH = FieldRules.listOf(CATCHER).and(ErrorShapes::allIsLast);

  /** Not recorded: documented only. */
  private static void delay(DefinitionSpot retrier) {
    JsonNode most = retrier.value().path("MaxDelaySeconds");
    JsonNode first = retrier.value().path("IntervalSeconds");
    int longest = most.isInt() ? most.intValue() : 0;
    if (longest > 0 && first.isInt() && longest <= first.intValue()) {
      retrier.error("MaxDelaySeconds must be greater than IntervalSeconds");
    }
  }

  private static void allIsLast(DefinitionSpot list) {
    int size = list.value().isArray() ? list.value().size() : 0;
    for (int i = 0; i < size; i++) {
      DefinitionSpot errors = list.item(i).field("ErrorEquals");
      for (int k = 0; k < errors.value().size(); k++) {
        boolean alone = errors.value().size() == 1 && i == size - 1;
        if (!alone && errors.value().path(k).asText().equals(ALL)) {
          errors.item(k).error("States.ALL must appear alone and at end of list");
        }
      }
    }
  }
}
