package io.github.standpipe.internal.report;

import java.util.Locale;

/**
 * An annotation as a workflow command of GitHub Actions: one line, in which no character of its
 * texts can end the line, a property or the command.
 *
 * @param file a path; with line 0 an address that is not a file's, which the message then begins
 *     with
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
        + " "
        + (line == 0 ? "" : place())
        + "title="
        + property(title)
        + "::"
        + data(line == 0 ? file + "\n" + message : message);
  }

  private String place() {
    String at = "file=" + property(file.replace('\\', '/')) + ",line=" + line;
    return at + (column == 0 ? "" : ",col=" + column) + ",";
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
