package io.github.standpipe.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Transforms that compile, in which whatever JSLT has stands within whatever else it has. */
public final class RandomTransforms {
  private static final String[] KEYS = {"a", "b", "c", "d", "\"e f\"", "\"\\u0061\""};
  private static final String[] LITERALS = {
    "1",
    "0",
    "-7",
    "3000000000",
    "2.5",
    "1e3",
    "0.0",
    "true",
    "false",
    "null",
    "\"\"",
    "\"x\"",
    "\"12\"",
    "\"q\\\"\\\\\\n\\t\\u00e9\"",
    "{}",
    "[]",
    "[1, 2, \"x\"]",
    "{\"a\": 1, \"b\": null}"
  };
  private static final String[] FUNCTIONS = {
    "size(%s)",
    "sum(%s)",
    "string(%s)",
    "number(%s)",
    "boolean(%s)",
    "not(%s)",
    "is-array(%s)",
    "is-object(%s)",
    "is-string(%s)",
    "is-number(%s)",
    "uppercase(%s)",
    "round(%s)",
    "array(%s)",
    "fallback(%s, %s)",
    "contains(%s, %s)",
    "join(%s, %s)",
    "get-key(%s, %s)",
    "to-json(%s)",
    "starts-with(%s, %s)",
    "split(%s, \",\")",
    "test(%s, \"[a-x]+\")",
    "max(%s, %s)",
    "mod(%s, %s)",
    "zip(%s, %s)",
    "index-of(%s, %s)",
    "flatten(%s)",
    "all(%s)",
    "any(%s)"
  };
  private static final String[] OPERATORS = {
    "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "and", "or"
  };

  private final Random random;
  private final List<String> variables = new ArrayList<>();
  private final List<Integer> arities = new ArrayList<>();

  /** Only at the top, and where objects lead down from it, is there anything for a matcher. */
  private boolean matches;

  private boolean looksUp;

  private RandomTransforms(long seed) {
    this.random = new Random(seed);
  }

  public static String of(long seed) {
    return new RandomTransforms(seed).file();
  }

  /** Those that look documents up, by keys of the event and of other documents. */
  static String withLookups(long seed) {
    RandomTransforms transforms = new RandomTransforms(seed);
    transforms.looksUp = true;
    return transforms.file();
  }

  private String file() {
    StringBuilder text = new StringBuilder();
    matches = true;
    text.append(lets(random.nextInt(3), 3));
    matches = false;
    List<String> global = List.copyOf(variables);
    int functions = random.nextInt(3);
    for (int function = 0; function < functions; function++) {
      int parameters = random.nextInt(3);
      IntStream.range(0, parameters).forEach(p -> variables.add("p" + p));
      String names =
          IntStream.range(0, parameters).mapToObj(p -> "p" + p).collect(Collectors.joining(", "));
      text.append("def f").append(function).append("(").append(names).append(")\n");
      text.append(lets(random.nextInt(2), 2)).append(expression(3)).append("\n");
      arities.add(parameters);
      variables.clear();
      variables.addAll(global);
    }
    matches = true;
    return text.append(random.nextInt(3) == 0 ? expression(4) : object(4)).toString();
  }

  private String lets(int count, int depth) {
    StringBuilder text = new StringBuilder();
    for (int let = 0; let < count; let++) {
      String name = "v" + variables.size();
      text.append("let ").append(name).append(" = ").append(expression(depth)).append("\n");
      variables.add(name);
    }
    return text.toString();
  }

  /** Some declare again what is declared outside. */
  private String innerLets(int depth) {
    if (random.nextInt(4) > 0) {
      return "";
    }
    if (!variables.isEmpty() && random.nextInt(3) == 0) {
      String name = variables.get(random.nextInt(variables.size()));
      return "let " + name + " = " + expression(depth) + "\n";
    }
    return lets(1, depth);
  }

