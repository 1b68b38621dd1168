package io.github.standpipe.internal.mutation;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.COMMA;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DECIMAL;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DOT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.FALSE;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.FOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.INTEGER;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.NULL;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.TRUE;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTADDITIVEOPERATOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTANDEXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTARRAY;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTCOMPARATOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTELSEBRANCH;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTFUNCTIONCALL;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIFSTATEMENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTIMPORT;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTLET;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHER;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMATCHERMINUS;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTMULTIPLICATIVEOPERATOR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOBJECTCOMPREHENSION;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTOREXPR;
import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.JJTPAIR;

import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.jslt.JsltTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The changes of a transform. */
final class TransformMutants {
  private static final Map<String, String> OPPOSITE =
      Map.of(
          "==", "!=", "!=", "==", "<", ">=", "<=", ">", ">", "<=", ">=", "<", "+", "-", "-", "+",
          "*", "/", "/", "*");

  private static final Map<String, String> SHIFTED =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

  private final JsltTree tree;
  private final BiConsumer<MutantKind, TextEdit> found;
  private final List<Token> tokens = new ArrayList<>();

  TransformMutants(JsltTree tree, BiConsumer<MutantKind, TextEdit> found) {
    this.tree = tree;
    this.found = found;
    Token end = tree.root().jjtGetLastToken();
    for (Token token = tree.root().jjtGetFirstToken(); token != null; token = token.next) {
      if (!token.image.isEmpty()) {
        tokens.add(token);
      }
      if (token == end) {
        break;
      }
    }
  }

  /** Reports each change. */
  void find() {
    paths();
    visit(tree.root());
  }

