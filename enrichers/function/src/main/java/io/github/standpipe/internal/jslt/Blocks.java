package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.impl.ArrayExpression;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Conditions, arrays, objects and loops, which have variables of their own. */
record Blocks(Compiler compiler) {

  ExpressionNode choice(SimpleNode node) {
    ExpressionNode test = compiler.hidden(() -> compiler.expression(Tree.child(node, 0)));
    Choice.Branch then = branch(node, Tree.child(node, Tree.lets(node).size() + 1));
    SimpleNode last = Tree.last(node);
    return new Choice(
        test,
        then,
        Tree.first(last) == JsltParserConstants.ELSE ? branch(last, Tree.last(last)) : nothing());
  }

  private static Choice.Branch nothing() {
    return new Choice.Branch(
        new Lets(List.of()), new LiteralExpression(NullNode.instance, Piece.NOWHERE));
  }

  /** A variable is visible only to what follows it. */
  private Choice.Branch branch(SimpleNode holder, SimpleNode value) {
    compiler.slots().enter();
    List<Lets.Let> all = new ArrayList<>();
    for (SimpleNode let : Tree.lets(holder)) {
      ExpressionNode of = compiler.expression(Tree.value(let));
      all.add(new Lets.Let(compiler.slots().declare(Tree.name(let)), of));
    }
    ExpressionNode made = compiler.expression(value);
    compiler.slots().leave();
    return new Choice.Branch(new Lets(all), made);
  }

  ExpressionNode array(SimpleNode node) {
    if (!isLoop(node)) {
      ExpressionNode[] items = compiler.at(null, () -> compiler.all(Tree.children(node)));
      return new ArrayExpression(items, Piece.NOWHERE).optimize();
    }
    return inScope(
        node,
        lets -> {
          int value = Tree.lets(node).size() + 1;
          boolean tests = node.jjtGetNumChildren() > value + 1;
          return new Loop(
              compiler.hidden(() -> compiler.expression(Tree.child(node, 0))),
              compiler.hidden(lets),
              tests ? compiler.hidden(() -> compiler.expression(Tree.last(node))) : null,
              null,
              compiler.at(new InputNode(), () -> compiler.expression(Tree.child(node, value))));
        });
  }

  ExpressionNode object(SimpleNode node) {
    if (!isLoop(node)) {
      return inScope(node, lets -> new ObjectMembers(compiler, node).made(lets.get()));
    }
    return inScope(
        node,
        lets ->
            compiler.hidden(() -> {
              int key = Tree.lets(node).size() + 1;
              boolean tests = node.jjtGetNumChildren() > key + 2;
              return new Loop(
                  compiler.expression(Tree.child(node, 0)),
                  lets.get(),
                  tests ? compiler.expression(Tree.last(node)) : null,
                  compiler.expression(Tree.child(node, key)),
                  compiler.expression(Tree.child(node, key + 1)));
            }));
  }

  private static boolean isLoop(SimpleNode node) {
    return node.jjtGetFirstToken().next.kind == JsltParserConstants.FOR;
  }

  /** All variables are declared before any has a value. */
  private ExpressionNode inScope(SimpleNode node, Function<Supplier<Lets>, ExpressionNode> made) {
    compiler.slots().enter();
    Supplier<Lets> lets = compiler.declared(node);
    ExpressionNode piece = made.apply(lets);
    compiler.slots().leave();
    return piece;
  }
}
