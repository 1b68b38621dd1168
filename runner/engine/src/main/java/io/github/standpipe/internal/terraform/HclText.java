package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text in the configuration language, and a position in it. */
final class HclText {
  private final String text;
  private final String file;
  private final int[] lines;
  private final List<String> notes = new ArrayList<>();
  private int at;

  HclText(String text, String file) {
    this.text = text;
    this.file = file;
    this.lines = lines(text);
  }

  private static int[] lines(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  SourcePlace place() {
    int low = Arrays.binarySearch(lines, at);
    int line = low < 0 ? -low - 2 : low;
    return new SourcePlace(file, line + 1, at - lines[line] + 1);
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The next character; a zero at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  char next() {
    char c = peek();
    skip(1);
    return c;
  }

  void skip(int characters) {
    at = Math.min(text.length(), at + characters);
  }

  /** Gives the rest of the text up. */
  void giveUp() {
    at = text.length();
  }

  int position() {
    return at;
  }

  void backTo(int position) {
    at = position;
  }

  boolean startsWith(String start) {
    return text.startsWith(start, at);
  }

  /** Passes over a text if it is next. */
  boolean take(String start) {
    boolean is = startsWith(start);
    at += is ? start.length() : 0;
    return is;
  }

  /** The rest of the line, without its end, which is passed over. */
  String line() {
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Passes over blanks and comments; a line break counts as a blank if asked. */
  void blanks(boolean alsoLineBreaks) {
    while (!atEnd()) {
      char c = peek();
      if (c == '#' || startsWith("//")) {
        int end = text.indexOf('\n', at);
        note(text.substring(at, end < 0 ? text.length() : end));
        at = end < 0 ? text.length() : end;
      } else if (startsWith("/*")) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (c == ' '
          || c == '\t'
          || c == '\r'
          || c == '\uFEFF'
          || alsoLineBreaks && c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private void note(String comment) {
    if (comment.contains("standpipe:")) {
      notes.add(comment);
    }
  }

  /** The comments for this tool that were passed over so far. */
  List<String> notes() {
    return notes;
  }

  boolean atName() {
    return Character.isLetter(peek()) || peek() == '_';
  }

  /** A name; empty if none is next. */
  String name() {
    int start = at;
    while (atName() || at > start && (Character.isDigit(peek()) || peek() == '-')) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A number; empty if none is next. */
  String number() {
    int start = at;
    while (Character.isDigit(peek())
        || at > start && (peek() == '.' && Character.isDigit(peek(1)) || isExponent())) {
      at += isExponent() ? 2 : 1;
    }
    return text.substring(start, at);
  }

  private boolean isExponent() {
    return (peek() == 'e' || peek() == 'E')
        && (Character.isDigit(peek(1)) || peek(1) == '-' || peek(1) == '+');
  }
}
