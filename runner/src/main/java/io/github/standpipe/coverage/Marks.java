package io.github.standpipe.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import io.github.standpipe.enrich.Watch;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one case reached. An event is evaluated as often as its look-ups need, and before they have
 * answered each finds nothing; so of each event the last evaluation counts.
 *
 * <p>The functions that a measured source calls are put among JSLT's own, for the transform that
 * compiles it knows nothing of being measured.
 */
final class Marks {
  private static final String BEGIN = "covers--begin";
  private static final String AT = "covers--at";
  private static final String SAW = "covers--saw";
  private static final InheritableThreadLocal<@Nullable Marks> MARKED =
      new InheritableThreadLocal<>();

  private final List<Spot> spots;
  private final Map<JsonNode, BitSet> byEvent =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final ThreadLocal<BitSet> evaluated = ThreadLocal.withInitial(BitSet::new);

  Marks(List<Spot> spots) {
    this.spots = spots;
  }

  /** Lets measured sources be compiled in this process. */
  static synchronized void know() {
    if (!BuiltinFunctions.functions.containsKey(BEGIN)) {
      Map<String, Function> functions = new HashMap<>(BuiltinFunctions.functions);
      functions.put(BEGIN, new Marking(BEGIN, 1, Marks::begin));
      functions.put(AT, new Marking(AT, 1, Marks::at));
      functions.put(SAW, new Marking(SAW, 2, Marks::saw));
      BuiltinFunctions.functions = functions;
    }
  }

  /** Begins the evaluation of an event; stands before all else in a file. */
  static String beginning() {
    return "let " + BEGIN + " = " + BEGIN + "(.) == 0 ";
  }

  /** An expression that tells its value. */
  static String seen(int spot, String expression) {
    return SAW + "(" + spot + ", " + expression + ")";
  }

  /** An expression that tells that it is evaluated, also where it fails. */
  static String reached(int spot, String expression) {
    return "if (" + AT + "(" + spot + ")) " + expression;
  }

  /** Marks what this thread, and those that it starts, reach meanwhile. */
  void during(Runnable run) {
    MARKED.set(this);
    try {
      run.run();
    } finally {
      MARKED.remove();
    }
  }

  /** The outcomes that were seen, each with the number {@link #number} gives it. */
  BitSet all() {
    BitSet all = new BitSet();
    byEvent.values().forEach(all::or);
    return all;
  }

  /** Forgets what an evaluation reached that gave no verdict: its documents were still pending. */
  static Watch watch() {
    return new Watch() {
      @Override
      public void pending(JsonNode event) {
        Marks marks = MARKED.get();
        if (marks != null) {
          marks.byEvent.remove(event);
        }
      }
    };
  }

  static int number(int spot, int outcome) {
    return 2 * spot + outcome;
  }

  private JsonNode begin(JsonNode[] args) {
    BitSet marks = new BitSet();
    byEvent.put(args[0], marks);
    evaluated.set(marks);
    return NullNode.instance;
  }

  private JsonNode at(JsonNode[] args) {
    evaluated.get().set(number(args[0].intValue(), 0));
    return BooleanNode.TRUE;
  }

  private JsonNode saw(JsonNode[] args) {
    if (spots.isEmpty()) {
      return args[1]; // nobody measures
    }
    Kind kind = spots.get(args[0].intValue()).kind();
    int outcome = kind.outcome(args[1]);
    if (outcome < kind.outcomes()) {
      evaluated.get().set(number(args[0].intValue(), outcome));
    }
    return args[1];
  }

  private record Marking(String name, int arguments, BiFunction<Marks, JsonNode[], JsonNode> body)
      implements Function {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getMinArguments() {
      return arguments;
    }

    @Override
    public int getMaxArguments() {
      return arguments;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] given) {
      Marks marks = MARKED.get();
      return body.apply(marks == null ? new Marks(List.of()) : marks, given);
    }
  }
}
