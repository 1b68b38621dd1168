package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.enrich.EventEvaluation;
import io.github.standpipe.internal.fixture.ExecutionWatch;
import io.github.standpipe.internal.jslt.Evaluation;
import io.github.standpipe.internal.jslt.EvaluationFunction;
import io.github.standpipe.machine.MachineStep;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one case reached. An event is evaluated once per look-up round, and finds no document before
 * the look-ups have answered; so only the last evaluation of each event counts.
 *
 * <p>The functions in a measured source report to the marks of their invocation.
 */
final class Marks implements ExecutionWatch {
  private static final String BEGIN = "covers--begin";
  private static final String AT = "covers--at";
  private static final String SAW = "covers--saw";

  private final List<Spot> spots;
  private final Map<JsonNode, BitSet> byEvent =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private final Set<MachineVisit> visits = ConcurrentHashMap.newKeySet();

  Marks(List<Spot> spots) {
    this.spots = spots;
  }

  /** The functions that a measured source calls. */
  static List<Function> functions() {
    return List.of(
        new Marking(BEGIN, 1, NullNode.instance, Marks::begin),
        new Marking(AT, 1, BooleanNode.TRUE, Marks::at),
        new Marking(SAW, 2, NullNode.instance, Marks::saw));
  }

  /** Begins the evaluation of an event; the first expression of a file. */
  static String beginning() {
    return "let " + BEGIN + " = " + BEGIN + "(.) == 0 ";
  }

  /** An expression that reports its value. */
  static String probe(int spot, String expression) {
    return SAW + "(" + spot + ", " + expression + ")";
  }

  /** An expression that reports that it is evaluated, even if it fails. */
  static String reached(int spot, String expression) {
    return "if (" + AT + "(" + spot + ")) " + expression;
  }

  /** The outcomes that were seen, as numbers from {@link #number}. */
  BitSet all() {
    BitSet all = new BitSet();
    byEvent.values().forEach(all::or);
    return all;
  }

  /** Discards the marks of an evaluation whose documents were still pending. */
  @Override
  public void pending(JsonNode event) {
    byEvent.remove(event);
  }

  /** The distinct visits of the executions of the case. */
  Set<MachineVisit> visits() {
    return visits;
  }

  @Override
  public void step(String machine, MachineStep step) {
    visits.add(new MachineVisit(machine, step));
  }

  @Override
  public boolean watchesComparisons() {
    return true;
  }

  static int number(int spot, int outcome) {
    return 2 * spot + outcome;
  }

  private void begin(JsonNode event, JsonNode[] args) {
    byEvent.put(event, new BitSet());
  }

  private void at(JsonNode event, JsonNode[] args) {
    mark(event, number(args[0].intValue(), 0));
  }

  private void saw(JsonNode event, JsonNode[] args) {
    SpotKind kind = spots.get(args[0].intValue()).kind();
    int outcome = kind.outcome(args[1]);
    if (outcome < kind.outcomes()) {
      mark(event, number(args[0].intValue(), outcome));
    }
  }

  private void mark(JsonNode event, int mark) {
    byEvent.computeIfAbsent(event, e -> new BitSet()).set(mark);
  }

  /**
   * A function of a measured source.
   *
   * @param value its result; a function with two arguments returns the second
   */
  private record Marking(String name, int arguments, JsonNode value, Body body)
      implements EvaluationFunction {
    private interface Body {
      void mark(Marks marks, JsonNode event, JsonNode[] arguments);
    }

    @Override
    public JsonNode call(Evaluation evaluation, JsonNode[] given) {
      if (((EventEvaluation) evaluation).invocation().surroundings().watch()
          instanceof Marks marks) {
        body.mark(marks, evaluation.event(), given);
      }
      return callCompiling(given);
    }

    @Override
    public JsonNode callCompiling(JsonNode[] given) {
      return arguments == 2 ? given[1] : value;
    }
  }
}
