package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.bus.ExpressionToken.TokenKind;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is known of the result of a range of tokens; each part on its own. */
final class ExpressionReader {
  private static final int DEEPEST = 60;
  private static final Map<String, Integer> BINDING =
      Map.ofEntries(
          Map.entry(".", 75),
          Map.entry("[", 80),
          Map.entry("(", 80),
          Map.entry("{", 70),
          Map.entry("*", 60),
          Map.entry("/", 60),
          Map.entry("%", 60),
          Map.entry("+", 50),
          Map.entry("-", 50),
          Map.entry("&", 50),
          Map.entry("=", 40),
          Map.entry("!=", 40),
          Map.entry("<", 40),
          Map.entry(">", 40),
          Map.entry("<=", 40),
          Map.entry(">=", 40),
          Map.entry("in", 40),
          Map.entry("and", 30),
          Map.entry("or", 25),
          Map.entry("?", 20));

  /** What the whole expression shows besides its result. */
  static final class ReadNotes {
    /** The paths that no event has. */
    final List<String> nowhere = new ArrayList<>();

    int assignments;

    /** Whether something is grouped; that of an empty array adds an element to the array itself. */
    boolean groups;
  }

  /** A part that is written in a way that is not known here. */
  private static final class UnknownSyntax extends Exception {
    private static final long serialVersionUID = 1;

    UnknownSyntax() {
      super("unknown", null, false, false);
    }
  }

  private final List<ExpressionToken> tokens;
  private final int end;
  private final Map<String, Evaluated> variables;
  private final ReadNotes notes;
  private final int depth;
  private int at;
  private int nested;

  private ExpressionReader(
      List<ExpressionToken> tokens,
      int[] range,
      Map<String, Evaluated> variables,
      ReadNotes notes,
      int depth) {
    this.tokens = tokens;
    this.at = range[0];
    this.end = range[1];
    this.variables = variables;
    this.notes = notes;
    this.depth = depth;
  }

  /** What is known of a whole expression. */
  static Evaluated read(
      List<ExpressionToken> tokens, Map<String, Evaluated> variables, ReadNotes notes) {
    int[] all = {0, tokens.size()};
    Evaluated result =
        new ExpressionReader(tokens, all, variables, notes, 0).isolated(all, variables);
    long assigned = tokens.stream().filter(token -> token.is(":=")).count();
    return assigned == notes.assignments && !notes.groups ? result : Evaluated.UNKNOWN;
  }

  private Evaluated isolated(int[] range, Map<String, Evaluated> known) {
    if (range[0] >= range[1] || depth > DEEPEST) {
      return Evaluated.UNKNOWN;
    }
    try {
      ExpressionReader part = new ExpressionReader(tokens, range, known, notes, depth + 1);
      Evaluated result = part.expression(0);
      return part.at == range[1] ? result : Evaluated.UNKNOWN;
    } catch (UnknownSyntax e) {
      return Evaluated.UNKNOWN;
    }
  }

  private Evaluated expression(int binding) throws UnknownSyntax {
    if (++nested > DEEPEST) {
      throw new UnknownSyntax();
    }
    Evaluated left = operand();
    while (at < end && binding(tokens.get(at)) > binding) {
      left = infix(left, tokens.get(at++));
    }
    nested--;
    return left;
  }

  private static int binding(ExpressionToken token) {
    boolean isOperator = token.kind() == TokenKind.SIGN || token.kind() == TokenKind.NAME;
    return isOperator && token.isPlain() ? BINDING.getOrDefault(token.text(), 0) : 0;
  }

  private Evaluated infix(Evaluated left, ExpressionToken operator) throws UnknownSyntax {
    return switch (operator.text()) {
      case "." -> step(left);
      case "[", "(", "{" -> {
        at = closing(at - 1) + 1;
        notes.groups |= operator.is("{");
        yield operator.is("[") ? left.unknown() : Evaluated.UNKNOWN;
      }
      case "?" -> conditional();
      case "&" -> joined(left, expression(50));
      case "+", "-", "*", "/", "%" -> both(left, expression(binding(operator)), Shape.NUMBER);
      case "<", ">", "<=", ">=" -> both(left, expression(40), Evaluated.BOOLEAN);
      default -> {
        expression(binding(operator));
        yield Evaluated.of(Evaluated.BOOLEAN, Truth.ALWAYS);
      }
    };
  }

