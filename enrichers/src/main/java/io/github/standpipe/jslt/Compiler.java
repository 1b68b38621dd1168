package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.AndOperator;
import com.schibsted.spt.data.jslt.impl.ArrayExpression;
import com.schibsted.spt.data.jslt.impl.BiggerComparison;
import com.schibsted.spt.data.jslt.impl.BiggerOrEqualComparison;
import com.schibsted.spt.data.jslt.impl.DivideOperator;
import com.schibsted.spt.data.jslt.impl.EqualsComparison;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.impl.MinusOperator;
import com.schibsted.spt.data.jslt.impl.MultiplyOperator;
import com.schibsted.spt.data.jslt.impl.OrOperator;
import com.schibsted.spt.data.jslt.impl.PipeOperator;
import com.schibsted.spt.data.jslt.impl.PlusOperator;
import com.schibsted.spt.data.jslt.impl.SmallerComparison;
import com.schibsted.spt.data.jslt.impl.SmallerOrEqualsComparison;
import com.schibsted.spt.data.jslt.impl.UnequalsComparison;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program of a file's tree, piece by piece as JSLT's own compiler goes, so that variables
 * are where it has them. The file was compiled by JSLT before, so it is right.
 */
final class Compiler {

  /** The file has something that is left to JSLT. */
  static final class LeftToJslt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftToJslt() {
      super(null, null, false, false);
    }
  }

  private final Collection<Function> given;
  private final Program.Imports imports;
  private final Slots slots;
  private final Functions functions;
  private final Chains chains = new Chains(this);

  /** Where in the input the fields are that {@code * : .} takes; null where it may not stand. */
  private @Nullable ExpressionNode place;

  /** Within what JSLT does not look for it, and fails where it stands nonetheless. */
  private boolean hidden;

  Compiler(Collection<Function> given, Program.Imports imports) {
    this(given, imports, new Slots());
  }

  private Compiler(Collection<Function> given, Program.Imports imports, Slots slots) {
    this.given = given;
    this.imports = imports;
    this.slots = slots;
    this.functions = new Functions(given);
  }

  Program program(SimpleNode root) {
    List<Lets> lets = new ArrayList<>();
    Module file = module(root, lets);
    return new Program(lets, Objects.requireNonNull(file.body()), slots.globals());
  }

  /** A file, behind those that it imports. */
  private Module module(SimpleNode root, List<Lets> all) {
    List<SimpleNode> children = children(root);
    startingWith(JsltParserConstants.IMPORT, children).forEach(node -> load(node, all));
    slots.enter();
    List<SimpleNode> lets = lets(root);
    List<Slots.Slot> declared = lets.stream().map(let -> slots.declare(name(let))).toList();
    List<SimpleNode> defs = startingWith(JsltParserConstants.DEF, children);
    defs.forEach(def -> functions.declare(name(def)));
    Lets values = at(new Input(), () -> values(lets, declared));
    defs.forEach(this::define);
    SimpleNode last = last(root);
    ExpressionNode body =
        last.getId() == JsltParserTreeConstants.JJTEXPR
            ? at(new Input(), () -> expression(last))
            : null;
    slots.leave();
    all.add(values);
    return new Module(values, body, functions);
  }

  private static List<SimpleNode> startingWith(int kind, List<SimpleNode> nodes) {
    return nodes.stream().filter(node -> first(node) == kind).toList();
  }

  /** {@code import "file" as prefix} */
  private void load(SimpleNode node, List<Lets> all) {
    Token file = node.jjtGetFirstToken().next;
    SimpleNode root = imports.root(Literals.name(file)).orElseThrow(LeftToJslt::new);
    functions.load(file.next.next.image, new Compiler(given, imports, slots).module(root, all));
  }

  private void define(SimpleNode def) {
    slots.enterFunction();
    parameters(def).forEach(slots::declare);
    List<Lets.Let> all = new ArrayList<>();
    at(
        null,
        () -> {
          for (SimpleNode let : lets(def)) {
            Slots.Slot slot = slots.declare(name(let));
            all.add(new Lets.Let(slot, expression(child(let, 0))));
          }
          return all;
        });
    ExpressionNode body = at(null, () -> expression(last(def)));
    functions.declared(name(def)).define(new Lets(all), body, slots.leaveFunction());
  }

  private static List<String> parameters(SimpleNode def) {
    List<String> names = new ArrayList<>();
    Token token = def.jjtGetFirstToken().next.next;
    while (token.kind != JsltParserConstants.RPAREN) {
      if (token.kind == JsltParserConstants.IDENT) {
        names.add(token.image);
      }
      token = token.next;
    }
    return names;
  }

  /** {@code left | right}, from the left. */
  ExpressionNode expression(SimpleNode node) {
    ExpressionNode value = or(child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      SimpleNode right = child(node, next);
      value = new PipeOperator(value, at(new Input(), () -> or(right)), Piece.NOWHERE).optimize();
    }
    return value;
  }

  private ExpressionNode or(SimpleNode node) {
    ExpressionNode left = and(child(node, 0));
    return node.jjtGetNumChildren() == 1
        ? left
        : new OrOperator(left, or(child(node, 1)), Piece.NOWHERE).optimize();
  }

  private ExpressionNode and(SimpleNode node) {
    ExpressionNode left = comparison(child(node, 0));
    return node.jjtGetNumChildren() == 1
        ? left
        : new AndOperator(left, and(child(node, 1)), Piece.NOWHERE).optimize();
  }

  private ExpressionNode comparison(SimpleNode node) {
    ExpressionNode left = sum(child(node, 0));
    return node.jjtGetNumChildren() == 1
        ? left
        : operator(first(child(node, 1)), left, sum(child(node, 2)));
  }

  private ExpressionNode sum(SimpleNode node) {
    ExpressionNode value = product(child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      value = operator(first(child(node, next - 1)), value, product(child(node, next)));
    }
    return value;
  }

  private ExpressionNode product(SimpleNode node) {
    ExpressionNode value = base(child(node, 0));
    for (int next = 2; next < node.jjtGetNumChildren(); next += 2) {
      value = operator(first(child(node, next - 1)), value, base(child(node, next)));
    }
    return value;
  }

  private static ExpressionNode operator(int kind, ExpressionNode left, ExpressionNode right) {
    var at = Piece.NOWHERE;
    ExpressionNode operator =
        switch (kind) {
          case JsltParserConstants.EQUALS -> new EqualsComparison(left, right, at);
          case JsltParserConstants.UNEQUALS -> new UnequalsComparison(left, right, at);
          case JsltParserConstants.BIGOREQ -> new BiggerOrEqualComparison(left, right, at);
          case JsltParserConstants.BIGGER -> new BiggerComparison(left, right, at);
          case JsltParserConstants.SMALLER -> new SmallerComparison(left, right, at);
          case JsltParserConstants.SMALLOREQ -> new SmallerOrEqualsComparison(left, right, at);
          case JsltParserConstants.PLUS -> new PlusOperator(left, right, at);
          case JsltParserConstants.MINUS -> new MinusOperator(left, right, at);
          case JsltParserConstants.STAR -> new MultiplyOperator(left, right, at);
          case JsltParserConstants.SLASH -> new DivideOperator(left, right, at);
          default -> throw new LeftToJslt();
        };
    return operator.optimize();
  }

  private ExpressionNode base(SimpleNode node) {
    return switch (first(node)) {
      case JsltParserConstants.DOT,
          JsltParserConstants.VARIABLE,
          JsltParserConstants.IDENT,
          JsltParserConstants.PIDENT ->
          chains.chain(child(node, 0));
      case JsltParserConstants.IF -> choice(child(node, 0));
      case JsltParserConstants.LBRACKET -> array(child(node, 0));
      case JsltParserConstants.LCURLY -> object(child(node, 0));
      case JsltParserConstants.LPAREN -> expression(child(parenthesis(node), 0));
      default -> new LiteralExpression(Literals.of(node.jjtGetFirstToken()), Piece.NOWHERE);
    };
  }

  private static SimpleNode parenthesis(SimpleNode node) {
    return node.getId() == JsltParserTreeConstants.JJTPARENTHESIS
        ? node
        : parenthesis(child(node, 0));
  }

  private ExpressionNode choice(SimpleNode node) {
    ExpressionNode test = hidden(() -> expression(child(node, 0)));
    Choice.Branch then = branch(node, child(node, lets(node).size() + 1));
    SimpleNode otherwise = last(node);
    Choice.Branch nothing =
        new Choice.Branch(
            new Lets(List.of()), new LiteralExpression(NullNode.instance, Piece.NOWHERE));
    return new Choice(
        test,
        then,
        first(otherwise) == JsltParserConstants.ELSE
            ? branch(otherwise, last(otherwise))
            : nothing);
  }

  /** A variable is seen only by what stands behind it. */
  private Choice.Branch branch(SimpleNode holder, SimpleNode value) {
    slots.enter();
    List<Lets.Let> all = new ArrayList<>();
    for (SimpleNode let : lets(holder)) {
      ExpressionNode of = expression(child(let, 0));
      all.add(new Lets.Let(slots.declare(name(let)), of));
    }
    ExpressionNode made = expression(value);
    slots.leave();
    return new Choice.Branch(new Lets(all), made);
  }

  private ExpressionNode array(SimpleNode node) {
    if (node.jjtGetFirstToken().next.kind != JsltParserConstants.FOR) {
      ExpressionNode[] items = at(null, () -> all(children(node)));
      return new ArrayExpression(items, Piece.NOWHERE).optimize();
    }
    return inScope(
        node,
        lets -> {
          int value = lets(node).size() + 1;
          boolean tests = node.jjtGetNumChildren() > value + 1;
          ExpressionNode items = hidden(() -> expression(child(node, 0)));
          ExpressionNode test = tests ? hidden(() -> expression(last(node))) : null;
          ExpressionNode made = at(new Input(), () -> expression(child(node, value)));
          return new Loop(items, hidden(lets), test, null, made);
        });
  }

  private ExpressionNode object(SimpleNode node) {
    if (node.jjtGetFirstToken().next.kind != JsltParserConstants.FOR) {
      return inScope(node, lets -> new Members(this, node).made(lets.get(), place));
    }
    return inScope(
        node,
        lets ->
            hidden(() -> {
              int key = lets(node).size() + 1;
              boolean tests = node.jjtGetNumChildren() > key + 2;
              return new Loop(
                  expression(child(node, 0)),
                  lets.get(),
                  tests ? expression(last(node)) : null,
                  expression(child(node, key)),
                  expression(child(node, key + 1)));
            }));
  }

  /** What has variables of its own, which are declared before any has a value. */
  private ExpressionNode inScope(
      SimpleNode node, java.util.function.Function<Supplier<Lets>, ExpressionNode> made) {
    slots.enter();
    List<SimpleNode> lets = lets(node);
    List<Slots.Slot> declared = lets.stream().map(let -> slots.declare(name(let))).toList();
    ExpressionNode piece = made.apply(() -> values(lets, declared));
    slots.leave();
    return piece;
  }

  private Lets values(List<SimpleNode> lets, List<Slots.Slot> slots) {
    List<Lets.Let> all = new ArrayList<>();
    for (SimpleNode let : lets) {
      all.add(new Lets.Let(slots.get(all.size()), expression(child(let, 0))));
    }
    return new Lets(all);
  }

  /** What is compiled where {@code * : .} takes its fields from a place. */
  <T> T at(@Nullable ExpressionNode place, Supplier<T> compiled) {
    ExpressionNode before = this.place;
    this.place = place;
    T made = compiled.get();
    this.place = before;
    return made;
  }

  /** What is compiled where JSLT does not look for {@code * : .}. */
  <T> T hidden(Supplier<T> compiled) {
    boolean before = hidden;
    hidden = true;
    T made = compiled.get();
    hidden = before;
    return made;
  }

  /** The place for a {@code * : .} that stands here. */
  ExpressionNode place() {
    if (hidden || place == null) {
      throw new LeftToJslt();
    }
    return place;
  }

  ExpressionNode[] all(List<SimpleNode> expressions) {
    return expressions.stream().map(this::expression).toArray(ExpressionNode[]::new);
  }

  Slots slots() {
    return slots;
  }

  Functions functions() {
    return functions;
  }

  private static List<SimpleNode> lets(SimpleNode node) {
    return children(node).stream()
        .filter(child -> child.getId() == JsltParserTreeConstants.JJTLET)
        .toList();
  }

  /** The name behind {@code let} or {@code def}. */
  private static String name(SimpleNode node) {
    return node.jjtGetFirstToken().next.image;
  }

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
}
