package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSLT's own expression of a file, with functions that need to know their evaluation. It works for
 * one evaluation at a time.
 */
public final class BoundExpression {
  private final Binding binding = new Binding();
  private final Expression expression;

  /** Compiles a file with some functions. */
  @FunctionalInterface
  public interface Compiling {
    Expression with(Collection<Function> functions);
  }

  private static final class Binding {
    private @Nullable Evaluation evaluation;
  }

  private record Bound(EvaluationFunction function, Binding binding) implements Function {
    @Override
    public String getName() {
      return function.getName();
    }

    @Override
    public int getMinArguments() {
      return function.getMinArguments();
    }

    @Override
    public int getMaxArguments() {
      return function.getMaxArguments();
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
      Evaluation evaluation = binding.evaluation;
      return evaluation == null
          ? function.callCompiling(arguments)
          : function.call(evaluation, arguments);
    }
  }

  /**
   * Compiles an expression.
   *
   * @throws RuntimeException if the compilation does
   */
  public BoundExpression(Collection<Function> functions, Compiling compiling) {
    this.expression = compiling.with(bound(functions));
  }

  private List<Function> bound(Collection<Function> functions) {
    List<Function> all = new ArrayList<>(functions.size());
    for (Function function : functions) {
      all.add(function instanceof EvaluationFunction own ? new Bound(own, binding) : function);
    }
    return all;
  }

  /**
   * JSLT's result for the event of the evaluation.
   *
   * @throws RuntimeException if JSLT does
   */
  public @Nullable JsonNode apply(Evaluation evaluation) {
    binding.evaluation = evaluation;
    try {
      return expression.apply(evaluation.event());
    } finally {
      binding.evaluation = null;
    }
  }
}
