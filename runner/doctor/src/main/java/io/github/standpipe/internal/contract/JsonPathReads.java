package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathRead.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JSONPaths in a text, which is a path or a call of intrinsic functions; what is in
 * quotes outside of a path's brackets is not a path.
 */
public final class JsonPathReads {
  private static final String GET_ITEM = "States.ArrayGetItem";
  private static final String ENDS = ".[](),'\" \t\n\r";

  /** Behind the array of a call that takes one item of it. */
  private static final Pattern ITEM = Pattern.compile("\\s*,\\s*(\\d+)\\s*\\)");

  private final String text;
  private final List<PathRead> reads = new ArrayList<>();
  private int at;

  private JsonPathReads(String text) {
    this.text = text;
  }

  /** The paths of a text, in its order. */
  public static List<PathRead> in(String text) {
    JsonPathReads scan = new JsonPathReads(text);
    while (scan.at < text.length()) {
      scan.next();
    }
    return scan.reads;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      at = quoteEnd(at);
    } else if (c == '$') {
      path();
    } else {
      at++;
    }
  }

  /** The place behind a quoted text; a backslash keeps a quote in it. */
  private int quoteEnd(int from) {
    int end = from + 1;
    while (end < text.length() && text.charAt(end) != text.charAt(from)) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), end + 1);
  }

  private void path() {
    int start = at;
    at += text.startsWith("$$", at) ? 2 : 1;
    at = nameEnd(at);
    String root = text.substring(start, at);
    List<Step> steps = new ArrayList<>();
    int end = at;
    while (step(steps)) {
      end = at;
    }
    at = end;
    boolean alone = text.substring(0, start).isBlank() && text.substring(at).isBlank();
    String written = text.substring(start, at);
    Matcher item = ITEM.matcher(text).region(at, text.length());
    if (isArgumentOf(GET_ITEM, start) && item.lookingAt()) {
      steps.add(new Step(null, false, item.group(1)));
      written += "[" + item.group(1) + "]";
      at = item.end();
      alone = text.substring(0, start).strip().equals(GET_ITEM + "(") && at == text.length();
    }
    reads.add(new PathRead(root, List.copyOf(steps), written, alone));
  }

  private boolean isArgumentOf(String function, int start) {
    String before = text.substring(0, start).stripTrailing();
    return before.endsWith("(")
        && before.substring(0, before.length() - 1).stripTrailing().endsWith(function);
  }

  private boolean step(List<Step> steps) {
    int from = at;
    int dots = text.startsWith("..", at) ? 2 : text.startsWith(".", at) ? 1 : 0;
    at += dots;
    if (text.startsWith("[", at)) {
      int end = bracketEnd(at);
      steps.add(bracket(text.substring(at + 1, Math.max(at + 1, end - 1)), dots == 2));
      at = end;
      return true;
    }
    int end = dots == 0 ? at : nameEnd(at);
    String name = text.substring(at, end);
    if (name.isEmpty() || text.startsWith("(", end)) {
      at = from; // the end of the path, or a function of it
      return false;
    }
    steps.add(name.equals("*") ? Step.ANY : new Step(name, dots == 2, null));
    at = end;
    return true;
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** The place behind a closing bracket. */
  private int bracketEnd(int from) {
    int depth = 0;
    int end = from;
    do {
      char c = text.charAt(end);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      end = c == '\'' || c == '"' ? quoteEnd(end) : end + 1;
    } while (end < text.length() && depth > 0);
    return end;
  }

  private static Step bracket(String inside, boolean deep) {
    String bare = inside.strip();
    boolean quoted = bare.length() > 1 && (bare.startsWith("'") || bare.startsWith("\""));
    boolean one = quoted && new JsonPathReads(bare).quoteEnd(0) == bare.length();
    return one
        ? new Step(bare.substring(1, bare.length() - 1).replace("\\'", "'"), deep, inside)
        : new Step(null, deep, inside);
  }
}
