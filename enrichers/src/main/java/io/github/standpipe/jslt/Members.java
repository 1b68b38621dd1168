package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what stands between the braces of an object. */
final class Members {
  private final Compiler compiler;
  private final List<SimpleNode> pairs = new ArrayList<>();
  private @Nullable SimpleNode matcher;

  /** A pair holds the next one, and the last one the matcher. */
  Members(Compiler compiler, SimpleNode object) {
    this.compiler = compiler;
    SimpleNode node = object.jjtGetNumChildren() == 0 ? null : Compiler.last(object);
    while (node != null && node.getId() == JsltParserTreeConstants.JJTPAIR) {
      pairs.add(node);
      node = node.jjtGetNumChildren() == 2 ? null : Compiler.last(node);
    }
    if (node != null && node.getId() == JsltParserTreeConstants.JJTMATCHER) {
      matcher = node;
    }
  }

  /**
   * The object.
   *
   * @param place where in the input the fields are that the matcher takes
   */
  ExpressionNode made(Lets lets, @Nullable ExpressionNode place) {
    ExpressionNode[] keys =
        compiler.hidden(
            () -> compiler.all(pairs.stream().map(pair -> Compiler.child(pair, 0)).toList()));
    List<String> names = new ArrayList<>();
    ExpressionNode[] values = new ExpressionNode[keys.length];
    for (int at = 0; at < keys.length; at++) {
      SimpleNode value = Compiler.child(pairs.get(at), 1);
      String name = isString(Compiler.child(pairs.get(at), 0)) ? name(keys[at]) : null;
      if (name != null) {
        names.add(name);
      }
      values[at] =
          compiler.at(
              name == null || place == null ? null : new Key(place, name),
              () -> compiler.expression(value));
    }
    if (names.size() < keys.length) {
      if (matcher != null) {
        throw new Compiler.LeftToJslt();
      }
      return new Computed(lets, keys, values);
    }
    Made made = new Made(lets, new Shape(names), values);
    if (matcher != null) {
      return matched(made, names, matcher);
    }
    return lets.isEmpty() ? folded(made, values) : made;
  }

  private static String name(ExpressionNode key) {
    return Made.name(key.apply(null, NullNode.instance));
  }

  /** A string by itself, which JSLT knows for a name before it evaluates anything. */
  private static boolean isString(SimpleNode key) {
    return key.jjtGetFirstToken() == key.jjtGetLastToken()
        && Compiler.first(key) == JsltParserConstants.STRING;
  }

  /** What holds nothing but literals is one. */
  private static ExpressionNode folded(Made made, ExpressionNode[] values) {
    for (ExpressionNode value : values) {
      if (!(value instanceof LiteralExpression)) {
        return made;
      }
    }
    return new LiteralExpression(made.apply(new Frames(0), NullNode.instance), Piece.NOWHERE);
  }

  private ExpressionNode matched(Made made, List<String> names, SimpleNode matcher) {
    ExpressionNode place = compiler.place();
    Set<String> not = new HashSet<>(names);
    if (matcher.jjtGetNumChildren() == 2) {
      Token token = Compiler.child(matcher, 0).jjtGetFirstToken().next;
      not.add(Literals.name(token));
      while (token.next.kind != JsltParserConstants.COLON) {
        token = token.next.next;
        not.add(Literals.name(token));
      }
    }
    ExpressionNode rest = compiler.hidden(() -> compiler.expression(Compiler.last(matcher)));
    return new Matched(made, place, not, rest);
  }
}
