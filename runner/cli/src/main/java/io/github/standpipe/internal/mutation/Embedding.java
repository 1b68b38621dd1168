package io.github.standpipe.internal.mutation;

import java.util.Optional;

/**
 * A text inside a scalar of another text, such as a pattern in a template: each of its characters
 * has a place there.
 *
 * @param value the text as it is read
 * @param from by character, where it begins in the outer text
 * @param to where it ends there
 * @param style how the outer text writes it
 */
record Embedding(String value, int[] from, int[] to, Style style) {
  /** The ways in which a scalar is written. */
  enum Style {
    BLOCK,
    SINGLE,
    DOUBLE
  }

  /** A text that stands for itself. */
  static Embedding plain(String text) {
    int[] from = new int[text.length()];
    int[] to = new int[text.length()];
    for (int i = 0; i < from.length; i++) {
      from[i] = i;
      to[i] = i + 1;
    }
    return new Embedding(text, from, to, Style.BLOCK);
  }

  /** Empty if the outer text writes the scalar in a way that cannot be followed. */
  static Optional<Embedding> of(String outer, SourceNode scalar) {
    int at = begin(outer, scalar.from());
    char first = outer.charAt(at);
    Style style = first == '"' ? Style.DOUBLE : first == '\'' ? Style.SINGLE : Style.BLOCK;
    if (style != Style.BLOCK) {
      at++;
    } else if (first == '|' || first == '>') {
      at = outer.indexOf('\n', at) + 1;
    }
    String value = scalar.value();
    Embedding made = new Embedding(value, new int[value.length()], new int[value.length()], style);
    return made.fill(outer, at, scalar.to()) ? Optional.of(made) : Optional.empty();
  }

  /** Skips a tag. */
  private static int begin(String outer, int from) {
    int at = from;
    if (outer.charAt(at) == '!') {
      while (!Character.isWhitespace(outer.charAt(at))) {
        at++;
      }
      while (Character.isWhitespace(outer.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private boolean fill(String outer, int begin, int end) {
    int at = begin;
    for (int i = 0; i < value.length(); i++) {
      char wanted = value.charAt(i);
      while (at < end && isLayout(outer.charAt(at), wanted)) {
        at++;
      }
      int length = at < end ? length(outer, at, wanted) : 0;
      if (length < 0) {
        return false;
      }
      from[i] = at;
      at += length;
      to[i] = at;
    }
    return true;
  }

  private static boolean isLayout(char written, char wanted) {
    return Character.isWhitespace(written) && !Character.isWhitespace(wanted);
  }

  /** The number of characters that write one; -1 if it is another. */
  private int length(String outer, int at, char wanted) {
    char written = outer.charAt(at);
    if (style == Style.DOUBLE && written == '\\') {
      return switch (outer.charAt(at + 1)) {
        case 'u' -> 6;
        case 'x' -> 4;
        default -> 2;
      };
    }
    if (style == Style.SINGLE && written == '\'') {
      return 2;
    }
    boolean blank = Character.isWhitespace(written) && Character.isWhitespace(wanted);
    return written == wanted || blank ? 1 : -1;
  }

  /** A change of the outer text that makes a change of this one. */
  TextEdit outer(TextEdit inner) {
    int begin = inner.from() < from.length ? from[inner.from()] : to[to.length - 1];
    int end = inner.to() == inner.from() ? begin : to[inner.to() - 1];
    return new TextEdit(begin, end, encoded(inner.with()));
  }

  private String encoded(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return switch (style) {
      case BLOCK -> line;
      case SINGLE -> line.replace("'", "''");
      case DOUBLE -> line.replace("\\", "\\\\").replace("\"", "\\\"");
    };
  }
}
