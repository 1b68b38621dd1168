package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.impl.ArraySlicer;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import org.jspecify.annotations.Nullable;

/** Expressions that begin with a dot, a variable or a call, and what is chained to them. */
record Chains(Compiler compiler) {

  ExpressionNode chain(SimpleNode node) {
    if (isInput(node)) {
      return new InputNode();
    }
    ExpressionNode start = start(node);
    boolean goesOn =
        node.jjtGetNumChildren() > 0
            && Tree.last(node).getId() == JsltParserTreeConstants.JJTCHAINLINK;
    return goesOn ? links(Tree.last(node), start) : start;
  }

  private static boolean isInput(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    return token.kind == JsltParserConstants.DOT
        && switch (token.next.kind) {
          case JsltParserConstants.IDENT,
              JsltParserConstants.STRING,
              JsltParserConstants.LBRACKET ->
              false;
          default -> true;
        };
  }

  private ExpressionNode start(SimpleNode node) {
    Token token = node.jjtGetFirstToken();
    return switch (token.kind) {
      case JsltParserConstants.VARIABLE -> variable(token);
      case JsltParserConstants.DOT -> link(node, null);
      default -> call(token.image, node);
    };
  }

  private ExpressionNode variable(Token token) {
    String name = token.image.substring(1);
    Slots.Slot slot = compiler.slots().find(name);
    if (slot == null) {
      throw new Program.UndeclaredException(
          name, token.beginLine, token.beginColumn, compiler.slots().names());
    }
    return new Variable(slot);
  }

  private ExpressionNode call(String name, SimpleNode node) {
    SimpleNode call = Tree.descended(node, JsltParserTreeConstants.JJTFUNCTIONCALL);
    ExpressionNode[] arguments = compiler.all(Tree.children(call));
    Token token = node.jjtGetFirstToken();
    String place = compiler.written(token);
    int colon = name.indexOf(':');
    return colon < 0
        ? compiler.functions().call(name, arguments, compiler, place)
        : compiler
            .functions()
            .call(name.substring(0, colon), name.substring(colon + 1), arguments, place);
  }

  private ExpressionNode links(SimpleNode node, ExpressionNode of) {
    ExpressionNode link = link(node, of);
    return node.jjtGetNumChildren() == 2 ? links(Tree.child(node, 1), link) : link;
  }

  private ExpressionNode link(SimpleNode node, @Nullable ExpressionNode of) {
    Token token = node.jjtGetFirstToken();
    if (token.kind != JsltParserConstants.DOT) {
      return slice(Tree.child(node, 0), of == null ? new InputNode() : of);
    }
    return token.next.kind == JsltParserConstants.LBRACKET
        ? new InputNode()
        : new Key(of, Literals.name(token.next));
  }

  private ExpressionNode slice(SimpleNode node, ExpressionNode of) {
    boolean colon = Tree.children(node).stream().anyMatch(Chains::isColon);
    SimpleNode from = Tree.child(node, 0);
    SimpleNode to = Tree.last(node);
    return compiler.hidden(() ->
        compiler.strict(
            new ArraySlicer(
                isColon(from) ? null : index(from),
                colon,
                node.jjtGetNumChildren() == 1 || isColon(to) ? null : index(to),
                compiler.operand(of, false),
                Piece.NOWHERE)));
  }

  private ExpressionNode index(SimpleNode node) {
    return compiler.operand(compiler.expression(node), true);
  }

  private static boolean isColon(SimpleNode node) {
    return node.getId() == JsltParserTreeConstants.JJTCOLON;
  }
}
