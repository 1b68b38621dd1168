package io.github.standpipe.internal.jslt;

/** A text that stops a regular expression that reads it for too long. */
record LimitedText(String text, EvaluationLimit limit) implements CharSequence {

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    limit.step();
    return text.charAt(index);
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
