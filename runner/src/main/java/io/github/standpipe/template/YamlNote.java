package io.github.standpipe.template;

/**
 * Something in the text of a template that CloudFormation reads otherwise than it looks.
 *
 * @param written as it stands there
 * @param read what CloudFormation reads instead; the same if that depends on the reader
 */
public record YamlNote(Sort sort, Place at, String written, String read) {
  /** What it is. */
  public enum Sort {
    ALIAS,
    MERGE,
    NUMBER,
    BOOLEAN,
    DATE,
    /** Digits behind a 0 that are no octal number. */
    LEADING_ZERO,
    REPEATED_KEY
  }
}
