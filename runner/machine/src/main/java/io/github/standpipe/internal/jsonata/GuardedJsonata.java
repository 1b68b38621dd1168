package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * JSONata for services other than Step Functions, with the same safeguards: null is distinguished
 * from undefined, there is no {@code $eval}, functions are added, evaluation is bounded, and
 * failures are values.
 */
public final class GuardedJsonata {
  private static final Map<String, CompiledExpression> COMPILED = new ConcurrentHashMap<>();

  private final JsonataExpressions expressions;

  /** The result of an expression. */
  public sealed interface Result {
    /** A value, which may be null. */
    record Value(JsonNode json) implements Result {}

    /** No value: JSONata's undefined. */
    record Nothing() implements Result {}

    /** It threw, or reached a limit. */
    record Failure(String message) implements Result {}
  }

  public GuardedJsonata(JsonataLimits limits, Supplier<UUID> ids) {
    expressions = new JsonataExpressions(COMPILED, ids, limits);
  }

  /** Whether a whole text is an expression: {@code {% ... %}}. */
  public static boolean isExpression(String text) {
    return JsonataExpressions.isExpression(text);
  }

  /** Why a text's expression cannot be parsed. */
  public static Optional<String> fault(String text) {
    try {
      JsonataExpressions.compile(JsonataExpressions.expression(text));
      return Optional.empty();
    } catch (JException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Optional.of("it cannot be parsed");
    }
  }

  /**
   * Evaluates the expression of a text.
   *
   * @param variables by name, without the dollar sign
   */
  public Result evaluate(String text, Map<String, JsonNode> variables) {
    Map<String, Object> bindings = new HashMap<>();
    variables.forEach((name, value) -> bindings.put(name, JsonataValues.fromJson(value)));
    try {
      JsonNode value = expressions.evaluate(JsonataExpressions.expression(text), bindings);
      return value == null ? new Result.Nothing() : new Result.Value(value);
    } catch (JsonataExpressions.EvaluationException e) {
      return new Result.Failure(String.valueOf(e.getMessage()));
    }
  }
}
