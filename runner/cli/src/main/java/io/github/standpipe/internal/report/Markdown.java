package io.github.standpipe.internal.report;

import io.github.standpipe.json.Printable;
import java.util.List;
import java.util.regex.Pattern;

/** Text in GitHub's Markdown that no text from outside can format, link or end. */
public final class Markdown {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final int MOST = 200;

  private final StringBuilder text = new StringBuilder();

  public Markdown heading(String words) {
    return line("### " + plain(words)).line("");
  }

  public Markdown paragraph(String words) {
    return line(plain(words)).line("");
  }

  /** A list of at most 200 items, each already Markdown. */
  public Markdown items(List<String> items) {
    items.stream().limit(MOST).forEach(item -> line("- " + item));
    if (items.size() > MOST) {
      line("- and " + (items.size() - MOST) + " more");
    }
    return line("");
  }

  public Markdown row(List<String> cells) {
    return line("| " + String.join(" | ", cells) + " |");
  }

  public Markdown line(String markdown) {
    text.append(markdown).append('\n');
    return this;
  }

  /** Words as they are. */
  public static String plain(String words) {
    return PUNCTUATION.matcher(Printable.line(words)).replaceAll("\\\\$0");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
