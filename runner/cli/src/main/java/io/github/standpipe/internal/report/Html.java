package io.github.standpipe.internal.report;

/** HTML that is built piece by piece; inserted values are always escaped. */
public final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup in which each {@code {}} is filled with one of the texts, escaped. */
  public Html add(String markup, Object... texts) {
    int from = 0;
    for (Object text : texts) {
      int hole = markup.indexOf("{}", from);
      out.append(markup, from, hole).append(Markup.escaped(text.toString()));
      from = hole + 2;
    }
    out.append(markup, from, markup.length());
    return this;
  }

  /** Text that is already HTML. */
  public Html raw(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
