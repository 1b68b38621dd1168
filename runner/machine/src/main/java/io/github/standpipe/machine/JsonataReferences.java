package io.github.standpipe.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what Step Functions does not accept in an expression that parses: the context item and the
 * names of its fields outside of paths, where it does not exist, the root {@code $$}, fields that
 * {@code $states} does not have everywhere, and operators of a later JSONata. The library does not
 * expose its syntax tree, so the text is scanned here.
 */
final class JsonataReferences {
  private static final Pattern BLANK = Pattern.compile("\\s+|/\\*(?s:.*?)\\*/");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|`[^`]*`");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$[\\p{L}\\p{N}_]*");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Set<String> WORDS = Set.of("true", "false", "null");
  private static final Set<String> OPERATORS = Set.of("and", "or", "in");

  private final String text;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<StatesField> states = EnumSet.noneOf(StatesField.class);

  /** For each open bracket, whether its content has a context item. */
  private final Deque<Boolean> contexts = new ArrayDeque<>();

  private Optional<String> operator = Optional.empty();
  private int at;
  private boolean root;

  /** Whether the step that is read next is one of {@code $states}. */
  private boolean onStates;

  private boolean operand = true;
  private boolean step;
  private boolean wasStep;
  private boolean function;

  private JsonataReferences(String text) {
    this.text = text;
    contexts.push(false);
  }

  static JsonataReferences in(String expression) {
    JsonataReferences references = new JsonataReferences(expression);
    while (references.at < expression.length()) {
      references.token();
    }
    return references;
  }

  /** What is read from a context item at the top level, in the order of the text. */
  Set<String> names() {
    return names;
  }

  /** Whether it reads the root of a context, which does not exist either. */
  boolean readsRoot() {
    return root;
  }

  /** The fields of {@code $states} that it reads and that do not exist everywhere. */
  Set<StatesField> states() {
    return states;
  }

  /** The symbol of a later operator that the service's JSONata cannot read. */
  Optional<String> laterOperator() {
    return operator;
  }

  private void token() {
    if (takes(BLANK)) {
      return;
    }
    if (operand) {
      prefix();
    } else {
      infix();
    }
  }

  private boolean takes(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  private void prefix() {
    int start = at;
    if (takes(NAME)) {
      name(text.substring(start, at));
    } else if (takes(VARIABLE)) {
      variable(text.substring(start, at));
    } else if (takes(NUMBER) || takesQuoted()) {
      ended();
    } else {
      prefixSymbol(text.charAt(at++));
    }
  }

  /** A string, or a regular expression with its flags. */
  private boolean takesQuoted() {
    char quote = text.charAt(at);
    if ("\"'/".indexOf(quote) < 0) {
      return false;
    }
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    at++;
    if (quote == '/') {
      takes(NAME);
    }
    return true;
  }

  private void name(String name) {
    if (name.equals("function") || name.equals("\u03bb")) {
      function = true;
      operand = false;
      return;
    }
    String key = name.replace("`", "");
    if (!step && !contexts.element() && !WORDS.contains(name)) {
      names.add(key);
    }
    if (onStates) {
      StatesField.of(key).ifPresent(states::add);
    }
    ended();
  }

  private void variable(String variable) {
    switch (variable) {
      case "$$" -> root = true;
      case "$" -> {
        if (!step && !contexts.element()) {
          names.add(variable);
        }
      }
      default -> {}
    }
    ended();
    onStates = variable.equals("$states");
  }

  private void ended() {
    wasStep = step;
    step = false;
    onStates = false;
    operand = false;
  }

  private void prefixSymbol(char c) {
    onStates = false;
    switch (c) {
      case '(', '[', '{' -> open(step || contexts.element());
      case ')', ']', '}' -> close();
      case '*' -> {
        at += text.startsWith("*", at) ? 1 : 0;
        ended();
      }
      case '%', '?' -> ended();
      case '|' -> open(true);
      default -> operand = true;
    }
  }

  private void open(boolean context) {
    contexts.push(context);
    step = false;
    operand = true;
  }

  private void close() {
    if (contexts.size() > 1) {
      contexts.pop();
    }
    ended();
  }

  private void infix() {
    int start = at;
    if (takes(NAME)) {
      operand = OPERATORS.contains(text.substring(start, at));
      onStates = false;
      return;
    }
    char c = text.charAt(at++);
    onStates &= c == '.';
    switch (c) {
      case '(' -> open(function || wasStep || contexts.element());
      case '[' -> open(true);
      case '{' -> body();
      case ')', ']', '}' -> close();
      case '.' -> dot();
      case '<' -> less();
      case '^' -> sort();
      case '@', '#' -> operand = true;
      case '?' -> condition();
      default -> operand = true;
    }
  }

  /** A function's body sees what its definition sees; otherwise a path is grouped. */
  private void body() {
    open(function ? contexts.element() : true);
    function = false;
  }

  /** The next step of a path, or a range. */
  private void dot() {
    step = !text.startsWith(".", at);
    at += step ? 0 : 1;
    onStates &= step;
    operand = true;
  }

  /** A comparison, or a function's signature. */
  private void less() {
    operand = !function;
    int end = text.indexOf('>', at);
    at = function && end > 0 ? end + 1 : at;
  }

  private void sort() {
    while (takes(BLANK)) {
      continue;
    }
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      open(true);
    }
  }

  private void condition() {
    char next = at < text.length() ? text.charAt(at) : 0;
    if (next == '?' || next == ':') {
      operator = Optional.of(String.valueOf(next));
    }
    operand = true;
  }
}
