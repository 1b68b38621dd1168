package io.github.standpipe.template;

/**
 * A value in the text of a template that CloudFormation reads differently from how it looks.
 *
 * @param written as it is written
 * @param read what CloudFormation reads instead; the same if that depends on the reader
 */
public record YamlNote(Sort sort, Place at, String written, String read) {
  /** The kind of value. */
  public enum Sort {
    ALIAS,
    MERGE,
    NUMBER,
    BOOLEAN,
    DATE,
    /** Digits after a 0 that are not an octal number. */
    LEADING_ZERO,
    REPEATED_KEY
  }
}
