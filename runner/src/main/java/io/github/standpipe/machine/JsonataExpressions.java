package io.github.standpipe.machine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSONata as Step Functions evaluates it: the library, with null kept apart from undefined, with
 * the functions that the service adds, without {@code $eval}, and bounded.
 */
final class JsonataExpressions {
  private static final JsonataLimits OF_STATES = new JsonataLimits(5_000, 400, 1_000_000);

  private final Map<String, Jsonata> compiled;
  private final JsonataFunctions functions;
  private final JsonataLimits limits;

  /**
   * @param compiled expressions by their texts, filled as they are met
   */
  JsonataExpressions(Map<String, Jsonata> compiled, Supplier<UUID> ids) {
    this(compiled, ids, OF_STATES);
  }

  JsonataExpressions(Map<String, Jsonata> compiled, Supplier<UUID> ids, JsonataLimits limits) {
    this.compiled = compiled;
    this.limits = limits;
    functions = new JsonataFunctions(ids, limits.longestRange());
  }

  /** An expression that failed, in the words of the service behind the expression's own text. */
  static final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1;

    EvaluationException(String message) {
      super(message, null, false, false);
    }
  }

  static boolean isExpression(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  /** The expression between the marks. */
  static String expression(String text) {
    return text.substring(2, text.length() - 2).strip();
  }

  /**
   * Evaluates an expression.
   *
   * @param bindings values by variable, without the dollar sign
   * @return null if the expression returns nothing
   */
  @Nullable JsonNode evaluate(String expression, Map<String, Object> bindings)
      throws EvaluationException {
    try {
      Jsonata jsonata = compiled.computeIfAbsent(expression, JsonataExpressions::compile);
      Jsonata.Frame frame = jsonata.createFrame();
      frame.setRuntimeBounds(limits.millis(), limits.depth());
      functions.bind(frame);
      bindings.forEach(frame::bind);
      return JsonataValues.toJson(jsonata.evaluate(null, frame));
    } catch (JException e) {
      throw new EvaluationException("threw an error during evaluation. " + describe(e));
    } catch (StackOverflowError e) {
      throw new EvaluationException("threw an error during evaluation. It nests too deeply.");
    } catch (JsonataValues.UnsupportedValueException e) {
      throw new EvaluationException("returned an unsupported result type.");
    } catch (RuntimeException e) {
      throw new EvaluationException(
          "threw an error during evaluation. " + e.getClass().getSimpleName());
    }
  }

  private static String describe(JException e) {
    String message = String.valueOf(e.getMessage());
    String code = String.valueOf(e.getError());
    return message.startsWith(code) ? message : code + ": " + message;
  }

  /**
   * @throws JException for a text that is not an expression
   */
  static Jsonata compile(String expression) {
    // The library runs over the end of a text that ends in a comment.
    Jsonata jsonata = Jsonata.jsonata(expression + " ");
    jsonata.setOutputConvertNulls(false);
    return jsonata;
  }
}
