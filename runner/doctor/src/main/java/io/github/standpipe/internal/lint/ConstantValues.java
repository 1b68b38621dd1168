package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.lint.Syntax.ArrayText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.MemberText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.json.Json;
import java.math.BigInteger;
import java.util.Optional;

/** The values of expressions that depend on nothing. */
final class ConstantValues {
  private ConstantValues() {}

  /** The value; empty if it is not constant, or cannot be computed here. */
  static Optional<JsonNode> of(Syntax expression) {
    return switch (expression) {
      case LiteralText literal -> Optional.of(literal.value());
      case ArrayText array -> array(array);
      case ObjectText object -> object(object);
      case OperatorText operator -> operated(operator);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> array(ArrayText array) {
    ArrayNode value = Json.array();
    for (Syntax item : array.items()) {
      Optional<JsonNode> one = of(item);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      value.add(one.get());
    }
    return Optional.of(value);
  }

  private static Optional<JsonNode> object(ObjectText object) {
    if (!object.lets().isEmpty() || object.matcher().isPresent()) {
      return Optional.empty();
    }
    ObjectNode value = Json.object();
    for (MemberText member : object.members()) {
      Optional<JsonNode> one = of(member.value());
      if (member.name().isEmpty() || one.isEmpty()) {
        return Optional.empty();
      }
      if (!isOmitted(one.get())) {
        value.set(member.name().get(), one.get());
      }
    }
    return Optional.of(value);
  }

  /** Whether an object does without a key of this value. */
  static boolean isOmitted(JsonNode value) {
    return value.isNull() || value.isContainerNode() && value.isEmpty();
  }

  /** Whether JSLT takes a value for true. */
  static boolean isTrue(JsonNode value) {
    return com.schibsted.spt.data.jslt.impl.NodeUtils.isTrue(value);
  }

  private static Optional<JsonNode> operated(OperatorText operator) {
    Optional<JsonNode> left = of(operator.left());
    Optional<JsonNode> right = of(operator.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (operator.isComparison()) {
      return compared(operator.sign(), left.get(), right.get()).map(BooleanNode::valueOf);
    }
    return exact(operator).filter(ConstantValues::fits).map(BigIntegerNode::valueOf);
  }

  private static Optional<Boolean> compared(String sign, JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      int order = left.decimalValue().compareTo(right.decimalValue());
      return Optional.of(holds(sign, order));
    }
    if (left.isTextual() && right.isTextual()) {
      return Optional.of(holds(sign, left.textValue().compareTo(right.textValue())));
    }
    boolean scalars = left.isValueNode() && right.isValueNode();
    return switch (sign) {
      case "==" -> scalars ? Optional.of(left.equals(right)) : Optional.empty();
      case "!=" -> scalars ? Optional.of(!left.equals(right)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean holds(String sign, int order) {
    return switch (sign) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** The exact result of an operation on integers, whether or not it fits into 64 bits. */
  static Optional<BigInteger> exact(OperatorText operator) {
    Optional<BigInteger> left = integer(operator.left());
    Optional<BigInteger> right = integer(operator.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return switch (operator.sign()) {
      case "+" -> Optional.of(left.get().add(right.get()));
      case "-" -> Optional.of(left.get().subtract(right.get()));
      case "*" -> Optional.of(left.get().multiply(right.get()));
      case "/" ->
          right.get().signum() == 0 || left.get().mod(right.get().abs()).signum() != 0
              ? Optional.empty()
              : Optional.of(left.get().divide(right.get()));
      default -> Optional.empty();
    };
  }

  private static Optional<BigInteger> integer(Syntax expression) {
    return of(expression).filter(JsonNode::isIntegralNumber).map(JsonNode::bigIntegerValue);
  }

  static boolean fits(BigInteger value) {
    return value.bitLength() < Long.SIZE;
  }
}
