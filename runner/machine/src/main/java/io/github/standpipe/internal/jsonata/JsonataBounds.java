package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Collection;
import java.util.Map;

/**
 * Bounds one evaluation in time, in depth, and in the size of each intermediate value, so that no
 * expression runs forever or exhausts the memory.
 */
public final class JsonataBounds {
  /** The service's message for a value that is too large. */
  static final String MEMORY =
      "Expression evaluation memory limit exceeded: Check for excessive memory usage";

  /** The service's message for an expression that does not end. */
  static final String TIME = "Expression evaluation timeout: Check for infinite loop";

  /** The service's message for an expression that is nested too deeply. */
  static final String DEPTH =
      "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as"
          + " tail-recursive.";

  /** The longest sequence that the service was seen to accept. */
  static final int MOST_ITEMS = 873_782;

  /** The longest text that the service was seen to accept. */
  static final int LONGEST_TEXT = 4_194_304;

  private final JsonataLimits limits;
  private final long began = System.nanoTime();
  private int depth;

  private JsonataBounds(JsonataLimits limits) {
    this.limits = limits;
  }

  static JsonataBounds on(Jsonata.Frame frame, JsonataLimits limits) {
    JsonataBounds bounds = new JsonataBounds(limits);
    frame.setEvaluateEntryCallback((symbol, input, env) -> bounds.enter(env));
    frame.setEvaluateExitCallback((symbol, input, env, result) -> bounds.leave(env, result));
    return bounds;
  }

  private void enter(Jsonata.Frame frame) {
    if (!frame.isParallelCall) {
      depth++;
      if (depth > limits.depth()) {
        throw new JException(DEPTH, -1);
      }
      check();
    }
  }

  private void leave(Jsonata.Frame frame, Object result) {
    if (isTooLarge(result)) {
      throw new JException(MEMORY, -1);
    }
    if (!frame.isParallelCall) {
      depth--;
      check();
    }
  }

  static boolean isTooLarge(Object value) {
    return switch (value) {
      case null -> false;
      case Collection<?> items -> items.size() > MOST_ITEMS;
      case Map<?, ?> map -> map.size() > MOST_ITEMS;
      case String text -> text.length() > LONGEST_TEXT;
      default -> false;
    };
  }

  /** Ends the evaluation if its time is up. */
  void check() {
    if (System.nanoTime() - began > limits.millis() * 1_000_000L) {
      throw new JException(TIME, -1);
    }
  }
}
