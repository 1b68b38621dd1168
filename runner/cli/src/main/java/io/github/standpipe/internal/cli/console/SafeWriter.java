package io.github.standpipe.internal.cli.console;

import io.github.standpipe.json.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The only way to a terminal or log. Characters from payloads that move a cursor, change colours or
 * turn the direction of text are escaped as in JSON, and no line from a payload can be mistaken for
 * a command of a CI runner. Our own control sequences are marked with a text that nobody can guess.
 */
public final class SafeWriter extends FilterWriter {
  private static final String MARK = mark();

  /** Begins one of our control sequences. */
  public static final String CONTROL = MARK + "[";

  /** Goes back to the beginning of the line. */
  public static final String BACK = MARK + "<";

  /** Begins a line that a CI runner reads as a command. */
  public static final String COMMAND = MARK + "!";

  private boolean lineStarts = true;

  public SafeWriter(Writer out) {
    super(out);
  }

  private static String mark() {
    byte[] bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    return "\u0001" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    StringBuilder safe = new StringBuilder(length + 16);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (text.charAt(at) == 1 && text.startsWith(MARK, at) && at + MARK.length() < end) {
        append(safe, text.charAt(at + MARK.length()));
        at += MARK.length() + 1;
      } else {
        pass(safe, text, at++, end);
      }
    }
    out.write(safe.toString());
  }

  private void append(StringBuilder safe, char control) {
    switch (control) {
      case '[' -> safe.append("\u001b[");
      case '<' -> safe.append('\r');
      default -> lineStarts = false;
    }
  }

  private void pass(StringBuilder safe, String text, int at, int end) {
    char c = text.charAt(at);
    boolean command = lineStarts && isNext("::", text, at, end) || isNext("##[", text, at, end);
    lineStarts = c == '\n' || lineStarts && Character.isWhitespace(c);
    boolean plain = c == '\n' || c == '\t' || isPlain(text, at, end);
    safe.append(plain && !command ? String.valueOf(c) : Printable.escape(c));
  }

  /** Runners look for {@code ::command::} after blanks, and for {@code ##[command]} anywhere. */
  private static boolean isNext(String command, String text, int at, int end) {
    return at + command.length() <= end && text.startsWith(command, at);
  }

  private static boolean isPlain(String text, int at, int end) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < end && Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        ? at > 0 && Character.isHighSurrogate(text.charAt(at - 1))
        : Printable.isPlain(c);
  }
}
