package io.github.standpipe.internal.lint;

import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.ARRAY;
import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.BOOLEAN;
import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.NULL;
import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.NUMBER;
import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.OBJECT;
import static io.github.standpipe.internal.lint.ValueKinds.ValueKind.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.lint.Syntax.ArrayText;
import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Of what kinds the value of an expression may be, if it has one. */
record ValueKinds(TransformSources sources, TransformText file) {

  /** A kind of JSON values. */
  enum ValueKind {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT
  }

  Set<ValueKind> of(Syntax expression) {
    return switch (expression) {
      case LiteralText literal -> EnumSet.of(kind(literal.value()));
      case ArrayText array -> EnumSet.of(ARRAY);
      case ObjectText object -> EnumSet.of(OBJECT);
      case LoopText loop -> EnumSet.of(loop.key().isPresent() ? OBJECT : ARRAY, NULL);
      case OperatorText operator -> operated(operator);
      case IfText choice -> {
        Set<ValueKind> kinds = of(choice.then().value());
        Optional<BlockText> otherwise = choice.otherwise();
        kinds.addAll(otherwise.isPresent() ? of(otherwise.get().value()) : EnumSet.of(NULL));
        yield kinds;
      }
      case CallText call when sources.isBuiltIn(file, call) -> result(call.name());
      default -> EnumSet.allOf(ValueKind.class);
    };
  }

  private Set<ValueKind> operated(OperatorText operator) {
    if (operator.isPipe()) {
      return of(operator.right());
    }
    if (operator.isComparison() || operator.isLogic()) {
      return EnumSet.of(BOOLEAN);
    }
    if (!operator.sign().equals("+")) {
      return EnumSet.of(NUMBER, NULL);
    }
    boolean text =
        of(operator.left()).equals(EnumSet.of(STRING))
            || of(operator.right()).equals(EnumSet.of(STRING));
    return text ? EnumSet.of(STRING) : EnumSet.allOf(ValueKind.class);
  }

  private static Set<ValueKind> result(String function) {
    return switch (function) {
      case "not",
          "boolean",
          "contains",
          "test",
          "starts-with",
          "ends-with",
          "is-array",
          "is-object",
          "is-string",
          "is-number",
          "is-integer",
          "is-decimal",
          "is-boolean" ->
          EnumSet.of(BOOLEAN);
      case "string", "to-json" -> EnumSet.of(STRING);
      case "uppercase", "lowercase", "trim", "join", "replace", "format-time", "sha256-hex" ->
          EnumSet.of(STRING, NULL);
      case "size", "round", "floor", "ceiling", "sum", "mod", "modulo", "hash-int" ->
          EnumSet.of(NUMBER, NULL);
      case "now" -> EnumSet.of(NUMBER);
      case "uuid" -> EnumSet.of(STRING);
      case "capture" -> EnumSet.of(OBJECT, NULL);
      case "split" -> EnumSet.of(ARRAY, NULL);
      default -> EnumSet.allOf(ValueKind.class);
    };
  }

  private static ValueKind kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> NUMBER;
      case STRING -> STRING;
      default -> NULL;
    };
  }
}
