package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Rules for single values. The texts for types other than integers are not recorded; they follow
 * the one for integers.
 */
final class FieldRules {
  private FieldRules() {}

  static final FieldRule ANY = spot -> {};

  static final FieldRule TEXT = spot -> expect(spot, spot.value().isTextual(), "String");

  static final FieldRule FLAG = spot -> expect(spot, spot.value().isBoolean(), "Boolean");

  /** A text, or in JSONata an expression. */
  static final FieldRule TEXT_VALUE =
      spot -> {
        TEXT.check(spot);
        jsonata(spot);
      };

  static boolean expect(DefinitionSpot spot, boolean holds, String type) {
    if (!holds && !spot.isPlaceholder()) {
      spot.error("Expected value of type " + type);
    }
    return holds;
  }

  private static void jsonata(DefinitionSpot spot) {
    if (spot.scope().jsonata()) {
      JsonataRules.VALUE.check(spot);
    }
  }

  /** Whether a value of a JSONata state is an expression; it is checked as one. */
  private static boolean isExpression(DefinitionSpot spot) {
    boolean expression =
        spot.scope().jsonata()
            && spot.value().isTextual()
            && spot.value().textValue().startsWith("{%");
    if (expression) {
      JsonataRules.VALUE.check(spot);
    }
    return expression;
  }

  /** An integer within bounds. */
  static FieldRule whole(long least, long most) {
    return spot -> {
      if (expect(spot, isWhole(spot.value()), "Integer")) {
        bounds(
            spot,
            BigDecimal.valueOf(least),
            Optional.of(BigDecimal.valueOf(most)).filter(m -> most < Long.MAX_VALUE));
      }
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber();
  }

  /** An integer within bounds, or in JSONata an expression. */
  static FieldRule wholeOrExpression(long least, long most) {
    FieldRule whole = whole(least, most);
    return spot -> {
      if (!isExpression(spot)) {
        whole.check(spot);
      }
    };
  }

  /** A number within bounds that are shown as decimals. */
  static FieldRule decimal(String least, Optional<String> most) {
    return spot -> {
      if (expect(spot, spot.value().isNumber(), "Number")) {
        bounds(spot, new BigDecimal(least), most.map(BigDecimal::new));
      }
    };
  }

  static FieldRule decimalOrExpression(String least, String most) {
    FieldRule decimal = decimal(least, Optional.of(most));
    return spot -> {
      if (!isExpression(spot)) {
        decimal.check(spot);
      }
    };
  }

  private static void bounds(DefinitionSpot spot, BigDecimal least, Optional<BigDecimal> most) {
    BigDecimal number = spot.value().decimalValue();
    if (number.compareTo(least) < 0) {
      spot.error("Minimum value is " + least);
    } else if (most.isPresent() && number.compareTo(most.get()) > 0) {
      spot.error("Maximum value is " + most.get());
    }
  }

  static FieldRule oneOf(String... values) {
    List<String> allowed = List.of(values);
    return spot -> {
      if (TEXT_ONLY.holds(spot) && !allowed.contains(spot.value().textValue())) {
        spot.error("Value should be one of the following: " + allowed);
      }
    };
  }

  /** A condition that reports if it does not hold. */
  @FunctionalInterface
  interface TypeRule {
    boolean holds(DefinitionSpot spot);
  }

  private static final TypeRule TEXT_ONLY =
      spot -> expect(spot, spot.value().isTextual(), "String") && !spot.isPlaceholder();

  static final TypeRule OBJECT_ONLY = spot -> expect(spot, spot.value().isObject(), "Object");

  /** An array whose items all follow a rule. */
  static FieldRule listOf(FieldRule item) {
    return spot -> {
      if (expect(spot, spot.value().isArray(), "Array")) {
        for (int i = 0; i < spot.value().size(); i++) {
          item.check(spot.item(i));
        }
      }
    };
  }

  static FieldRule nonEmptyListOf(FieldRule item) {
    FieldRule list = listOf(item);
    return spot -> {
      list.check(spot);
      if (spot.value().isArray() && spot.value().isEmpty()) {
        spot.error("Value cannot be empty");
      }
    };
  }

  /** A time with a date, a T, and a Z or an offset; in JSONata also an expression. */
  static final FieldRule TIMESTAMP =
      spot -> {
        if (!isExpression(spot) && TEXT_ONLY.holds(spot) && !isTimestamp(spot.value())) {
          spot.error("String does not match RFC3339 timestamp");
        }
      };

  static boolean isTimestamp(JsonNode value) {
    try {
      OffsetDateTime.parse(value.textValue());
      return value.textValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");
    } catch (DateTimeException e) {
      return false;
    }
  }
}
