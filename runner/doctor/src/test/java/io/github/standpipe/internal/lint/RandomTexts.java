package io.github.standpipe.internal.lint;

import java.util.List;
import java.util.Random;

/** Random transforms that compile, with each variable of a block on a line of its own. */
final class RandomTexts {
  /** Names are few, so that they hide each other. */
  private static final List<String> NAMES = List.of("a", "b", "c");

  private static final List<String> KEYS = List.of("a", "b", "c", "d");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int lookups;
  private int branches;

  private RandomTexts(long seed) {
    this.random = new Random(seed);
  }

  static String of(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    return texts.file();
  }

  static String event(long seed) {
    RandomTexts texts = new RandomTexts(seed);
    return "{" + texts.members(3) + "}";
  }

  private String members(int depth) {
    StringBuilder members = new StringBuilder();
    for (String key : KEYS) {
      if (random.nextInt(5) > 0) {
        members
            .append(members.isEmpty() ? "" : ", ")
            .append("\"" + key + "\": ")
            .append(value(depth));
      }
    }
    return members.toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> "" + random.nextInt(4);
      case 1 -> "\"x" + random.nextInt(3) + "\"";
      case 2 -> "null";
      case 3 -> "" + random.nextBoolean();
      case 4 -> random.nextInt(9) + ".5";
      case 5, 6 -> "[" + value(depth - 1) + ", {" + members(depth - 1) + "}]";
      default -> "{" + members(depth - 1) + "}";
    };
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String file() {
    lets(List.of(), 3);
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append("def f" + i + "(p, q)\n");
      text.append("  (" + expression(List.of("p", "q"), 2) + ")\n");
    }
    List<String> declared = declaredNames();
    text.append("{\n");
    lets(declared, 2);
    for (int i = 0; i < 5; i++) {
      text.append(i == 0 ? "" : ",\n").append("\"k" + i + "\": ").append(expression(declared, 3));
    }
    return text.append("\n}\n").toString();
  }

  private List<String> declaredNames() {
    return NAMES.stream().filter(name -> text.indexOf("let " + name + " =") >= 0).toList();
  }

  /** Variables whose values use only those that are declared before. */
  private void lets(List<String> known, int most) {
    List<String> declared = new java.util.ArrayList<>();
    for (String name : NAMES) {
      if (declared.size() < most && chance(2)) {
        List<String> usable = known.stream().filter(one -> !NAMES.contains(one)).toList();
        List<String> before =
            java.util.stream.Stream.concat(usable.stream(), declared.stream()).toList();
        text.append("let " + name + " = (" + expression(before, 2) + ")\n");
        declared.add(name);
      }
    }
  }

  private String expression(List<String> known, int depth) {
    if (depth == 0 || chance(4)) {
      return leaf(known);
    }
    String one = expression(known, depth - 1);
    String other = expression(known, depth - 1);
    return switch (random.nextInt(11)) {
      case 0 -> "if (" + one + ") \"then" + branches++ + "\" else " + other;
      case 1 -> "(" + one + " == " + other + ")";
      case 2 -> "[" + one + ", " + other + "]";
      case 3 -> "fallback(" + one + ", " + other + ")";
      case 4 -> "(" + one + " and " + other + ")";
      case 5 -> "{\"x\": " + one + "}";
      case 6 -> "string(" + one + ")";
      case 7 -> "is-array(" + one + ")";
      case 8 -> loop(known, depth);
      case 9 -> text.indexOf("def f1(") >= 0 && !known.contains("p") ? "f1(" + one + ", 1)" : one;
      default -> "(" + one + " != " + other + ")";
    };
  }

  private String loop(List<String> known, int depth) {
    String name = "i" + depth;
    boolean names = chance(2);
    List<String> inside =
        names
            ? java.util.stream.Stream.concat(known.stream(), List.of(name).stream()).toList()
            : known;
    String let = names ? "\nlet " + name + " = (" + leaf(known) + ")\n" : "";
    String key = chance(2) ? "string(" + expression(inside, depth - 1) + ")" : leaf(known);
    String body =
        chance(2) ? "lookup(\"n" + lookups++ + "\", " + key + ")" : expression(inside, depth - 1);
    return "[for (." + one(KEYS) + ") " + let + "(" + body + ")]";
  }

  private String leaf(List<String> known) {
    if (!known.isEmpty() && chance(2)) {
      return "$" + one(known);
    }
    return switch (random.nextInt(7)) {
      case 0 -> "" + random.nextInt(4);
      case 1 -> "\"x" + random.nextInt(3) + "\"";
      case 2 -> "null";
      case 3 -> ".";
      case 4 -> "." + one(KEYS) + "." + one(KEYS);
      default -> "." + one(KEYS);
    };
  }
}
