package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
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
 * Makes a program from a file's tree, piece by piece like JSLT's own compiler, so that variables
 * have the same scopes. JSLT has compiled the file before, so it is correct.
 */
final class Compiler {

  /** The file contains something that is left to JSLT. */
  static final class LeftToJslt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftToJslt() {
      super(null, null, false, false);
    }
  }

  private final boolean pending;
  private final String module;
  private final Collection<Function> given;
  private final Program.Imports imports;
  private final Slots slots;
  private final FunctionTable functions;
  private final Operators operators = new Operators(this);
  private final Blocks blocks = new Blocks(this);
  private final Chains chains = new Chains(this);

  /** Where in the input the fields of {@code * : .} are; null if it is not allowed. */
  private @Nullable ExpressionNode place;

  /** Inside an expression in which JSLT does not support it and fails if it is used. */
  private boolean hidden;

  /**
   * @param pending whether values may be pending; JSLT's own operators must not see those
   */
  Compiler(Collection<Function> given, Program.Imports imports, boolean pending) {
    this(given, imports, new Slots(), pending, "");
  }

  private Compiler(
      Collection<Function> given,
      Program.Imports imports,
      Slots slots,
      boolean pending,
      String module) {
    this.pending = pending;
    this.module = module;
    this.given = given;
    this.imports = imports;
    this.slots = slots;
    this.functions = new FunctionTable(given);
  }

  Program program(SimpleNode root) {
    List<Lets> lets = new ArrayList<>();
    Module file = module(root, lets);
    return new Program(lets, Objects.requireNonNull(file.body()), slots.globals());
  }

  /** A file, after the files that it imports. */
  private Module module(SimpleNode root, List<Lets> all) {
    Tree.startingWith(JsltParserConstants.IMPORT, root).forEach(node -> load(node, all));
    slots.enter();
    Supplier<Lets> lets = declared(root);
    List<SimpleNode> defs = Tree.startingWith(JsltParserConstants.DEF, root);
    defs.forEach(def -> functions.declare(Tree.name(def)));
    Lets values = at(new InputNode(), lets);
    defs.forEach(this::define);
    SimpleNode last = Tree.last(root);
    ExpressionNode body =
        last.getId() == JsltParserTreeConstants.JJTEXPR
            ? at(new InputNode(), () -> expression(last))
            : null;
    slots.leave();
    all.add(values);
    return new Module(values, body, functions);
  }

  /** {@code import "file" as prefix} */
  private void load(SimpleNode node, List<Lets> all) {
    Token file = node.jjtGetFirstToken().next;
    String name = Literals.name(file);
    SimpleNode root = imports.root(name).orElseThrow(LeftToJslt::new);
    Compiler other = new Compiler(given, imports, slots, pending, name + ":");
    try {
      functions.load(file.next.next.image, other.module(root, all));
    } catch (SourceException e) {
      throw e.in(name);
    }
  }

  private void define(SimpleNode def) {
    slots.enterFunction();
    parameters(def).forEach(slots::declare);
    DeclaredCall.Declared function = functions.declared(Tree.name(def));
    at(
        null,
        () -> {
          List<Lets.Let> lets = new ArrayList<>();
          for (SimpleNode let : Tree.lets(def)) {
            Slots.Slot slot = slots.declare(Tree.name(let));
            lets.add(new Lets.Let(slot, expression(Tree.value(let))));
          }
          ExpressionNode body = expression(Tree.last(def));
          function.define(new Lets(lets), body, slots.leaveFunction());
          return function;
        });
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

  /** The prefix of places in an imported file: its name and a colon; empty for the file itself. */
  String prefix() {
    return module;
  }

  /** The place of a token, {@code line:column} or {@code file:line:column}. */
  String written(Token token) {
    return module + token.beginLine + ":" + token.beginColumn;
  }

  /** An operand of an expression that JSLT evaluates. */
  ExpressionNode operand(ExpressionNode value, boolean whole) {
    return !pending || value instanceof LiteralExpression ? value : new Operand(value, whole);
  }

  /** An expression that JSLT evaluates. */
  ExpressionNode strict(ExpressionNode operator) {
    return !pending || operator instanceof LiteralExpression ? operator : new Strict(operator);
  }

  ExpressionNode expression(SimpleNode node) {
    return operators.expression(node);
  }

  ExpressionNode[] all(List<SimpleNode> expressions) {
    return expressions.stream().map(this::expression).toArray(ExpressionNode[]::new);
  }

  /** An operand. */
  ExpressionNode base(SimpleNode node) {
    return switch (Tree.first(node)) {
      case JsltParserConstants.DOT,
          JsltParserConstants.VARIABLE,
          JsltParserConstants.IDENT,
          JsltParserConstants.PIDENT ->
          chains.chain(Tree.child(node, 0));
      case JsltParserConstants.IF -> blocks.choice(Tree.child(node, 0));
      case JsltParserConstants.LBRACKET -> blocks.array(Tree.child(node, 0));
      case JsltParserConstants.LCURLY -> blocks.object(Tree.child(node, 0));
      case JsltParserConstants.LPAREN ->
          expression(Tree.child(Tree.descended(node, JsltParserTreeConstants.JJTPARENTHESIS), 0));
      default -> new LiteralExpression(Literals.of(node.jjtGetFirstToken()), Piece.NOWHERE);
    };
  }

  /** Declares all variables of a block at once; the result then compiles their values. */
  Supplier<Lets> declared(SimpleNode block) {
    List<SimpleNode> lets = Tree.lets(block);
    List<Slots.Slot> declared = lets.stream().map(let -> slots.declare(Tree.name(let))).toList();
    return () -> {
      List<Lets.Let> all = new ArrayList<>();
      for (SimpleNode let : lets) {
        all.add(new Lets.Let(declared.get(all.size()), expression(Tree.value(let))));
      }
      return new Lets(all);
    };
  }

  /** A compiler for expressions in which {@code * : .} takes its fields from a place. */
  <T> T at(@Nullable ExpressionNode place, Supplier<T> compiled) {
    ExpressionNode before = this.place;
    this.place = place;
    T made = compiled.get();
    this.place = before;
    return made;
  }

  /** A compiler for expressions below a name of the place. */
  <T> T below(String name, Supplier<T> compiled) {
    return at(place == null ? null : new Key(place, name), compiled);
  }

  /** A compiler for expressions in which JSLT does not support {@code * : .}. */
  <T> T hidden(Supplier<T> compiled) {
    boolean before = hidden;
    hidden = true;
    T made = compiled.get();
    hidden = before;
    return made;
  }

  /** The place of a {@code * : .} here, which begins with a star. */
  ExpressionNode place(Token star) {
    if (hidden) {
      throw new MatcherException(star);
    }
    if (place == null) {
      throw new LeftToJslt();
    }
    return place;
  }

  Slots slots() {
    return slots;
  }

  FunctionTable functions() {
    return functions;
  }
}
