package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSONata as Step Functions evaluates it: the library, with null distinguished from undefined, with
 * the functions that the service adds, without {@code $eval}, and bounded.
 */
public final class JsonataExpressions {
  /** The service allows a depth of about a hundred, as others have measured. */
  private static final JsonataLimits OF_STATES = new JsonataLimits(5_000, 100, 1_000_000);

  private final Map<String, CompiledExpression> compiled;
  private final JsonataFunctions functions;
  private final JsonataLimits limits;

  /**
   * @param compiled expressions by their texts, filled on demand
   */
  public JsonataExpressions(Map<String, CompiledExpression> compiled, Supplier<UUID> ids) {
    this(compiled, ids, OF_STATES);
  }

  public JsonataExpressions(
      Map<String, CompiledExpression> compiled, Supplier<UUID> ids, JsonataLimits limits) {
    this.compiled = compiled;
    this.limits = limits;
    functions = new JsonataFunctions(ids, limits.longestRange());
  }

  /** An expression that failed, in the words of the service, after the expression's own text. */
  public static final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1;

    EvaluationException(String message) {
      super(message, null, false, false);
    }
  }

  public static boolean isExpression(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  /** The expression between the delimiters. */
  public static String expression(String text) {
    return text.substring(2, text.length() - 2).strip();
  }

  /**
   * Evaluates an expression.
   *
   * @param bindings values by variable, without the dollar sign
   * @return null if the expression returns nothing
   */
  public @Nullable JsonNode evaluate(String expression, Map<String, Object> bindings)
      throws EvaluationException {
    try {
      return evaluate(compiled.computeIfAbsent(expression, CompiledExpression::of), bindings);
    } catch (JsonataValues.UnsupportedValueException e) {
      throw new EvaluationException("returned an unsupported result type.");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new EvaluationException(JsonataFaults.describe(expression, e));
    }
  }

  private @Nullable JsonNode evaluate(CompiledExpression expression, Map<String, Object> bindings) {
    Jsonata.Frame frame = expression.jsonata().createFrame();
    JsonataBounds bounds = JsonataBounds.on(frame, limits);
    functions.bind(frame);
    expression.bind(frame, bounds);
    bindings.forEach(frame::bind);
    return JsonataValues.toJson(expression.jsonata().evaluate(null, frame));
  }

  /**
   * @throws JException for a text that is not an expression
   */
  public static Jsonata compile(String expression) {
    // The library reads past the end of a text that ends with a comment.
    Jsonata jsonata = Jsonata.jsonata(expression + " ");
    jsonata.setOutputConvertNulls(false);
    return jsonata;
  }
}
