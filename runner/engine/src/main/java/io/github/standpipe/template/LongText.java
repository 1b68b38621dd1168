package io.github.standpipe.template;

/** A string that intrinsics build, with a limit above that of any property. */
final class LongText {
  private static final int MOST = 1_000_000;

  private final Value.Call call;
  private final StringBuilder text = new StringBuilder();

  LongText(Value.Call call) {
    this.call = call;
  }

  void add(String part) {
    if (text.length() + (long) part.length() > MOST) {
      throw call.at()
          .fault(
              call.function()
                  + " creates a string of more than 1,000,000 characters; make it shorter");
    }
    text.append(part);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
