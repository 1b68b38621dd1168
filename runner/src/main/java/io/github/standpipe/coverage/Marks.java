package io.github.standpipe.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import io.github.standpipe.enrich.EventEvaluation;
import io.github.standpipe.fixture.ExecutionWatch;
import io.github.standpipe.jslt.Evaluation;
import io.github.standpipe.jslt.EvaluationFunction;
import io.github.standpipe.machine.MachineStep;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one case reached. An event is evaluated as often as its look-ups need, and before they have
 * answered each finds nothing; so of each event the last evaluation counts.
 *
 * <p>The functions that a measured source calls report to the marks that watch their invocation.
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

  /** Those that a measured source calls. */
  static List<Function> functions() {
    return List.of(
        new Marking(BEGIN, 1, NullNode.instance, Marks::begin),
        new Marking(AT, 1, BooleanNode.TRUE, Marks::at),
        new Marking(SAW, 2, NullNode.instance, Marks::saw));
  }

  /** Begins the evaluation of an event; stands before all else in a file. */
  static String beginning() {
    return "let " + BEGIN + " = " + BEGIN + "(.) == 0 ";
  }

  /** An expression that tells its value. */
  static String probe(int spot, String expression) {
    return SAW + "(" + spot + ", " + expression + ")";
  }

  /** An expression that tells that it is evaluated, also where it fails. */
  static String reached(int spot, String expression) {
    return "if (" + AT + "(" + spot + ")) " + expression;
  }

  /** The outcomes that were seen, each with the number {@link #number} gives it. */
  BitSet all() {
    BitSet all = new BitSet();
    byEvent.values().forEach(all::or);
    return all;
  }

  /** Forgets what an evaluation reached that gave no verdict: its documents were still pending. */
  @Override
  public void pending(JsonNode event) {
    byEvent.remove(event);
  }

  /** What the executions of the case did, each thing once. */
  Set<MachineVisit> visits() {
    return visits;
  }

  @Override
  public void step(String machine, MachineStep step) {
    visits.add(new MachineVisit(machine, step));
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
   * @param value what it gives; one with two arguments gives the second
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
