package io.github.standpipe.internal.lint;

import static com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants.*;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.internal.jslt.Literals;
import io.github.standpipe.internal.lint.Syntax.*;
import io.github.standpipe.internal.lint.TransformText.*;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tree of JSLT's grammar, which has a node for each level of precedence. */
final class SyntaxReader {
  private static final Set<String> OPENING = Set.of("(", "[");
  private static final Set<String> CLOSING = Set.of(")", "]", ",");
  private static final Set<String> BINDING = Set.of("(", "[", ".");

  private final Path file;

  private SyntaxReader(Path file) {
    this.file = file;
  }

  /** Reads the text of a file that compiles. */
  static TransformText read(Path file, String text) {
    return new SyntaxReader(file).file(JsltTree.of(text, true).root());
  }

  private TransformText file(SimpleNode root) {
    List<ImportText> imports = new ArrayList<>();
    List<FunctionText> functions = new ArrayList<>();
    Optional<Syntax> body = Optional.empty();
    for (SimpleNode node : JsltTree.children(root)) {
      switch (node.getId()) {
        case JJTIMPORT -> imports.add(imported(node.jjtGetFirstToken()));
        case JJTFUNCTIONDECL -> functions.add(function(node));
        case JJTEXPR -> body = Optional.of(expression(node));
        default -> {}
      }
    }
    return new TransformText(file, imports, lets(root), functions, body);
  }

  private ImportText imported(Token token) {
    Token prefix = token.next.next.next;
    return new ImportText(point(prefix, prefix), Literals.name(token.next), prefix.image);
  }

  private FunctionText function(SimpleNode node) {
    Token name = node.jjtGetFirstToken().next;
    List<ParameterText> parameters = new ArrayList<>();
    for (Token t = name.next; t.kind != JsltParserConstants.RPAREN; t = t.next) {
      if (t.kind == JsltParserConstants.IDENT) {
        parameters.add(new ParameterText(point(t, t), t.image));
      }
    }
    return new FunctionText(
        point(name, name), name.image, parameters, new BlockText(lets(node), last(node)));
  }

  private List<LetText> lets(SimpleNode node) {
    return JsltTree.children(node).stream()
        .filter(child -> child.getId() == JJTLET)
        .map(let -> {
          Token name = let.jjtGetFirstToken().next;
          return new LetText(point(name, name), name.image, expression(child(let, 0)));
        })
        .toList();
  }

  private Syntax last(SimpleNode node) {
    return expression(child(node, node.jjtGetNumChildren() - 1));
  }

  private Syntax expression(SimpleNode node) {
    return switch (node.getId()) {
      case JJTEXPR, JJTCOMPARATIVEEXPR, JJTADDITIVEEXPR, JJTMULTIPLICATIVEEXPR -> operators(node);
      case JJTOREXPR -> logic("or", node);
      case JJTANDEXPR -> logic("and", node);
      case JJTBASEEXPR -> node.jjtGetNumChildren() == 0 ? literal(node) : last(node);
      case JJTPARENTHESIS -> expression(child(node, 0));
      case JJTCHAINABLE -> chain(node);
      case JJTIFSTATEMENT -> choice(node);
      case JJTARRAY -> isLoop(node) ? loop(node, false) : array(node);
      case JJTOBJECT -> object(node);
      case JJTOBJECTCOMPREHENSION -> loop(node, true);
      default -> throw new IllegalStateException("an expression of kind " + node.getId());
    };
  }

  private Syntax operators(SimpleNode node) {
    Syntax value = expression(child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      Token sign = child(node, next - 1).jjtGetFirstToken();
      SimpleNode right = child(node, next);
      String text = text(node.jjtGetFirstToken(), right.jjtGetLastToken());
      SourcePoint at = new SourcePoint(file, sign.beginLine, sign.beginColumn, text);
      value = new OperatorText(at, sign.image, value, expression(right));
    }
    return value;
  }

  private Syntax logic(String sign, SimpleNode node) {
    Syntax left = expression(child(node, 0));
    return node.jjtGetNumChildren() == 1
        ? left
        : new OperatorText(point(node), sign, left, expression(child(node, 1)));
  }

  private Syntax literal(SimpleNode node) {
    return new LiteralText(point(node), Literals.of(node.jjtGetFirstToken()));
  }

  private Syntax choice(SimpleNode node) {
    SimpleNode last = child(node, node.jjtGetNumChildren() - 1);
    List<LetText> lets = lets(node);
    BlockText then = new BlockText(lets, expression(child(node, lets.size() + 1)));
    return new IfText(
        point(node),
        expression(child(node, 0)),
        then,
        last.getId() == JJTELSEBRANCH
            ? Optional.of(new BlockText(lets(last), last(last)))
            : Optional.empty());
  }

  private Syntax array(SimpleNode node) {
    return new ArrayText(
        point(node), JsltTree.children(node).stream().map(this::expression).toList());
  }

  private static boolean isLoop(SimpleNode node) {
    return node.jjtGetFirstToken().next.kind == JsltParserConstants.FOR;
  }

