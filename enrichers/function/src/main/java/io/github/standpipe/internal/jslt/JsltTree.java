package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a JSLT file as the grammar reads it: each node with its place in the text. It serves
 * to trace an evaluation: the text is rewritten, with values wrapped in function calls.
 */
public final class JsltTree {
  private final String text;
  private final List<Integer> lines = new ArrayList<>(List.of(0));

  /** Rewrites the text of a node whose children are already rewritten. */
  @FunctionalInterface
  public interface Wrapping {
    String of(SimpleNode node, String text);
  }

  /** JSLT's own parser, which does not expose its tree. */
  private static final class Grammar extends JsltParser {
    Grammar(String text) {
      super(new StringReader(text));
    }

    SimpleNode root(boolean module) throws ParseException {
      if (module) {
        Module();
      } else {
        Start();
      }
      return (SimpleNode) jjtree.rootNode();
    }
  }

  private final SimpleNode root;

  private JsltTree(String text, boolean module) throws ParseException {
    this.text = text;
    this.root = new Grammar(text).root(module);
    for (int i = 0; i < text.length(); i++) {
      boolean isBreak =
          text.charAt(i) == '\n' || text.charAt(i) == '\r' && !text.startsWith("\n", i + 1);
      if (isBreak) {
        lines.add(i + 1);
      }
    }
  }

  /**
   * Reads a text that compiles.
   *
   * @param module whether it is imported, and so may end without an expression
   */
  public static JsltTree of(String text, boolean module) {
    try {
      return new JsltTree(text, module);
    } catch (ParseException e) {
      throw new IllegalStateException("the file was compiled", e);
    }
  }

  /** The parser's error for a text that it cannot read. */
  public static Optional<ParseException> error(String text, boolean module) {
    try {
      new Grammar(text).root(module);
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.of(e);
    }
  }

  public SimpleNode root() {
    return root;
  }

  /** The names of the files that it imports. */
  public List<String> imports() {
    return children(root).stream()
        .filter(node -> node.getId() == JsltParserTreeConstants.JJTIMPORT)
        .map(node -> Literals.name(node.jjtGetFirstToken().next))
        .toList();
  }

  /** Where a node begins in the text. */
  public int from(SimpleNode node) {
    return from(node.jjtGetFirstToken());
  }

  /** Where it ends, exclusive. */
  public int to(SimpleNode node) {
    return to(node.jjtGetLastToken());
  }

  /** Where a token begins in the text. */
  public int from(Token token) {
    return offset(token.beginLine, token.beginColumn);
  }

  /** Where it ends, exclusive. */
  public int to(Token token) {
    return offset(token.endLine, token.endColumn) + 1;
  }

  private int offset(int line, int column) {
    return lines.get(line - 1) + column - 1;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  public String text(SimpleNode node) {
    return text(from(node), to(node));
  }

  public String text(int from, int to) {
    return text.substring(from, to);
  }

  /** The whole text with all nodes below its root rewritten, innermost first. */
  public String rewritten(Wrapping wrapping) {
    return rewritten(root, 0, text.length(), wrapping);
  }

  private String rewritten(SimpleNode node, int from, int to, Wrapping wrapping) {
    StringBuilder inside = new StringBuilder();
    int at = from;
    for (SimpleNode child : children(node)) {
      String rewritten = rewritten(child, from(child), to(child), wrapping);
      inside.append(text, at, from(child)).append(wrapping.of(child, rewritten));
      at = to(child);
    }
    return inside.append(text, at, to).toString();
  }

  /**
   * The text of a node wrapped in a call. If {@code [} or {@code .} follows, as in {@code def f(x)
   * $x + 1 [for (.) f(.)]}, the parser would apply it to the call, so that is prevented.
   */
  public static String closed(SimpleNode node, String call) {
    String next = node.jjtGetLastToken().next.image;
    boolean goesOn = next.equals("[") || next.equals(".");
    return goesOn && !isCall(node) ? "if (true) " + call + " else null" : call;
  }

  public static List<SimpleNode> children(SimpleNode node) {
    List<SimpleNode> children = new ArrayList<>();
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      children.add((SimpleNode) node.jjtGetChild(i));
    }
    return children;
  }

  public static boolean isCall(SimpleNode node) {
    return node.getId() == JsltParserTreeConstants.JJTFUNCTIONCALL;
  }

  static boolean isOperator(SimpleNode node) {
    return switch (node.getId()) {
      case JsltParserTreeConstants.JJTADDITIVEOPERATOR,
          JsltParserTreeConstants.JJTMULTIPLICATIVEOPERATOR,
          JsltParserTreeConstants.JJTCOMPARATOR ->
          true;
      default -> false;
    };
  }

  /** Whether a node can fail by itself: a call, an operator with its operands, a loop. */
  static boolean canFail(SimpleNode node) {
    return switch (node.getId()) {
      case JsltParserTreeConstants.JJTFUNCTIONCALL, JsltParserTreeConstants.JJTARRAY -> true;
      case JsltParserTreeConstants.JJTADDITIVEEXPR,
          JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR,
          JsltParserTreeConstants.JJTCOMPARATIVEEXPR ->
          node.jjtGetNumChildren() > 1;
      default -> false;
    };
  }
}
