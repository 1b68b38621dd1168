package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.impl.AndOperator;
import com.schibsted.spt.data.jslt.impl.BiggerComparison;
import com.schibsted.spt.data.jslt.impl.BiggerOrEqualComparison;
import com.schibsted.spt.data.jslt.impl.DivideOperator;
import com.schibsted.spt.data.jslt.impl.EqualsComparison;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.MinusOperator;
import com.schibsted.spt.data.jslt.impl.MultiplyOperator;
import com.schibsted.spt.data.jslt.impl.OrOperator;
import com.schibsted.spt.data.jslt.impl.PipeOperator;
import com.schibsted.spt.data.jslt.impl.PlusOperator;
import com.schibsted.spt.data.jslt.impl.SmallerComparison;
import com.schibsted.spt.data.jslt.impl.SmallerOrEqualsComparison;
import com.schibsted.spt.data.jslt.impl.UnequalsComparison;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import io.github.standpipe.internal.jslt.IntegerRange.Operation;
import java.util.function.Function;

/** Compiles operators, which are JSLT's own. */
record Operators(Compiler compiler) {

  /** {@code left | right}, from the left. */
  ExpressionNode expression(SimpleNode node) {
    ExpressionNode value = or(Tree.child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      SimpleNode right = Tree.child(node, next);
      value =
          new PipeOperator(value, compiler.at(new InputNode(), () -> or(right)), Piece.NOWHERE)
              .optimize();
    }
    return value;
  }

  private ExpressionNode or(SimpleNode node) {
    ExpressionNode left = and(Tree.child(node, 0));
    return node.jjtGetNumChildren() == 1
        ? left
        : strict(
            new OrOperator(operand(left), operand(or(Tree.child(node, 1))), Piece.NOWHERE)
                .optimize());
  }

  private ExpressionNode and(SimpleNode node) {
    ExpressionNode left = operated(Tree.child(node, 0), this::sum);
    return node.jjtGetNumChildren() == 1
        ? left
        : strict(
            new AndOperator(operand(left), operand(and(Tree.child(node, 1))), Piece.NOWHERE)
                .optimize());
  }

  private ExpressionNode sum(SimpleNode node) {
    return operated(node, this::product);
  }

  private ExpressionNode product(SimpleNode node) {
    return operated(node, compiler::base);
  }

  /** Operands with operators between them, left to right. */
  private ExpressionNode operated(SimpleNode node, Function<SimpleNode, ExpressionNode> operand) {
    ExpressionNode value = operand.apply(Tree.child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      int kind = Tree.first(Tree.child(node, next - 1));
      value =
          operator(kind, value, operand.apply(Tree.child(node, next)), Tree.child(node, next - 1));
    }
    return value;
  }

  /** An operation on literals is a literal. */
  private ExpressionNode operator(
      int kind, ExpressionNode one, ExpressionNode other, SimpleNode sign) {
    var at = Piece.NOWHERE;
    ExpressionNode left = operand(one);
    ExpressionNode right = operand(other);
    ExpressionNode operator =
        switch (kind) {
          case JsltParserConstants.EQUALS -> new EqualsComparison(left, right, at);
          case JsltParserConstants.UNEQUALS -> new UnequalsComparison(left, right, at);
          case JsltParserConstants.BIGOREQ -> new BiggerOrEqualComparison(left, right, at);
          case JsltParserConstants.BIGGER -> new BiggerComparison(left, right, at);
          case JsltParserConstants.SMALLER -> new SmallerComparison(left, right, at);
          case JsltParserConstants.SMALLOREQ -> new SmallerOrEqualsComparison(left, right, at);
          default -> arithmetic(kind, left, right, compiler.written(sign.jjtGetFirstToken()));
        };
    return strict(operator.optimize());
  }

  private static ExpressionNode arithmetic(
      int kind, ExpressionNode left, ExpressionNode right, String place) {
    var at = Piece.NOWHERE;
    return switch (kind) {
      case JsltParserConstants.PLUS ->
          Arithmetic.of(left, right, new PlusOperator(left, right, at), Operation.PLUS, place);
      case JsltParserConstants.MINUS ->
          Arithmetic.of(left, right, new MinusOperator(left, right, at), Operation.MINUS, place);
      case JsltParserConstants.STAR ->
          Arithmetic.of(left, right, new MultiplyOperator(left, right, at), Operation.TIMES, place);
      case JsltParserConstants.SLASH ->
          Arithmetic.of(left, right, new DivideOperator(left, right, at), Operation.DIVIDED, place);
      default -> throw new Compiler.LeftToJslt();
    };
  }

  private ExpressionNode operand(ExpressionNode value) {
    return compiler.operand(value, true);
  }

  private ExpressionNode strict(ExpressionNode operator) {
    return compiler.strict(operator);
  }
}