  private static Evaluated both(Evaluated left, Evaluated right, Shape shape) {
    return Evaluated.of(shape, Truth.all(List.of(left.presence(), right.presence())));
  }

  /** A missing part of a joined text is empty. */
  private static Evaluated joined(Evaluated left, Evaluated right) {
    return Evaluated.of(Shape.STRING, Truth.ALWAYS).startingWith(left.start());
  }

  private Evaluated conditional() throws UnknownSyntax {
    Evaluated then = expression(0);
    if (at < end && tokens.get(at).is(":")) {
      at++;
      return then.or(expression(0));
    }
    return then.or(Evaluated.of(Shape.OPEN, Truth.NEVER));
  }

  private Evaluated step(Evaluated left) throws UnknownSyntax {
    ExpressionToken step = next();
    if (step.kind() == TokenKind.NAME || step.kind() == TokenKind.TEXT) {
      if (step.kind() == TokenKind.TEXT && !step.isPlain()) {
        return left.unknown();
      }
      Evaluated found = left.step(step.text());
      if (found.presence() == Truth.NEVER
          && left.presence() != Truth.NEVER
          && !found.path().isEmpty()) {
        notes.nowhere.add(found.path());
      }
      return found;
    }
    if (step.kind() == TokenKind.VARIABLE) {
      skipCall();
    } else if (step.is("(") || step.is("{") || step.is("[")) {
      at = closing(at - 1) + 1;
    } else if (!step.is("*") && !step.is("**") && !step.is("%")) {
      throw new UnknownSyntax();
    }
    return left.unknown();
  }

  private void skipCall() throws UnknownSyntax {
    if (at < end && tokens.get(at).is("(")) {
      at = closing(at) + 1;
    }
  }

  private ExpressionToken next() throws UnknownSyntax {
    if (at >= end) {
      throw new UnknownSyntax();
    }
    return tokens.get(at++);
  }

  private Evaluated operand() throws UnknownSyntax {
    ExpressionToken token = next();
    return switch (token.kind()) {
      case TEXT ->
          token.isPlain()
              ? Evaluated.constant(TextNode.valueOf(token.text()))
              : Evaluated.of(Shape.STRING, Truth.ALWAYS);
      case NUMBER -> Evaluated.of(Shape.NUMBER, Truth.ALWAYS);
      case VARIABLE ->
          at < end && tokens.get(at).is("(")
              ? call(token.text())
              : variables.getOrDefault(token.text(), Evaluated.UNKNOWN);
      case NAME -> word(token);
      case SIGN -> bracket(token);
    };
  }

  private static Evaluated word(ExpressionToken token) throws UnknownSyntax {
    if (!token.isPlain()) {
      return Evaluated.UNKNOWN;
    }
    return switch (token.text()) {
      case "true", "false" -> Evaluated.constant(BooleanNode.valueOf(token.text().equals("true")));
      case "null" -> Evaluated.constant(NullNode.getInstance());
      case "function", "λ" -> throw new UnknownSyntax();
      default -> Evaluated.UNKNOWN;
    };
  }

  private Evaluated bracket(ExpressionToken token) throws UnknownSyntax {
    int open = at - 1;
    switch (token.text()) {
      case "-" -> {
        return Evaluated.of(Shape.NUMBER, expression(70).presence());
      }
      case "*", "**", "%" -> {
        return Evaluated.UNKNOWN;
      }
      case "(", "[", "{" -> at = closing(open) + 1;
      default -> throw new UnknownSyntax();
    }
    int[] inside = {open + 1, at - 1};
    return switch (token.text()) {
      case "(" -> block(inside);
      case "[" -> array(inside);
      default -> object(inside);
    };
  }

