package io.github.standpipe.pipe;

import io.github.standpipe.json.Fault;

/**
 * A pattern or an input template that Pipes rejects, or that cannot work there: the kind of fault,
 * and its place in the text.
 */
public final class Refusal extends Fault {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the text. */
  public enum Kind {
    /** It is not JSON, or not an event pattern. */
    INVALID,
    /** It compares with a number that is not the shortest form of a double. */
    INEXACT_NUMBER,
    /** It has more characters than Pipes accepts. */
    TOO_LONG,
    /** An object of the pattern has a key twice. */
    DUPLICATE_KEY,
    /** It uses an operator that Pipes is not documented to support. */
    OPERATOR,
    /** No SQS record can match. */
    NEVER_MATCHES,
    /** It asks for a number although every record has a string there. */
    NUMBER_ON_TEXT,
    /** It asks for a JSON body and for a text body at the same time. */
    MIXED_FORMS,
    /** It names a field that is added only after the filter. */
    ADDED_BY_THE_POLLER,
    /** A placeholder has no closing {@code >}. */
    UNCLOSED,
    /** A reserved variable is unknown. */
    VARIABLE,
    /** A path is outside the grammar of Pipes. */
    PATH,
    /** A placeholder is in a place where it has no defined meaning. */
    PLACEMENT,
    /** The result is never JSON, regardless of the inserted values. */
    NOT_JSON
  }

  private final Kind kind;
  private final int line;
  private final int column;

  private Refusal(Kind kind, String where, String message, int line, int column) {
    super(where, message);
    this.kind = kind;
    this.line = line;
    this.column = column;
  }

  static Refusal of(Kind kind, String where, String message) {
    return new Refusal(kind, where, message, 0, 0);
  }

  /** A fault at a place of the text, whose lines and columns count from 1. */
  static Refusal at(int line, int column, Kind kind, String where, String message) {
    return new Refusal(kind, where, message, line, column);
  }

  /** {@return what is wrong with the text} */
  public Kind kind() {
    return kind;
  }

  /** {@return the line of the text, from 1; 0 if the fault has no specific place} */
  public int line() {
    return line;
  }

  /** {@return the column in that line, from 1; 0 if the fault has no specific place} */
  public int column() {
    return column;
  }
}