  private Syntax loop(SimpleNode node, boolean makesObject) {
    List<LetText> lets = lets(node);
    int value = lets.size() + (makesObject ? 2 : 1);
    return new LoopText(
        point(node),
        expression(child(node, 0)),
        lets,
        makesObject ? Optional.of(expression(child(node, value - 1))) : Optional.empty(),
        expression(child(node, value)),
        node.jjtGetNumChildren() > value + 1 ? Optional.of(last(node)) : Optional.empty());
  }

  /** Each pair holds the next one, and the last one holds the matcher. */
  private Syntax object(SimpleNode object) {
    List<MemberText> members = new ArrayList<>();
    Optional<MatcherText> matcher = Optional.empty();
    SimpleNode node = object.jjtGetNumChildren() == 0 ? object : lastChild(object);
    while (node.getId() == JJTPAIR) {
      members.add(new MemberText(expression(child(node, 0)), expression(child(node, 1))));
      node = node.jjtGetNumChildren() == 2 ? object : lastChild(node);
    }
    if (node.getId() == JJTMATCHER) {
      matcher = Optional.of(new MatcherText(point(node), minus(node), last(node)));
    }
    return new ObjectText(point(object), lets(object), members, matcher);
  }

  private static Set<String> minus(SimpleNode matcher) {
    Set<String> names = new HashSet<>();
    if (matcher.jjtGetNumChildren() == 2) {
      Token token = child(matcher, 0).jjtGetFirstToken().next;
      for (; token.kind != JsltParserConstants.COLON; token = token.next) {
        if (token.kind != JsltParserConstants.COMMA) {
          names.add(Literals.name(token));
        }
      }
    }
    return names;
  }

  private Syntax chain(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    Syntax start =
        switch (token.kind) {
          case JsltParserConstants.VARIABLE ->
              new VariableUse(point(token, token), token.image.substring(1));
          case JsltParserConstants.DOT -> dot(token);
          default -> call(node);
        };
    boolean goesOn = node.jjtGetNumChildren() > 0 && lastChild(node).getId() == JJTCHAINLINK;
    return goesOn ? links(lastChild(node), start, token) : start;
  }

  private Syntax dot(Token token) {
    Syntax dot = new DotText(point(token, token));
    boolean names =
        token.next.kind == JsltParserConstants.IDENT
            || token.next.kind == JsltParserConstants.STRING;
    return names ? key(token, dot, token) : dot;
  }

  private Syntax key(Token dot, Syntax of, Token start) {
    Token name = dot.next;
    SourcePoint at = new SourcePoint(file, name.beginLine, name.beginColumn, text(start, name));
    return new KeyAccess(at, of, Literals.name(name));
  }

  private Syntax call(SimpleNode node) {
    SimpleNode call = node;
    while (call.getId() != JJTFUNCTIONCALL) {
      call = child(call, 0);
    }
    Token name = node.jjtGetFirstToken();
    return new CallText(
        point(call), name.image, JsltTree.children(call).stream().map(this::expression).toList());
  }

  private Syntax links(SimpleNode node, Syntax of, Token start) {
    Token token = node.jjtGetFirstToken();
    Syntax link =
        token.kind == JsltParserConstants.DOT
            ? key(token, of, start)
            : index(child(node, 0), of, start);
    return node.jjtGetNumChildren() == 2 ? links(child(node, 1), link, start) : link;
  }

  private Syntax index(SimpleNode node, Syntax of, Token start) {
    List<SimpleNode> children = JsltTree.children(node);
    List<Syntax> bounds =
        children.stream().filter(child -> child.getId() != JJTCOLON).map(this::expression).toList();
    Token from = node.jjtGetFirstToken();
    SourcePoint at =
        new SourcePoint(
            file, from.beginLine, from.beginColumn, text(start, node.jjtGetLastToken()));
    return new IndexAccess(at, of, bounds, bounds.size() < children.size());
  }

  private static SimpleNode child(SimpleNode node, int place) {
    return (SimpleNode) node.jjtGetChild(place);
  }

  private static SimpleNode lastChild(SimpleNode node) {
    return child(node, node.jjtGetNumChildren() - 1);
  }

  private SourcePoint point(SimpleNode node) {
    return point(node.jjtGetFirstToken(), node.jjtGetLastToken());
  }

  private SourcePoint point(Token from, Token to) {
    return new SourcePoint(file, from.beginLine, from.beginColumn, text(from, to));
  }

  /** The tokens with one blank between them, unless they belong together. */
  private static String text(Token from, Token to) {
    StringBuilder text = new StringBuilder(from.image);
    for (Token token = from; token != to; token = token.next) {
      text.append(areClose(token, token.next) ? "" : " ").append(token.next.image);
    }
    return text.toString();
  }

  private static boolean areClose(Token left, Token right) {
    boolean adjacent = left.endLine == right.beginLine && left.endColumn + 1 == right.beginColumn;
    return OPENING.contains(left.image)
        || CLOSING.contains(right.image)
        || adjacent && (left.image.equals(".") || BINDING.contains(right.image));
  }
}
