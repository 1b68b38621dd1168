package io.github.standpipe.internal.coverage;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTANDEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIFSTATEMENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTLET;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOREXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPAIR;

import com.schibsted.spt.data.jslt.parser.SimpleNode;
import io.github.standpipe.internal.jslt.JsltTree;
import java.util.List;

/**
 * A transform's source, rewritten so that it reports what is reached: {@code if (.x) 1} becomes
 * {@code if (covers--saw(7, .x)) 1}. Functions evaluate their arguments, so values are wrapped but
 * branches never are; the result for an event does not change.
 */
final class MeasuredSource {
  private final String name;
  private final JsltTree tree;
  private final boolean begins;
  private final List<Spot> spots;

  /**
   * Rewrites a source that compiles.
   *
   * @param begins whether the evaluation of an event begins with it
   * @param spots the spots of earlier sources, to which those of this one are added
   */
  MeasuredSource(String name, JsltTree tree, boolean begins, List<Spot> spots) {
    this.name = name;
    this.tree = tree;
    this.begins = begins;
    this.spots = spots;
  }

  String text() {
    return tree.rewritten((node, text) -> beginning(node) + wrapped(node, text));
  }

  private String beginning(SimpleNode node) {
    return begins && node == first() ? Marks.beginning() : "";
  }

  /** The part after the imports. */
  private SimpleNode first() {
    return JsltTree.children(tree.root()).stream()
        .filter(node -> node.getId() != JJTIMPORT)
        .findFirst()
        .orElseThrow();
  }

  private String wrapped(SimpleNode node, String text) {
    SimpleNode parent = (SimpleNode) node.jjtGetParent();
    List<SimpleNode> values = values(parent);
    int place = values.indexOf(node);
    String wrapped = isLookup(node) ? probe(SpotKind.LOOKUP, node, List.of(), text) : text;
    return switch (parent.getId()) {
      case JJTIFSTATEMENT -> place == 0 ? condition(node, parent, wrapped) : wrapped;
      case JJTANDEXPR, JJTOREXPR -> isOperand(node, parent) ? operand(node, wrapped) : wrapped;
      case JJTFUNCTIONCALL ->
          isFallback(parent) ? probe(SpotKind.FALLBACK, node, List.of(), wrapped) : wrapped;
      case JJTFUNCTIONDECL -> place == 0 ? body(SpotKind.FUNCTION, parent, node, wrapped) : wrapped;
      case JJTPAIR -> place == 1 ? probe(SpotKind.PAIR, parent, node, List.of(), wrapped) : wrapped;
      case JJTARRAY -> isLoop(parent) ? looped(node, place, 1, values, wrapped) : wrapped;
      case JJTOBJECTCOMPREHENSION -> looped(node, place, 2, values, wrapped);
      default -> wrapped;
    };
  }

  /** Its child expressions, without the values of {@code let}. */
  private static List<SimpleNode> values(SimpleNode parent) {
    return JsltTree.children(parent).stream().filter(child -> child.getId() != JJTLET).toList();
  }

  private String condition(SimpleNode node, SimpleNode parent, String text) {
    List<SimpleNode> values = values(parent);
    int then = tree.from(JsltTree.children(parent).get(1));
    SourceSpan otherwise = values.size() > 2 ? span(values.get(2)) : SourceSpan.NONE;
    List<SourceSpan> behind = List.of(new SourceSpan(then, tree.to(values.get(1))), otherwise);
    return probe(SpotKind.CONDITION, node, behind, text);
  }

  /** {@code a and b and c} is parsed as a and (b and c). */
  private static boolean isOperand(SimpleNode node, SimpleNode parent) {
    boolean goesOn = node.getId() == parent.getId() && node.jjtGetNumChildren() > 1;
    return parent.jjtGetNumChildren() > 1 && !goesOn;
  }

  private String operand(SimpleNode node, String text) {
    return JsltTree.closed(node, probe(SpotKind.OPERAND, node, List.of(), text));
  }

  private static boolean isLookup(SimpleNode node) {
    return JsltTree.isCall(node) && node.jjtGetFirstToken().image.equals("lookup");
  }

  private static boolean isFallback(SimpleNode call) {
    return call.jjtGetFirstToken().image.equals("fallback");
  }

  private static boolean isLoop(SimpleNode array) {
    return array.jjtGetFirstToken().next.image.equals("for");
  }

  /** The body of the loop, and the {@code if} after it that may leave the item out. */
  private String looped(
      SimpleNode node, int place, int made, List<SimpleNode> values, String text) {
    if (place == made) {
      return body(SpotKind.LOOP, (SimpleNode) node.jjtGetParent(), node, text);
    }
    boolean asks = place == made + 1;
    return asks ? probe(SpotKind.CONDITION, node, List.of(span(values.get(made))), text) : text;
  }

  private String body(SpotKind kind, SimpleNode of, SimpleNode node, String text) {
    return Marks.reached(add(kind, of, of, List.of(span(node))), text);
  }

  private String probe(SpotKind kind, SimpleNode node, List<SourceSpan> behind, String text) {
    return probe(kind, node, node, behind, text);
  }

  private String probe(
      SpotKind kind, SimpleNode from, SimpleNode to, List<SourceSpan> behind, String text) {
    return Marks.probe(add(kind, from, to, behind), text);
  }

  private int add(SpotKind kind, SimpleNode from, SimpleNode to, List<SourceSpan> behind) {
    var token = from.jjtGetFirstToken();
    String place = name + ":" + token.beginLine + ":" + token.beginColumn;
    SourceSpan span = new SourceSpan(tree.from(from), tree.to(to));
    int shownEnd =
        kind == SpotKind.FUNCTION ? tree.from(JsltTree.children(from).getFirst()) : span.to();
    spots.add(new Spot(kind, place, tree.text(span.from(), shownEnd).strip(), span, behind));
    return spots.size() - 1;
  }

  private SourceSpan span(SimpleNode node) {
    return new SourceSpan(tree.from(node), tree.to(node));
  }
}