  /** The last key of each path: a change of an earlier one has the same effect. */
  private void paths() {
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean isKey =
          tokens.get(i - 1).kind == DOT && (token.kind == IDENT || token.kind == STRING);
      boolean adjoins = tree.to(tokens.get(i - 1)) == tree.from(token);
      boolean isLast = token.next == null || token.next.kind != DOT;
      if (isKey && adjoins && isLast) {
        replace(MutantKind.PATH, token, renamed(token));
      }
    }
  }

  private static String renamed(Token token) {
    String name = token.image;
    return token.kind == STRING ? name.substring(0, name.length() - 1) + "X\"" : name + "X";
  }

  private void visit(SimpleNode node) {
    List<SimpleNode> children = JsltTree.children(node);
    switch (node.getId()) {
      case JJTIMPORT -> {
        return;
      }
      case JJTPAIR -> pair(node);
      case JJTMATCHER -> listed(MutantKind.KEY_DROP, node);
      case JJTMATCHERMINUS -> minus(node);
      case JJTIFSTATEMENT -> choice(node);
      case JJTOREXPR, JJTANDEXPR -> logic(node, children);
      case JJTCOMPARATOR -> {
        sign(node, MutantKind.OPERATOR, OPPOSITE);
        sign(node, MutantKind.BOUND, SHIFTED);
      }
      case JJTADDITIVEOPERATOR, JJTMULTIPLICATIVEOPERATOR ->
          sign(node, MutantKind.OPERATOR, OPPOSITE);
      case JJTFUNCTIONCALL -> call(node, children);
      case JJTARRAY -> array(node, children);
      case JJTOBJECTCOMPREHENSION -> loop(node, children, "{}", 2);
      default -> literal(node);
    }
    children.forEach(this::visit);
  }

  private void pair(SimpleNode pair) {
    listed(MutantKind.KEY_DROP, pair);
    Token key = pair.jjtGetFirstToken();
    boolean isName = key.kind == STRING && key.next.image.equals(":");
    if (isName) {
      replace(MutantKind.KEY_RENAME, key, renamed(key));
    }
  }

  /** Drops one of several nodes between commas. */
  private void listed(MutantKind kind, SimpleNode node) {
    listed(kind, node.jjtGetFirstToken(), node.jjtGetLastToken());
  }

  private void listed(MutantKind kind, Token first, Token last) {
    Token before = tokens.get(Math.max(0, tokens.indexOf(first) - 1));
    if (last.next != null && last.next.kind == COMMA) {
      edit(kind, tree.from(first), tree.from(last.next.next), "");
    } else if (before.kind == COMMA) {
      edit(kind, tree.from(before), tree.to(last), "");
    } else {
      edit(kind, tree.from(first), tree.to(last), "");
    }
  }

  /** {@code - a, b}: the keys that a matcher leaves out. */
  private void minus(SimpleNode node) {
    List<Token> names = new ArrayList<>();
    for (Token token = node.jjtGetFirstToken(); ; token = token.next) {
      if (token.kind == IDENT || token.kind == STRING) {
        names.add(token);
      }
      if (token == node.jjtGetLastToken()) {
        break;
      }
    }
    if (names.size() > 1) {
      names.forEach(name -> listed(MutantKind.KEY_DROP, name, name));
    } else if (node.jjtGetFirstToken().image.equals("-")) {
      edit(MutantKind.KEY_DROP, tree.from(node), tree.to(node), "");
    }
  }

  private void choice(SimpleNode node) {
    SimpleNode condition = (SimpleNode) node.jjtGetChild(0);
    replace(MutantKind.BRANCH, condition, "not(" + tree.text(condition) + ")");
    replace(MutantKind.BRANCH, condition, "true");
    replace(MutantKind.BRANCH, condition, "false");
    JsltTree.children(node).stream()
        .filter(child -> child.getId() == JJTELSEBRANCH)
        .forEach(otherwise -> replace(MutantKind.FALLBACK, otherwise, ""));
  }

  private void logic(SimpleNode node, List<SimpleNode> children) {
    if (children.size() == 2) {
      SimpleNode left = children.getFirst();
      SimpleNode right = children.getLast();
      String other = node.getId() == JJTOREXPR ? "and" : "or";
      replace(MutantKind.OPERATOR, left.jjtGetLastToken().next, other);
      edit(MutantKind.OPERAND, tree.from(left), tree.from(right), "");
      edit(MutantKind.OPERAND, tree.to(left), tree.to(right), "");
    }
  }

  private void sign(SimpleNode operator, MutantKind kind, Map<String, String> others) {
    Token sign = operator.jjtGetFirstToken();
    String other = others.get(sign.image);
    if (other != null) {
      replace(kind, sign, other);
    }
  }

  private void call(SimpleNode call, List<SimpleNode> arguments) {
    String name = call.jjtGetFirstToken().image;
    switch (name) {
      case "lookup" -> replace(MutantKind.LOOKUP, call, "null");
      case "fallback" -> fallback(call, arguments);
      case "error", "drop", "quarantine", "retry" -> replace(MutantKind.CALL, call, "null");
      default -> {
        if (!arguments.isEmpty()) {
          replace(MutantKind.CALL, call, "(" + tree.text(arguments.getFirst()) + ")");
        }
      }
    }
  }

  private void fallback(SimpleNode call, List<SimpleNode> arguments) {
    if (arguments.size() == 2) {
      replace(MutantKind.FALLBACK, call, "(" + tree.text(arguments.getFirst()) + ")");
      replace(MutantKind.FALLBACK, call, "(" + tree.text(arguments.getLast()) + ")");
    } else {
      arguments.forEach(argument -> listed(MutantKind.FALLBACK, argument));
    }
  }

  private void array(SimpleNode array, List<SimpleNode> children) {
    if (array.jjtGetFirstToken().next.kind == FOR) {
      loop(array, children, "[]", 1);
    } else {
      children.forEach(item -> listed(MutantKind.ITEM, item));
    }
  }

  /**
   * A loop over something, with its variables, its result and perhaps a condition.
   *
   * @param results the number of expressions that make the result
   */
  private void loop(SimpleNode loop, List<SimpleNode> children, String empty, int results) {
    replace(MutantKind.LOOP, loop, empty);
    List<SimpleNode> values = children.stream().filter(one -> one.getId() != JJTLET).toList();
    if (values.size() > results + 1) {
      SimpleNode condition = values.getLast();
      Token open = tokens.get(tokens.indexOf(condition.jjtGetFirstToken()) - 1);
      boolean asks = tokens.get(tokens.indexOf(open) - 1).kind == IF;
      if (asks) {
        replace(MutantKind.LOOP, condition, "true");
      }
    }
  }

  private void literal(SimpleNode node) {
    boolean isLeaf = node.jjtGetNumChildren() == 0;
    Token token = node.jjtGetFirstToken();
    if (!isLeaf || token != node.jjtGetLastToken()) {
      return;
    }
    switch (token.kind) {
      case STRING -> replace(MutantKind.LITERAL, token, other(token.image));
      case INTEGER, DECIMAL ->
          replace(MutantKind.LITERAL, token, OtherLiteral.shifted(token.image));
      case TRUE -> replace(MutantKind.LITERAL, token, "false");
      case FALSE -> replace(MutantKind.LITERAL, token, "true");
      case NULL -> replace(MutantKind.LITERAL, token, "\"mutant\"");
      default -> {}
    }
  }

  /** Keeps escapes, which JSLT reads in its own way. */
  private static String other(String quoted) {
    return quoted.equals("\"\"") ? "\"mutant\"" : "\"not " + quoted.substring(1);
  }

  private void replace(MutantKind kind, SimpleNode node, String with) {
    edit(kind, tree.from(node), tree.to(node), with);
  }

  private void replace(MutantKind kind, Token token, String with) {
    edit(kind, tree.from(token), tree.to(token), with);
  }

  private void edit(MutantKind kind, int from, int to, String with) {
    found.accept(kind, new TextEdit(from, to, with));
  }
}
