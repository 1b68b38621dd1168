package io.github.standpipe.pipe;

import io.github.standpipe.enrich.Fault;

/**
 * A pattern or an input template that Pipes refuses, or that cannot work there: what kind of fault
 * it is, and where in the text it stands.
 */
public final class Refusal extends Fault {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the text. */
  public enum Kind {
    /** It is no JSON, or no event pattern. */
    INVALID,
    /** It compares with a number that is not the shortest form of a double. */
    INEXACT_NUMBER,
    /** It has more characters than Pipes takes. */
    TOO_LONG,
    /** An object of the pattern has a key twice. */
    DUPLICATE_KEY,
    /** It uses an operator that Pipes is not documented to support. */
    OPERATOR,
    /** No SQS record can match. */
    NEVER_MATCHES,
    /** It asks for a number where every record has a text. */
    NUMBER_ON_TEXT,
    /** It asks for a JSON body and for a text body at once. */
    MIXED_FORMS,
    /** It names a field that is added only after the filter. */
    ADDED_BY_THE_POLLER,
    /** A placeholder has no closing {@code >}. */
    UNCLOSED,
    /** A reserved variable is not known. */
    VARIABLE,
    /** A path is outside the grammar of Pipes. */
    PATH,
    /** A placeholder stands where it has no defined meaning. */
    PLACEMENT,
    /** Whatever is inserted, the result is no JSON. */
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

  public Kind kind() {
    return kind;
  }

  /** The line of the text, from 1; 0 where the fault has no place of its own. */
  public int line() {
    return line;
  }

  /** The column in that line, from 1; 0 where the fault has no place of its own. */
  public int column() {
    return column;
  }
}
