package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Traces one evaluation at a time to find the place of a failure: JSLT gives none for exceptions of
 * its functions.
 *
 * <p>The source is rewritten for this: {@code f(.x)} becomes {@code at--leave(at--enter(7),
 * f(at--given(0, .x)))}. Arguments are evaluated first, and from left to right, so the call is
 * entered before its arguments and left once it has a value. Only values are wrapped, never
 * branches, so the result stays the same.
 */
public final class Trail {
  private static final String ENTER = "at--enter";
  private static final String LEAVE = "at--leave";
  private static final String GIVEN = "at--given";

  /** A piece of a source that can fail. */
  public record Spot(String place, String text, boolean call) {}

  /** A piece that is being evaluated. */
  public record Step(Spot spot, JsonNode input, TreeMap<Integer, JsonNode> operands) {}

  private final List<Spot> spots = new ArrayList<>();
  private final Deque<Step> steps = new ArrayDeque<>();

  public Collection<Function> functions() {
    return List.of(
        new JsltFunction(ENTER, 1, 1, (input, args) -> enter(args[0].intValue(), input)),
        JsltFunction.of(LEAVE, 2, args -> leave(args[1])),
        JsltFunction.of(GIVEN, 2, args -> noteOperand(args[0].intValue(), args[1])));
  }

  /** Starts a new trace. */
  public void begin() {
    steps.clear();
  }

  /** Returns what is being evaluated, outermost piece first, and clears it. */
  public List<Step> end() {
    List<Step> all = List.copyOf(steps);
    steps.clear();
    return all;
  }

  private JsonNode enter(int spot, JsonNode input) {
    steps.addLast(new Step(spots.get(spot), input, new TreeMap<>()));
    return NullNode.instance;
  }

  private JsonNode leave(JsonNode value) {
    steps.removeLast();
    return value;
  }

  private JsonNode noteOperand(int place, JsonNode value) {
    steps.getLast().operands().put(place, value);
    return value;
  }

  /**
   * The piece that failed: the innermost one, or, in an endless recursion, the one that starts it,
   * because the depth at which the stack overflows is random.
   */
  public static int failed(List<Step> steps, Throwable e) {
    Set<Spot> repeated = new HashSet<>();
    Set<Spot> seen = new HashSet<>();
    steps.forEach(step -> {
      if (step.spot().call() && !seen.add(step.spot())) {
        repeated.add(step.spot());
      }
    });
    for (int i = 0; e instanceof StackOverflowError && i < steps.size(); i++) {
      if (repeated.contains(steps.get(i).spot())) {
        return i;
      }
    }
    return steps.size() - 1;
  }

  /** The source, rewritten. */
  public String follow(String file, String source, boolean module) {
    JsltTree tree = JsltTree.of(source, module);
    return tree.rewritten((node, text) -> noteOperand(node, entered(file, tree, node, text)));
  }

  private String entered(String file, JsltTree tree, SimpleNode node, String text) {
    if (!JsltTree.canFail(node)) {
      return text;
    }
    spots.add(spot(file, tree, node));
    String entered = LEAVE + "(" + ENTER + "(" + (spots.size() - 1) + "), " + text + ")";
    return JsltTree.closed(node, entered);
  }

  /** Records each argument of a piece that can fail, by its position. */
  private static String noteOperand(SimpleNode node, String text) {
    SimpleNode of = (SimpleNode) node.jjtGetParent();
    boolean isGiven =
        of != null && JsltTree.canFail(of) && !JsltTree.isOperator(node) && !isArray(of);
    return isGiven ? GIVEN + "(" + place(node, of) + ", " + text + ")" : text;
  }

  private static long place(SimpleNode node, SimpleNode of) {
    return JsltTree.children(of).stream()
        .takeWhile(other -> other != node)
        .filter(other -> !JsltTree.isOperator(other))
        .count();
  }

  private static boolean isArray(SimpleNode node) {
    return node.jjtGetFirstToken().image.equals("[");
  }

  private static Spot spot(String file, JsltTree tree, SimpleNode node) {
    var first = node.jjtGetFirstToken();
    String place = file + ":" + first.beginLine + ":" + first.beginColumn;
    return new Spot(place, tree.text(node), JsltTree.isCall(node));
  }
}
