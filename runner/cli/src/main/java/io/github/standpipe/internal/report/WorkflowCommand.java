package io.github.standpipe.internal.report;

import java.util.Locale;

/**
 * An annotation as a workflow command of GitHub Actions: one line, in which no character of its
 * texts can end the line, a property or the command.
 *
 * @param column 0 if only the line is known
 */
public record WorkflowCommand(
    Level level, String file, int line, int column, String title, String message) {

  /** How it is shown. */
  public enum Level {
    ERROR,
    WARNING,
    NOTICE
  }

  /** The line, such as {@code ::error file=a.yaml,line=1,title=x::y}. */
  @Override
  public String toString() {
    return "::"
        + level.name().toLowerCase(Locale.ROOT)
        + " file="
        + property(file.replace('\\', '/'))
        + ",line="
        + line
        + (column == 0 ? "" : ",col=" + column)
        + ",title="
        + property(title)
        + "::"
        + data(message);
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
