package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The rules of a Choice state. */
final class ChoiceShapes {
  private static final List<String> COMPARISONS = new ArrayList<>();

  private static final List<String> SELECTORS =
      List.of("And", "Or", "Not", "Variable", "Condition");

  private ChoiceShapes() {}

  private static final ObjectShape NESTED = operators(new ObjectShape());

  private static final ObjectShape TOP =
      operators(new ObjectShape())
          .field("Next", FieldRules.TEXT)
          .field("Assign", VariableRules.ASSIGN)
          .jsonata("Output", JsonataRules.VALUE)
          .jsonata("Condition", JsonataRules.CONDITION)
          .require("Next");

  static final FieldRule RULE = TOP;

  private static ObjectShape operators(ObjectShape shape) {
    shape.field("Comment", FieldRules.TEXT);
    shape.jsonPath("Variable", PathRules.REFERENCE_OR_CONTEXT);
    shape.jsonPath("And", FieldRules.nonEmptyListOf(ChoiceShapes::nested));
    shape.jsonPath("Or", FieldRules.nonEmptyListOf(ChoiceShapes::nested));
    shape.jsonPath("Not", ChoiceShapes::nested);
    compare(shape, "String", FieldRules.TEXT);
    compare(shape, "Numeric", spot -> FieldRules.expect(spot, spot.value().isNumber(), "Number"));
    compare(shape, "Timestamp", FieldRules.TIMESTAMP);
    comparison(shape, "BooleanEquals", FieldRules.FLAG);
    comparison(shape, "BooleanEqualsPath", PathRules.REFERENCE_OR_CONTEXT);
    comparison(shape, "StringMatches", FieldRules.TEXT);
    for (String type : List.of("Null", "Present", "Numeric", "String", "Boolean", "Timestamp")) {
      comparison(shape, "Is" + type, FieldRules.FLAG);
    }
    return shape.also(ChoiceShapes::oneOperator);
  }

  private static void compare(ObjectShape shape, String type, FieldRule operand) {
    for (String relation :
        List.of("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals")) {
      comparison(shape, type + relation, operand);
      comparison(shape, type + relation + "Path", PathRules.REFERENCE_OR_CONTEXT);
    }
  }

  private static void comparison(ObjectShape shape, String name, FieldRule operand) {
    shape.jsonPath(name, operand);
    if (!COMPARISONS.contains(name)) {
      COMPARISONS.add(name);
    }
  }

  private static void nested(DefinitionSpot spot) {
    NESTED.check(spot);
  }

  private static void oneOperator(DefinitionSpot rule) {
    if (SELECTORS.stream().filter(rule::has).count() != 1) {
      rule.error("The object must have only one of the following fields, " + SELECTORS);
      return;
    }
    List<String> comparisons = COMPARISONS.stream().filter(rule::has).toList();
    if (comparisons.size() > 1) {
      rule.error("There should only be one of the following fields: " + comparisons);
    } else if (rule.has("Variable") && comparisons.isEmpty()) {
      // Not recorded.
      rule.error("This object should have only one of the following fields: " + COMPARISONS);
    }
  }

  /** The targets of a rule, which only its outermost level names. */
  static boolean hasNext(JsonNode rule) {
    return rule.path("Next").isTextual();
  }
}
