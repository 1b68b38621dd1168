package io.github.standpipe.machine;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The free names in a JSONata expression. The library does not expose its syntax tree, so the text
 * is scanned here, without its strings, regular expressions and comments.
 */
final class JsonataNames {
  private static final Set<String> ADDED =
      Set.of("states", "partition", "range", "hash", "random", "uuid", "parse");

  /** Whether the library has a function of a name. */
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private final String text;
  private final SortedSet<String> read = new TreeSet<>();
  private final Set<String> bound = new HashSet<>(ADDED);
  private int at;
  private char before = '(';

  JsonataNames(String text) {
    this.text = text;
  }

  SortedSet<String> free() {
    while (at < text.length()) {
      step();
    }
    read.removeAll(bound);
    read.removeIf(JsonataNames::isFunction);
    return read;
  }

  /** The library's own functions may be passed on by name. */
  private static boolean isFunction(String name) {
    return KNOWN.computeIfAbsent(
        name, n -> Boolean.TRUE.equals(Jsonata.jsonata("$exists($" + n + ")").evaluate(null)));
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      skip(c, c != '`');
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
      return;
    } else if (c == '/' && "([{,:;=!<>&|?+-*%~^".indexOf(before) >= 0) {
      skip('/', true);
    } else if (c == '$') {
      name();
    } else if (Character.isLetter(c)) {
      word();
    } else {
      at++;
    }
    before = Character.isWhitespace(c) ? before : c;
  }

  private void skip(char end, boolean escapes) {
    at++;
    while (at < text.length() && text.charAt(at) != end) {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void name() {
    boolean positional = before == '@' || before == '#';
    int start = ++at;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (positional || text.startsWith(":=", blanks(at))) {
      bound.add(name);
    } else if (!name.isEmpty()) {
      read.add(name);
    }
  }

  /** A field, an operator, or the parameters of a function. */
  private void word() {
    int start = at;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("function") || word.equals("\u03bb")) {
      int end = text.indexOf(')', at);
      for (String parameter : text.substring(at, Math.max(at, end)).split("[(,\\s]+")) {
        bound.add(parameter.replace("$", ""));
      }
      at = Math.max(at, end);
    }
  }

  private int blanks(int from) {
    int end = from;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