  private String expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(13)) {
      case 0, 1 -> leaf();
      case 2, 3 -> object(depth);
      case 4 -> without(() -> loop(depth));
      case 5 -> choice(depth);
      case 6 -> operator(depth);
      case 7 -> call(depth);
      case 8 -> without(() -> "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]");
      case 9 -> "(" + expression(depth - 1) + " | " + without(() -> expression(depth - 1)) + ")";
      case 10 -> without(() -> comprehension(depth));
      case 11 -> chained("(" + expression(depth - 1) + ")");
      default -> call(depth) + " ";
    };
  }

  private String without(java.util.function.Supplier<String> text) {
    boolean before = matches;
    matches = false;
    String made = scoped(text);
    matches = before;
    return made;
  }

  private String scoped(java.util.function.Supplier<String> text) {
    List<String> before = List.copyOf(variables);
    String made = text.get();
    variables.clear();
    variables.addAll(before);
    return made;
  }

  private String leaf() {
    if (looksUp && random.nextInt(4) == 0) {
      String name = random.nextBoolean() ? "one" : "other";
      return chained("lookup(\"" + name + "\", " + key() + ")");
    }
    return plainLeaf();
  }

  private String key() {
    return switch (random.nextInt(4)) {
      case 0 -> "string(" + leaf() + ")";
      case 1 -> "\"k\" + string(" + variable() + ")";
      default -> "string(" + path() + ")";
    };
  }

  private String plainLeaf() {
    return switch (random.nextInt(5)) {
      case 0 -> LITERALS[random.nextInt(LITERALS.length)];
      case 1 -> variable();
      default -> path();
    };
  }

  private String variable() {
    return variables.isEmpty()
        ? "."
        : chained("$" + variables.get(random.nextInt(variables.size())));
  }

  private String path() {
    return random.nextInt(6) == 0 ? "." : chained("." + KEYS[random.nextInt(KEYS.length)]);
  }

  /** A parenthesis cannot be followed by a link. */
  private String chained(String start) {
    StringBuilder text = new StringBuilder(start);
    for (int link = 0; !start.startsWith("(") && link < random.nextInt(3); link++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append("[").append(random.nextInt(4) - 1).append("]");
        case 1 -> text.append("[").append(random.nextInt(2)).append(" : ]");
        case 2 -> text.append("[ : -1]");
        default -> text.append(".").append(KEYS[random.nextInt(KEYS.length)]);
      }
    }
    return text.toString();
  }

  private String object(int depth) {
    return scoped(() -> {
      StringBuilder text = new StringBuilder("{" + innerLets(depth - 1));
      int pairs = random.nextInt(20) == 0 ? 18 : random.nextInt(4);
      boolean computed = random.nextInt(12) == 0;
      for (int pair = 0; pair < pairs; pair++) {
        String value = computed ? without(() -> expression(depth - 1)) : expression(depth - 1);
        text.append(pair == 0 ? "" : ", ").append("\"k").append(pair).append("\"");
        text.append(computed ? " + " + leaf() : "").append(" : ").append(value);
      }
      if (matches && !computed && random.nextInt(3) == 0) {
        text.append(pairs == 0 ? "" : ", ").append("* ");
        text.append(random.nextBoolean() ? "" : "- a, \"e f\" ");
        text.append(": ").append(without(() -> expression(depth - 1)));
      }
      return text.append("}").toString();
    });
  }

  private String loop(int depth) {
    String items = expression(depth - 1);
    String lets = innerLets(depth - 1);
    String test = random.nextInt(3) == 0 ? " if (" + expression(depth - 1) + ")" : "";
    matches = true;
    return "[for (" + items + ") " + lets + expression(depth - 1) + test + "]";
  }

  private String comprehension(int depth) {
    String items = expression(depth - 1);
    String lets = innerLets(depth - 1);
    String key = random.nextBoolean() ? "string(.)" : "\"n\" + .";
    String test = random.nextInt(3) == 0 ? " if (" + expression(depth - 1) + ")" : "";
    return "{for (" + items + ") " + lets + key + " : " + expression(depth - 1) + test + "}";
  }

  private String choice(int depth) {
    String test = without(() -> expression(depth - 1));
    String then = scoped(() -> innerLets(depth - 1) + expression(depth - 1));
    String otherwise = scoped(() -> innerLets(depth - 1) + expression(depth - 1));
    return "(if ("
        + test
        + ") "
        + then
        + (random.nextInt(3) == 0 ? "" : " else " + otherwise)
        + ")";
  }

  private String operator(int depth) {
    String operator = OPERATORS[random.nextInt(OPERATORS.length)];
    return "(" + expression(depth - 1) + " " + operator + " " + expression(depth - 1) + ")";
  }

  private String call(int depth) {
    if (!arities.isEmpty() && random.nextInt(3) == 0) {
      int function = random.nextInt(arities.size());
      String arguments =
          IntStream.range(0, arities.get(function))
              .mapToObj(p -> expression(depth - 1))
              .collect(Collectors.joining(", "));
      return "f" + function + "(" + arguments + ")";
    }
    String function = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
    return function.formatted(expression(depth - 1), expression(depth - 1));
  }
}
