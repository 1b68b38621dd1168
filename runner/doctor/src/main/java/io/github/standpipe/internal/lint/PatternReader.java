package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.PatternGraph.Part;
import io.github.standpipe.internal.lint.PatternGraph.UnknownPattern;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a regular expression of Java, as far as its way of searching needs no other model. */
final class PatternReader {
  /** Each character that is tried: ASCII, and some others for what is outside of it. */
  static final String ALPHABET = alphabet();

  private static final int MOST_COPIES = 40;

  /** From here on, repetitions of what has no fixed length are taken for any number. */
  private static final int MANY = 8;

  private static final Pattern FLAGS = Pattern.compile("\\(\\?([imsu]+)([:)])");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:[dDwWsSvVhHRtnrfae]|x\\{[0-9a-fA-F]+\\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}"
              + "|[pP]\\{[^}]+\\}|[pP]\\w|[^a-zA-Z0-9])");
  private static final Pattern BOUNDS = Pattern.compile("\\{(\\d{1,6})(,(\\d{1,6})?)?\\}");

  private final String text;
  private final PatternGraph graph = new PatternGraph();
  private final Map<String, BitSet> sets = new HashMap<>();
  private String flags = "";
  private int at;

  private PatternReader(String text) {
    this.text = text;
  }

  /** A graph and the whole expression in it. */
  record Reading(PatternGraph graph, Part whole) {}

  /**
   * Reads an expression that Java accepts.
   *
   * @throws UnknownPattern for what searches in another way, such as a possessive quantifier
   */
  static Reading read(String text) {
    PatternReader reader = new PatternReader(text);
    Part whole = reader.alternatives();
    if (reader.at < text.length()) {
      throw new UnknownPattern();
    }
    return new Reading(reader.graph, whole);
  }

  private static String alphabet() {
    StringBuilder all = new StringBuilder();
    for (char c = 'a'; c <= 'z'; c++) {
      all.append(c);
    }
    for (char c = 0; c < 128; c++) {
      if (all.indexOf(String.valueOf(c)) < 0) {
        all.append(c);
      }
    }
    return all.append("\u00e9\u00c9\u4e2d\u2028\u00a0\u0663").toString();
  }

  private boolean ahead(String what) {
    return text.startsWith(what, at);
  }

  private Part alternatives() {
    Part part = sequence();
    while (ahead("|")) {
      at++;
      part = PatternGraph.either(part, sequence());
    }
    return part;
  }

  private Part sequence() {
    Part part = PatternGraph.nothing();
    while (at < text.length() && !ahead("|") && !ahead(")")) {
      part = graph.then(part, quantified());
    }
    return part;
  }

  private Part quantified() {
    int from = at;
    Part once = atom();
    int to = at;
    Part part =
        switch (at < text.length() ? text.charAt(at) : ' ') {
          case '*' -> passed(PatternGraph.any(graph.repeated(once)));
          case '+' -> passed(graph.repeated(once));
          case '?' -> passed(PatternGraph.either(once, PatternGraph.nothing()));
          case '{' -> bounded(once, from, to);
          default -> once;
        };
    if (at > to && ahead("?")) {
      at++;
    } else if (at > to && ahead("+")) {
      throw new UnknownPattern();
    }
    return part;
  }

  private Part passed(Part part) {
    at++;
    return part;
  }

  private Part bounded(Part once, int from, int to) {
    Matcher bounds = BOUNDS.matcher(text).region(at, text.length());
    if (!bounds.lookingAt()) {
      throw new UnknownPattern();
    }
    int least = Integer.parseInt(bounds.group(1));
    boolean open = bounds.group(2) != null && bounds.group(3) == null;
    int most =
        bounds.group(3) != null ? Integer.parseInt(bounds.group(3)) : open ? least + 1 : least;
    at = bounds.end();
    if (once.grows() && most >= MANY) {
      Part many = graph.repeated(once);
      return least == 0 ? PatternGraph.any(many) : many;
    }
    if (most > MOST_COPIES) {
      throw new UnknownPattern();
    }
    int end = at;
    Part part = PatternGraph.nothing();
    for (int i = most; i > 0; i--) {
      Part copy = i == most ? once : copy(from, to);
      Part one = open && i == most ? PatternGraph.any(graph.repeated(copy)) : copy;
      Part all = graph.then(one, part);
      part = i > least && !open ? PatternGraph.either(all, PatternGraph.nothing()) : all;
    }
    at = end;
    return part;
  }

  private Part copy(int from, int to) {
    at = from;
    Part copy = atom();
    at = to;
    return copy;
  }

  private Part atom() {
    return switch (text.charAt(at)) {
      case '(' -> group();
      case '[' -> set(classEnd());
      case '\\' -> escape();
      case '^', '$' -> passed(PatternGraph.anchor());
      case '*', '+', '?', '{' -> throw new UnknownPattern();
      default -> set(text.offsetByCodePoints(at, 1));
    };
  }

  private Part group() {
    String before = flags;
    Matcher given = FLAGS.matcher(text).region(at, text.length());
    if (given.lookingAt()) {
      flags += given.group(1);
      at = given.end();
      if (given.group(2).equals(")")) {
        return PatternGraph.nothing();
      }
    } else if (ahead("(?:")) {
      at += 3;
    } else if (ahead("(?<") && !ahead("(?<=") && !ahead("(?<!")) {
      at = text.indexOf('>', at) + 1;
    } else if (ahead("(?")) {
      throw new UnknownPattern();
    } else {
      at++;
    }
    Part part = alternatives();
    at++; // the bracket
    flags = before;
    return part;
  }

  private int classEnd() {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> depth++;
        case ']' -> {
          boolean opens = i == at + 1 || i == at + 2 && text.charAt(at + 1) == '^';
          depth -= opens ? 0 : 1;
        }
        default -> {}
      }
      if (depth == 0) {
        return i + 1;
      }
    }
    throw new UnknownPattern();
  }

  private Part escape() {
    char escaped = text.charAt(at + 1);
    if ("bBAGzZ".indexOf(escaped) >= 0) {
      at += 2;
      return PatternGraph.anchor();
    }
    if (escaped == 'k' || escaped >= '1' && escaped <= '9') {
      at = escaped == 'k' ? text.indexOf('>', at) + 1 : at + 2;
      BitSet all = new BitSet();
      all.set(0, ALPHABET.length());
      return graph.character(all);
    }
    Matcher one = ESCAPE.matcher(text).region(at, text.length());
    if (!one.lookingAt()) {
      throw new UnknownPattern();
    }
    return set(one.end());
  }

  /** The characters that the text up to an end matches by itself. */
  private Part set(int end) {
    String one = text.substring(at, end);
    at = end;
    String whole = flags.isEmpty() ? one : "(?" + flags + ")" + one;
    return graph.character(sets.computeIfAbsent(whole, PatternReader::characters));
  }

  private static BitSet characters(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    BitSet characters = new BitSet();
    for (int i = 0; i < ALPHABET.length(); i++) {
      characters.set(i, compiled.matcher(ALPHABET.substring(i, i + 1)).matches());
    }
    return characters;
  }
}
