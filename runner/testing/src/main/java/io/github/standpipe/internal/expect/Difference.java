package io.github.standpipe.internal.expect;

/**
 * One place at which a value is not as expected.
 *
 * @param path the place: in an array, the position in the expected array, or, for an unexpected
 *     item, the position in the actual array
 * @param expected the expected value, as JSON if it is short, else a description
 * @param actual the actual value
 * @param beside up to three values near it that are as expected, to identify the place; may be
 *     empty
 */
public record Difference(String path, String expected, String actual, String beside) {

  /** In one line: {@code $[0].total: expected 3, was 4}. */
  @Override
  public String toString() {
    return path + ": expected " + expected + ", was " + actual;
  }
}