  /** The result of a block is that of its last part; variables count in it alone. */
  private Evaluated block(int[] inside) throws UnknownSyntax {
    Map<String, Evaluated> known = new HashMap<>(variables);
    Evaluated last = Evaluated.UNKNOWN;
    for (int[] part : parts(inside, ";")) {
      if (part[0] >= part[1]) {
        continue;
      }
      boolean isAssignment =
          tokens.get(part[0]).kind() == TokenKind.VARIABLE
              && part[0] + 1 < part[1]
              && tokens.get(part[0] + 1).is(":=");
      if (isAssignment) {
        last = isolated(new int[] {part[0] + 2, part[1]}, known);
        known.put(tokens.get(part[0]).text(), last);
        notes.assignments++;
      } else {
        last = isolated(part, known);
      }
    }
    return last;
  }

  /** A member without a value is left out, and one that is an array may be taken apart. */
  private Evaluated array(int[] inside) throws UnknownSyntax {
    List<Evaluated> elements = new ArrayList<>();
    if (inside[0] < inside[1]) {
      for (int[] part : parts(inside, ",")) {
        elements.add(isolated(part, variables));
      }
    }
    List<Evaluated> there = elements.stream().filter(one -> one.presence() != Truth.NEVER).toList();
    boolean isFilled =
        there.stream().anyMatch(one -> one.isSurelyOne() && one.presence() == Truth.ALWAYS);
    Shape element =
        Shape.either(
            there.stream().map(one -> one.isSurelyOne() ? one.shape() : Shape.OPEN).toList());
    Evaluated array = Evaluated.of(new Listing(element, !isFilled), Truth.ALWAYS);
    return new Evaluated(array.shape(), Truth.ALWAYS, Optional.of(elements), "", "");
  }

  /** A key without a value is silently left out. */
  private Evaluated object(int[] inside) throws UnknownSyntax {
    Map<String, Member> members = new LinkedHashMap<>();
    boolean isOpen = false;
    if (inside[0] < inside[1]) {
      for (int[] part : parts(inside, ",")) {
        isOpen |= !member(part, members);
      }
    }
    return Evaluated.of(new Fields(isOpen ? Map.of() : members, isOpen, false), Truth.ALWAYS);
  }

  private boolean member(int[] part, Map<String, Member> members) {
    boolean isKnown =
        part[0] + 1 < part[1]
            && tokens.get(part[0]).kind() == TokenKind.TEXT
            && tokens.get(part[0]).isPlain()
            && tokens.get(part[0] + 1).is(":");
    if (!isKnown) {
      return false;
    }
    Evaluated value = isolated(new int[] {part[0] + 2, part[1]}, variables);
    if (value.presence() != Truth.NEVER) {
      members.put(
          tokens.get(part[0]).text(), new Member(value.shape(), value.presence() == Truth.ALWAYS));
    }
    return true;
  }

  private Evaluated call(String name) throws UnknownSyntax {
    int open = at;
    at = closing(open) + 1;
    List<Evaluated> arguments = new ArrayList<>();
    int[] inside = {open + 1, at - 1};
    if (inside[0] < inside[1]) {
      for (int[] part : parts(inside, ",")) {
        if (part[0] + 1 == part[1] && tokens.get(part[0]).is("?")) {
          return Evaluated.UNKNOWN;
        }
        arguments.add(isolated(part, variables));
      }
    }
    return variables.containsKey(name) ? Evaluated.UNKNOWN : FunctionShapes.of(name, arguments);
  }

  /** Where the bracket that opens at a place closes. */
  private int closing(int open) throws UnknownSyntax {
    int level = 0;
    for (int i = open; i < end; i++) {
      ExpressionToken token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        level++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        level--;
      }
      if (level == 0) {
        return i;
      }
    }
    throw new UnknownSyntax();
  }

  /** The ranges between separators outside of brackets. */
  private List<int[]> parts(int[] inside, String separator) throws UnknownSyntax {
    List<int[]> parts = new ArrayList<>();
    int from = inside[0];
    for (int i = inside[0]; i < inside[1]; i++) {
      ExpressionToken token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        i = closing(i);
      } else if (token.is(separator)) {
        parts.add(new int[] {from, i});
        from = i + 1;
      }
    }
    parts.add(new int[] {from, inside[1]});
    return parts;
  }
}
