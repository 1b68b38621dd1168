package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.internal.json.FieldNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the content of an object's braces. */
final class ObjectMembers {
  private final Compiler compiler;
  private final List<SimpleNode> pairs = new ArrayList<>();
  private @Nullable SimpleNode matcher;

  /** Each pair holds the next one, and the last one holds the matcher. */
  ObjectMembers(Compiler compiler, SimpleNode object) {
    this.compiler = compiler;
    SimpleNode node = object.jjtGetNumChildren() == 0 ? null : Tree.last(object);
    while (node != null && node.getId() == JsltParserTreeConstants.JJTPAIR) {
      pairs.add(node);
      node = node.jjtGetNumChildren() == 2 ? null : Tree.last(node);
    }
    if (node != null && node.getId() == JsltParserTreeConstants.JJTMATCHER) {
      matcher = node;
    }
  }

  ExpressionNode made(Lets lets) {
    ExpressionNode[] keys =
        compiler.hidden(() -> compiler.all(pairs.stream().map(ObjectMembers::key).toList()));
    List<String> names = new ArrayList<>();
    ExpressionNode[] values = new ExpressionNode[keys.length];
    for (int at = 0; at < keys.length; at++) {
      SimpleNode pair = pairs.get(at);
      if (isString(key(pair))) {
        String name = name(keys[at]);
        names.add(name);
        values[at] = compiler.below(name, () -> compiler.expression(value(pair)));
      } else {
        values[at] = compiler.at(null, () -> compiler.expression(value(pair)));
      }
    }
    if (names.size() < keys.length) {
      return computed(lets, keys, values);
    }
    ObjectLiteral made = new ObjectLiteral(lets, new FieldNames(names), values);
    if (matcher != null) {
      return matched(made, names, matcher);
    }
    return lets.isEmpty() ? folded(made, values) : made;
  }

  private ExpressionNode computed(Lets lets, ExpressionNode[] keys, ExpressionNode[] values) {
    if (matcher != null) {
      compiler.place(matcher.jjtGetFirstToken());
      throw new Compiler.LeftToJslt();
    }
    return new ComputedNames(lets, keys, values);
  }

  private static SimpleNode key(SimpleNode pair) {
    return Tree.child(pair, 0);
  }

  private static SimpleNode value(SimpleNode pair) {
    return Tree.child(pair, 1);
  }

  private static String name(ExpressionNode key) {
    return ObjectLiteral.name(key.apply(null, NullNode.instance));
  }

  /** A string literal, which JSLT recognises as a name before it evaluates anything. */
  private static boolean isString(SimpleNode key) {
    return key.jjtGetFirstToken() == key.jjtGetLastToken()
        && Tree.first(key) == JsltParserConstants.STRING;
  }

  /** Literals need neither an event nor time. */
  private record Folding(JsonNode event, EvaluationLimit limit) implements Evaluation {
    Folding() {
      this(NullNode.instance, EvaluationLimit.in(Duration.ofDays(1)));
    }
  }

  /** An object of literals only is itself a literal. */
  private static ExpressionNode folded(ObjectLiteral made, ExpressionNode[] values) {
    for (ExpressionNode value : values) {
      if (!(value instanceof LiteralExpression)) {
        return made;
      }
    }
    return new LiteralExpression(
        made.apply(new Frames(0, new Folding(), place -> {}), NullNode.instance), Piece.NOWHERE);
  }

  private ExpressionNode matched(ObjectLiteral made, List<String> names, SimpleNode matcher) {
    ExpressionNode place = compiler.place(matcher.jjtGetFirstToken());
    Set<String> not = new HashSet<>(names);
    if (matcher.jjtGetNumChildren() == 2) {
      Token token = Tree.child(matcher, 0).jjtGetFirstToken().next;
      not.add(Literals.name(token));
      while (token.next.kind != JsltParserConstants.COLON) {
        token = token.next.next;
        not.add(Literals.name(token));
      }
    }
    ExpressionNode rest = compiler.hidden(() -> compiler.expression(Tree.last(matcher)));
    return new ObjectMatching(made, place, not, rest);
  }
}
