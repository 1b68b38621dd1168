package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;

/**
 * A function that needs to know which evaluation calls it. A {@link Program} passes its own along;
 * JSLT, whose functions are given nothing but their arguments, needs {@link BoundExpression}.
 */
public interface EvaluationFunction extends Function {

  String name();

  /** How many arguments it takes. */
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
   * Gives the value for some arguments.
   *
   * @throws RuntimeException if there is none; the evaluation then ends
   */
  JsonNode call(Evaluation evaluation, JsonNode[] arguments);

  /**
   * Gives the value before there is an evaluation: JSLT evaluates objects of constants as it
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
