package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The variables that a state assigns: their names and values. */
final class VariableRules {
  private static final int LONGEST = 80;

  private VariableRules() {}

  static final FieldRule ASSIGN =
      spot -> {
        if (!FieldRules.OBJECT_ONLY.holds(spot)) {
          return;
        }
        for (Map.Entry<String, JsonNode> variable : spot.value().properties()) {
          name(spot, bare(variable.getKey(), spot.scope().jsonata()));
        }
        (spot.scope().jsonata() ? JsonataRules.VALUE : PathRules.TEMPLATE).check(spot);
      };

  private static String bare(String field, boolean jsonata) {
    return !jsonata && field.endsWith(".$") ? field.substring(0, field.length() - 2) : field;
  }

  private static void name(DefinitionSpot assign, String name) {
    if (name.equals("states")) {
      assign.error("RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'.");
    } else if (!isName(name)) {
      assign.error(
          "INVALID_VARIABLE_NAME",
          "Invalid variable name '" + name + "': the variable name contains invalid characters.");
    } else if (name.length() > LONGEST) {
      // Not recorded: documented only.
      assign.error(
          "INVALID_VARIABLE_NAME",
          "Invalid variable name '" + name + "': the variable name exceeds 80 characters.");
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints()
            .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isISOControl(c));
  }
}
