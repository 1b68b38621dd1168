package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathRead.Step;
import io.github.standpipe.internal.jsonata.JsonataTokens;
import io.github.standpipe.internal.jsonata.JsonataTokens.Kind;
import io.github.standpipe.internal.jsonata.JsonataTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the paths of a JSONata expression that begin with the data of a state or with a variable. A
 * variable that only holds the input stands for it; asking whether something is there reads
 * nothing.
 */
public final class JsonataReads {
  public static final String INPUT = "$states.input";
  private static final List<List<String>> ROOTS =
      List.of(
          List.of("input"),
          List.of("context", "Execution", "Input"),
          List.of("context", "Map", "Item", "Value"));
  private static final Set<String> PRESENCE = Set.of("$exists", "$type");
  private static final Set<String> EACH = Set.of("$map", "$filter", "$single");

  private final List<Token> tokens;
  private final List<PathRead> reads = new ArrayList<>();
  private final List<PathRead> asked = new ArrayList<>();
  private final Map<String, String> meanings = new HashMap<>();

  /** Parameters of functions that are called with each item of the input. */
  private final Set<String> items = new HashSet<>();

  private int at;

  private JsonataReads(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * @param reads the paths, in the order of the text
   * @param asked the paths that it only asks about, whether something is there
   * @param items the variables that hold an item of the input
   * @param chooses whether it has a condition or a placeholder for an argument
   */
  public record Found(
      List<PathRead> reads, List<PathRead> asked, Set<String> items, boolean chooses) {}

  /** The paths of an expression, which is written without its braces. */
  public static Found in(String expression) {
    JsonataReads scan = new JsonataReads(JsonataTokens.of(expression));
    scan.all();
    boolean chooses = scan.tokens.stream().anyMatch(token -> token.is("?"));
    return new Found(scan.reads, scan.asked, scan.items, chooses);
  }

  private void all() {
    while (at < tokens.size()) {
      next();
    }
  }

  private boolean is(int place, String text) {
    return place < tokens.size() && tokens.get(place).text().equals(text);
  }

  private void next() {
    Token token = tokens.get(at);
    if (isFunction(at) && is(at + 1, "(")) {
      at = closing(at + 1); // its parameters
    } else if (token.kind() != Kind.VARIABLE) {
      at++;
    } else if (PRESENCE.contains(token.text()) && is(at + 1, "(")) {
      presence(closing(at + 1));
    } else if (is(at + 1, "(")) {
      each(token);
      at++;
    } else if (is(at + 1, ":=")) {
      binding(token);
    } else {
      path();
    }
  }

  private void presence(int end) {
    int from = Math.min(at + 2, end);
    JsonataReads inside = new JsonataReads(tokens.subList(from, Math.max(from, end - 1)));
    inside.meanings.putAll(meanings);
    inside.all();
    asked.addAll(inside.reads);
    asked.addAll(inside.asked);
    at = end;
  }

  private boolean isFunction(int place) {
    return is(place, "function") || is(place, "\u03bb");
  }

  /** The place behind the bracket that closes one. */
  private int closing(int open) {
    int depth = 0;
    int end = open;
    do {
      Token token = tokens.get(end++);
      boolean symbol = token.kind() == Kind.OPERATOR;
      depth += symbol && "([{".contains(token.text()) ? 1 : 0;
      depth -= symbol && ")]}".contains(token.text()) ? 1 : 0;
    } while (end < tokens.size() && depth > 0);
    return end;
  }

  private void each(Token function) {
    if (!EACH.contains(function.text()) || at + 2 >= tokens.size()) {
      return;
    }
    int comma = at + 2 + rootLength(at + 2);
    boolean input = root(at + 2).equals(INPUT) && is(comma, ",");
    if (input && isFunction(comma + 1) && is(comma + 2, "(") && comma + 3 < tokens.size()) {
      items.add(tokens.get(comma + 3).text());
    }
  }

  /** Notes a variable that holds the input and nothing else. */
  private void binding(Token variable) {
    int end = at + 2 + (at + 2 < tokens.size() ? rootLength(at + 2) : 0);
    if (end > at + 2 && root(at + 2).equals(INPUT) && is(end, ";")) {
      meanings.put(variable.text(), INPUT);
      at = end;
    } else {
      at += 2;
    }
  }

  /** The number of tokens of the root that begins at a place; 0 if there is not one. */
  private int rootLength(int place) {
    if (tokens.get(place).kind() != Kind.VARIABLE) {
      return 0;
    }
    if (!is(place, "$states")) {
      return 1;
    }
    for (List<String> names : ROOTS) {
      boolean same = true;
      for (int i = 0; i < names.size() && same; i++) {
        int dot = place + 1 + 2 * i;
        same = is(dot, ".") && dot + 1 < tokens.size() && isKey(dot + 1, names.get(i));
      }
      if (same) {
        return 1 + 2 * names.size();
      }
    }
    return 0;
  }

  private boolean isKey(int place, String name) {
    Token token = tokens.get(place);
    return token.kind() == Kind.NAME && token.name().equals(name);
  }

  private String root(int place) {
    StringBuilder root = new StringBuilder();
    for (int i = place; i < place + rootLength(place); i++) {
      root.append(tokens.get(i).kind() == Kind.NAME ? tokens.get(i).name() : tokens.get(i).text());
    }
    return meanings.getOrDefault(root.toString(), root.toString());
  }

  private void path() {
    int start = at;
    int length = rootLength(at);
    String root = root(at);
    if (length == 0 || root.equals("$") || root.equals("$$")) {
      at++;
      return;
    }
    at += length;
    List<Step> steps = new ArrayList<>();
    StringBuilder text = new StringBuilder(root);
    while (step(steps, text)) {
      continue;
    }
    boolean alone = start == 0 && at == tokens.size();
    reads.add(new PathRead(root, List.copyOf(steps), text.toString(), alone));
  }

  private boolean step(List<Step> steps, StringBuilder text) {
    int from = at;
    if (is(at, ".")) {
      at++;
    }
    if (at < tokens.size() && tokens.get(at).is("[")) {
      int end = closing(at);
      String inside = inside(at + 1, end - 1);
      steps.add(new Step(null, false, inside));
      text.append('[').append(inside).append(']');
      // what is in the brackets may read more
      at = inside.isEmpty() || end - at == 3 ? end : brackets(end);
      return true;
    }
    if (at == from || at >= tokens.size()) {
      at = from;
      return false;
    }
    Token token = tokens.get(at);
    boolean any = token.is("*");
    if (!any && token.kind() != Kind.NAME || is(at + 1, "(")) {
      at = from;
      return false;
    }
    steps.add(any ? Step.ANY : Step.key(token.name()));
    text.append('.').append(token.text());
    at++;
    return true;
  }

  private String inside(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(tokens.get(i).text());
      boolean words = i + 1 < to && isWord(tokens.get(i)) && isWord(tokens.get(i + 1));
      text.append(words ? " " : "");
    }
    return text.toString();
  }

  private static boolean isWord(Token token) {
    return token.kind() != Kind.OPERATOR || Character.isLetter(token.text().charAt(0));
  }

  private int brackets(int end) {
    for (at++; at < end - 1; ) {
      next();
    }
    return end;
  }
}
