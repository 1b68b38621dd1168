package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;

/**
 * A function that needs to know which evaluation calls it. A {@link Program} passes its own along;
 * JSLT passes nothing but the arguments, so it needs {@link BoundExpression}.
 */
public interface EvaluationFunction extends Function {

  String name();

  /** The number of its arguments. */
  int arguments();

  @Override
  default String getName() {
    return name();
  }

  @Override
  default int getMinArguments() {
    return arguments();
  }

  @Override
  default int getMaxArguments() {
    return arguments();
  }

  /**
   * Computes the value for some arguments.
   *
   * @throws RuntimeException if the function cannot return a value; the evaluation then ends
   */
  JsonNode call(Evaluation evaluation, JsonNode[] arguments);

  /**
   * Computes the value outside of an evaluation: JSLT evaluates objects of constants while it
   * compiles.
   *
   * @throws IllegalStateException if the value depends on the evaluation
   */
  default JsonNode callCompiling(JsonNode[] arguments) {
    throw new IllegalStateException(getName() + "() is called before there is an event");
  }

  @Override
  default JsonNode call(JsonNode input, JsonNode[] arguments) {
    return callCompiling(arguments);
  }
}
