package io.github.standpipe.jslt;

/** A text that a regular expression can be kept from reading for ever. */
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
