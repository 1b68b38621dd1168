package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import java.util.ArrayList;
import java.util.List;

/** Navigates a file's tree, as JSLT's grammar reads it. */
final class Tree {
  private Tree() {}

  /** The kind of a node's first token. */
  static int first(SimpleNode node) {
    return node.jjtGetFirstToken().kind;
  }

  static SimpleNode child(SimpleNode node, int place) {
    return (SimpleNode) node.jjtGetChild(place);
  }

  static SimpleNode last(SimpleNode node) {
    return child(node, node.jjtGetNumChildren() - 1);
  }

  static List<SimpleNode> children(SimpleNode node) {
    List<SimpleNode> children = new ArrayList<>();
    for (int place = 0; place < node.jjtGetNumChildren(); place++) {
      children.add(child(node, place));
    }
    return children;
  }

  /** The children that begin with a token of a kind. */
  static List<SimpleNode> startingWith(int kind, SimpleNode node) {
    return children(node).stream().filter(child -> first(child) == kind).toList();
  }

  static List<SimpleNode> lets(SimpleNode node) {
    return children(node).stream()
        .filter(child -> child.getId() == JsltParserTreeConstants.JJTLET)
        .toList();
  }

  /** The value after {@code let name =}. */
  static SimpleNode value(SimpleNode let) {
    return child(let, 0);
  }

  /** The name after {@code let} or {@code def}. */
  static String name(SimpleNode node) {
    return node.jjtGetFirstToken().next.image;
  }

  /** The node itself, or the first below it, of a kind. */
  static SimpleNode descended(SimpleNode node, int kind) {
    return node.getId() == kind ? node : descended(child(node, 0), kind);
  }
}
