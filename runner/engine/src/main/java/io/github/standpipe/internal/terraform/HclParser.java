package io.github.standpipe.internal.terraform;

import io.github.standpipe.internal.terraform.HclExpression.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the configuration language: blocks, attributes and the expressions that say what a value
 * refers to. Anything else in an expression is passed over, and a text that is not understood ends
 * the reading of its body.
 */
final class HclParser {
  private static final int DEEPEST = 200;
  private static final String OPERATORS = "+-*/%<>=!&|";

  private final HclText text;
  private int depth;

  HclParser(HclText text) {
    this.text = text;
  }

  /** The body of a file. */
  static HclBody file(String content, String file) {
    return new HclParser(new HclText(content, file)).body();
  }

  /** A text with interpolations, such as that of a file. */
  static HclExpression template(String content, String file) {
    HclText text = new HclText(content, file);
    SourcePlace at = text.place();
    return new HclStrings(text, new HclParser(text)).until("", at);
  }

  /** Everything up to the end, or to a closing brace, which is passed over. */
  private HclBody body() {
    HclBody body = new HclBody();
    int notes = text.notes().size();
    text.blanks(true);
    while (!text.atEnd() && !text.take("}")) {
      SourcePlace at = text.place();
      String name = text.name();
      text.blanks(false);
      if (name.isEmpty()) {
        skipPart();
      } else if (text.peek() == '=' && text.peek(1) != '=') {
        text.skip(1);
        body.add(name, new HclBody.Argument(at, expression(false)));
        rest(false);
      } else {
        block(name, at, body);
      }
      text.blanks(true);
    }
    body.note(text.notes().subList(notes, text.notes().size()));
    return body;
  }

  private void block(String type, SourcePlace at, HclBody body) {
    List<String> labels = new ArrayList<>();
    while (!text.atEnd() && text.peek() != '{' && text.peek() != '\n') {
      String label = label();
      if (label.isEmpty()) {
        skipPart();
        return;
      }
      labels.add(label);
      text.blanks(false);
    }
    if (text.take("{")) {
      if (depth++ < DEEPEST) {
        body.add(new HclBody.Block(type, List.copyOf(labels), at, body()));
      } else {
        text.giveUp();
      }
      depth--;
    }
  }

  private String label() {
    if (text.peek() != '"') {
      return text.name();
    }
    return expression(false) instanceof HclExpression.Literal(Term.Text label) ? label.text() : "";
  }

  /** Passes over one character, string or bracket that does not belong here. */
  private void skipPart() {
    switch (text.peek()) {
      case '"' -> new HclStrings(text, this).quoted();
      case '(', '[', '{' -> bracket();
      default -> {
        if (!new HclStrings(text, this).takeHeredoc()) {
          text.skip(1);
        }
      }
    }
  }

  private void bracket() {
    char close =
        switch (text.next()) {
          case '(' -> ')';
          case '[' -> ']';
          default -> '}';
        };
    if (depth++ < DEEPEST) {
      text.blanks(true);
      while (!text.atEnd() && text.peek() != close) {
        skipPart();
        text.blanks(true);
      }
      text.skip(1);
    } else {
      text.giveUp();
    }
    depth--;
  }

  /** Passes over the rest of an expression. */
  private void rest(boolean within) {
    rest(within, "\n,)]}:");
  }

  private void rest(boolean within, String ends) {
    text.blanks(within);
    while (!text.atEnd() && ends.indexOf(text.peek()) < 0) {
      boolean goesOn = (OPERATORS + "?").indexOf(text.peek()) >= 0;
      skipPart();
      text.blanks(within || goesOn);
    }
  }

  /**
   * An expression.
   *
   * @param within whether brackets surround it, so that a line break does not end it
   */
  HclExpression expression(boolean within) {
    text.blanks(within);
    SourcePlace at = text.place();
    if (depth++ > DEEPEST) {
      text.giveUp();
      depth--;
      return new HclExpression.Opaque(at);
    }
    HclExpression first = operand(at);
    text.blanks(within);
    HclExpression whole = first;
    if (text.peek() == '?') {
      whole = choice(first, within, at);
    } else if (OPERATORS.indexOf(text.peek()) >= 0 && !text.startsWith("=>")) {
      rest(within, "\n,)]}:?");
      whole = new HclExpression.Opaque(at);
      if (text.peek() == '?') {
        whole = choice(whole, within, at);
      }
    }
    depth--;
    return whole;
  }

  private HclExpression choice(HclExpression condition, boolean within, SourcePlace at) {
    text.skip(1);
    text.blanks(true);
    HclExpression one = expression(within);
    text.blanks(true);
    if (!text.take(":")) {
      return new HclExpression.Opaque(at);
    }
    text.blanks(true);
    return new HclExpression.Choice(condition, one, expression(within), at);
  }

  private HclExpression operand(SourcePlace at) {
    char c = text.peek();
    HclStrings strings = new HclStrings(text, this);
    return switch (c) {
      case '"' -> strings.quoted();
      case '<' -> strings.heredoc(at);
      case '[' -> steps(tuple(at));
      case '{' -> steps(mapping(at));
      case '(' -> {
        text.skip(1);
        HclExpression inner = expression(true);
        rest(true);
        text.take(")");
        yield steps(inner);
      }
      default -> Character.isDigit(c) || c == '-' ? number(at) : startingWithName(at);
    };
  }

