package io.github.standpipe.expect;

/**
 * One place at which a value is not as expected.
 *
 * @param path where: in an array, by the place in what is expected, and for an item that is not
 *     expected by the place in what was seen
 * @param expected what is expected there, as JSON where it is short, else what it is
 * @param actual what was seen there
 * @param beside up to three values near it that are as expected, to know the place by; may be empty
 */
public record Difference(String path, String expected, String actual, String beside) {

  /** In one line: {@code $[0].total: expected 3, was 4}. */
  @Override
  public String toString() {
    return path + ": expected " + expected + ", was " + actual;
  }
}
