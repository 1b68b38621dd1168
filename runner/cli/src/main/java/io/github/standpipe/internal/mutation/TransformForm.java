package io.github.standpipe.internal.mutation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.VARIABLE;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTADDITIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTANDEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCOMPARATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTELSEBRANCH;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONDECL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIFSTATEMENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTLET;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHER;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOREXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPAIR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPARENTHESIS;

import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.jslt.JsltTree;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A transform in a form that is the same for texts that mean the same: without comments, layout,
 * unused variables and functions, keys without a value, and branches that are never taken. Two
 * texts with different forms may still mean the same.
 */
final class TransformForm {
  private static final Set<String> NO_VALUE = Set.of("null", "{ }", "[ ]");

  private final JsltTree tree;
  private final boolean module;

  private TransformForm(JsltTree tree, boolean module) {
    this.tree = tree;
    this.module = module;
  }

  /**
   * The form of a text that the parser accepts.
   *
   * @param module whether it is imported, so that its functions are used elsewhere
   */
  static String of(String text, boolean module) {
    JsltTree tree = JsltTree.of(text, true);
    return new TransformForm(tree, module).form(tree.root());
  }

  private String form(SimpleNode node) {
    List<SimpleNode> children = JsltTree.children(node);
    return switch (node.getId()) {
      case JJTPARENTHESIS -> form(children.getFirst());
      case JJTIFSTATEMENT -> choice(children);
      case JJTOBJECT -> object(children);
      case JJTPAIR -> pair(node, children);
      case JJTLET -> isUnused(node) ? "" : plain(node);
      case JJTFUNCTIONDECL -> isUncalled(node) ? "" : plain(node);
      case JJTOREXPR, JJTANDEXPR, JJTCOMPARATIVEEXPR, JJTADDITIVEEXPR, JJTMULTIPLICATIVEEXPR ->
          children.size() > 1 ? "( " + plain(node) + " )" : plain(node);
      default -> plain(node);
    };
  }

  /** Without the comma after the last of several. */
  private static String bare(String part) {
    return part.endsWith(" ,") ? part.substring(0, part.length() - 2) : part;
  }

  /** The node's own tokens, with the forms of its children between them. */
  private String plain(SimpleNode node) {
    StringJoiner parts = new StringJoiner(" ");
    Token token = node.jjtGetFirstToken();
    Token end = node.jjtGetLastToken().next;
    for (SimpleNode child : JsltTree.children(node)) {
      for (; token != child.jjtGetFirstToken(); token = token.next) {
        add(parts, token.image);
      }
      add(parts, form(child));
      token = child.jjtGetLastToken().next;
    }
    for (; token != null && token != end; token = token.next) {
      add(parts, token.image);
    }
    return parts.toString();
  }

  private static void add(StringJoiner parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private String choice(List<SimpleNode> children) {
    String test = form(children.getFirst());
    List<SimpleNode> then =
        children.subList(1, children.size()).stream()
            .filter(child -> child.getId() != JJTELSEBRANCH)
            .toList();
    String holds = block(then);
    SimpleNode last = children.getLast();
    String fails = last.getId() == JJTELSEBRANCH ? block(JsltTree.children(last)) : "null";
    if (test.startsWith("not ( ") && isWhole(test)) {
      return choice(test.substring("not ( ".length(), test.length() - 2), fails, holds);
    }
    return choice(test, holds, fails);
  }

  private static String choice(String test, String holds, String fails) {
    return switch (test) {
      case "true" -> holds;
      case "false", "null" -> fails;
      default -> "if ( " + test + " ) " + holds + " else " + fails;
    };
  }

  /** Whether the parenthesis that a call opens is closed by its last character. */
  private static boolean isWhole(String call) {
    String[] tokens = call.split(" ");
    int depth = 0;
    for (int i = 1; i < tokens.length; i++) {
      depth += tokens[i].equals("(") ? 1 : tokens[i].equals(")") ? -1 : 0;
      if (depth == 0 && i < tokens.length - 1) {
        return false;
      }
    }
    return !call.contains("\"");
  }

  private String block(List<SimpleNode> nodes) {
    StringJoiner parts = new StringJoiner(" ");
    nodes.forEach(node -> add(parts, form(node)));
    return parts.toString();
  }

  private String object(List<SimpleNode> children) {
    boolean matches = children.stream().anyMatch(child -> child.getId() == JJTMATCHER);
    StringJoiner parts = new StringJoiner(" , ", "{ ", " }").setEmptyValue("{ }");
    for (SimpleNode child : children) {
      // a key that a matcher would copy is left out by a pair without a value
      add(parts, bare(matches ? plain(child) : form(child)));
    }
    return parts.toString();
  }

  private String pair(SimpleNode node, List<SimpleNode> children) {
    return NO_VALUE.contains(form(children.getLast())) ? "" : plain(node);
  }

  /** Whether a variable is never read, and its value cannot fail and asks nobody. */
  private boolean isUnused(SimpleNode let) {
    String name = "$" + let.jjtGetFirstToken().next.image;
    String value = form((SimpleNode) let.jjtGetChild(0));
    boolean isSafe = value.chars().noneMatch(c -> "(+-*/|[".indexOf(c) >= 0);
    return isSafe && count(VARIABLE, name) == 0;
  }

  private boolean isUncalled(SimpleNode def) {
    return !module && count(IDENT, def.jjtGetFirstToken().next.image) == 1;
  }

  private int count(int kind, String image) {
    int count = 0;
    for (Token token = tree.root().jjtGetFirstToken(); token != null; token = token.next) {
      count += token.kind == kind && token.image.equals(image) ? 1 : 0;
    }
    return count;
  }
}
