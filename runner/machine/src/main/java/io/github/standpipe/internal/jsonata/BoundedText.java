package io.github.standpipe.internal.jsonata;

/**
 * A text whose reader can be stopped: a search by a regular expression can take very long inside of
 * one call, but it reads characters all the time.
 */
final class BoundedText implements CharSequence {
  /** Each check reads the clock. */
  static final int CHARS_BETWEEN_CHECKS = 1_024;

  private final String text;
  private final Runnable check;
  private int left = CHARS_BETWEEN_CHECKS;

  /**
   * @param check throws to stop the reader
   */
  BoundedText(String text, Runnable check) {
    this.text = text;
    this.check = check;
  }

  @Override
  public char charAt(int index) {
    if (--left <= 0) {
      left = CHARS_BETWEEN_CHECKS;
      check.run();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