  private HclExpression number(SourcePlace at) {
    String sign = text.take("-") ? "-" : "";
    String digits = text.number();
    return digits.isEmpty()
        ? new HclExpression.Opaque(at)
        : new HclExpression.Literal(new Term.Text(sign + digits, true, at));
  }

  private HclExpression startingWithName(SourcePlace at) {
    String name = text.name();
    if (name.isEmpty()) {
      while (text.take("!")) {
        text.blanks(false);
      }
      return new HclExpression.Opaque(at); // what is negated follows as the rest
    }
    if (text.peek() == '(' || text.startsWith("::")) {
      return steps(invocation(name, at));
    }
    return switch (name) {
      case "true", "false" -> new HclExpression.Literal(new Term.Text(name, true, at));
      case "null" -> new HclExpression.Literal(new Term.Absent(at));
      default -> traversal(name, at);
    };
  }

  private HclExpression invocation(String name, SourcePlace at) {
    String function = name;
    while (text.take("::")) {
      function = text.name();
    }
    List<HclExpression> arguments = new ArrayList<>();
    text.take("(");
    text.blanks(true);
    while (!text.atEnd() && text.peek() != ')') {
      arguments.add(expression(true));
      rest(true);
      if (!text.take(",") && text.peek() != ')') {
        text.skip(1);
      }
      text.blanks(true);
    }
    text.take(")");
    return new HclExpression.Invocation(function, arguments, at);
  }

  private HclExpression tuple(SourcePlace at) {
    int start = text.position();
    text.skip(1);
    text.blanks(true);
    if (isLoop()) {
      return loop(start, at);
    }
    List<HclExpression> items = new ArrayList<>();
    while (!text.atEnd() && text.peek() != ']') {
      items.add(expression(true));
      rest(true);
      if (!text.take(",") && text.peek() != ']') {
        text.skip(1);
      }
      text.blanks(true);
    }
    text.take("]");
    return new HclExpression.Tuple(items, at);
  }

  private boolean isLoop() {
    return text.startsWith("for") && " \t\r\n".indexOf(text.peek(3)) >= 0;
  }

  private HclExpression loop(int start, SourcePlace at) {
    HclExpression.Loop loop = new HclLoops(text, this).read(at);
    if (loop != null) {
      return loop;
    }
    text.backTo(start);
    bracket();
    return new HclExpression.Opaque(at);
  }

  private HclExpression mapping(SourcePlace at) {
    int start = text.position();
    text.skip(1);
    text.blanks(true);
    if (isLoop()) {
      return loop(start, at);
    }
    List<HclExpression.Pair> pairs = new ArrayList<>();
    while (!text.atEnd() && text.peek() != '}') {
      HclExpression key = key();
      text.blanks(false);
      if (text.take("=") || text.take(":")) {
        HclExpression value = expression(false);
        rest(false);
        pairs.add(new HclExpression.Pair(key, value));
      } else {
        skipPart();
      }
      text.blanks(true);
      text.take(",");
      text.blanks(true);
    }
    text.take("}");
    return new HclExpression.Mapping(pairs, at);
  }

  /** A bare name is the key itself; one in parentheses is computed. */
  private HclExpression key() {
    SourcePlace at = text.place();
    int start = text.position();
    String name = text.name();
    text.blanks(false);
    if (!name.isEmpty() && (text.peek() == '=' || text.peek() == ':')) {
      return new HclExpression.Literal(new Term.Text(name, at));
    }
    text.backTo(start);
    if (depth++ > DEEPEST) {
      text.giveUp();
      depth--;
      return new HclExpression.Opaque(at);
    }
    HclExpression computed = operand(at);
    depth--;
    return computed;
  }

  private HclExpression traversal(String root, SourcePlace at) {
    List<Step> steps = new ArrayList<>(List.of(Step.ofName(root)));
    return readSteps(steps) ? new HclExpression.Traversal(steps, at) : new HclExpression.Opaque(at);
  }

  /** What follows a value that is not a name; it cannot be followed further. */
  private HclExpression steps(HclExpression value) {
    List<Step> steps = new ArrayList<>();
    readSteps(steps);
    return steps.isEmpty() ? value : new HclExpression.Opaque(value.at());
  }

  private boolean readSteps(List<Step> steps) {
    while (true) {
      if (text.peek() == '.'
          && (text.peek(1) == '*'
              || Character.isLetterOrDigit(text.peek(1))
              || text.peek(1) == '_')) {
        text.skip(1);
        steps.add(afterDot());
      } else if (text.peek() == '[') {
        text.skip(1);
        steps.add(inBrackets());
      } else {
        return true;
      }
    }
  }

  private Step afterDot() {
    if (text.take("*")) {
      return new Step("*", List.of(), Step.Kind.SPLAT);
    }
    if (Character.isDigit(text.peek())) {
      return new Step(text.number(), List.of(), Step.Kind.NUMBER);
    }
    return Step.ofName(text.name());
  }

  private Step inBrackets() {
    text.blanks(true);
    if (text.take("*")) {
      text.blanks(true);
      text.take("]");
      return new Step("*", List.of(), Step.Kind.SPLAT);
    }
    HclExpression index = expression(true);
    rest(true);
    text.take("]");
    if (index instanceof HclExpression.Literal(Term.Text constant)) {
      Step.Kind kind = constant.literal() ? Step.Kind.NUMBER : Step.Kind.KEY;
      return new Step(constant.text(), List.of(), kind);
    }
    return new Step("", List.of(index), Step.Kind.COMPUTED);
  }
}
