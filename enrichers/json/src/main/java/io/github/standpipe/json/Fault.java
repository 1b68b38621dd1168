package io.github.standpipe.json;

/**
 * An input that cannot be used: a template, a transform, a fixture, a setting.
 *
 * <p>Its message is one line that says where, what was seen, and what to do; it contains keys, ids
 * and paths, but no payload.
 */
public class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  /**
   * Creates a fault without a separate place.
   *
   * @param message where, what was seen and what to do; line breaks become blanks, and characters
   *     that could disturb a terminal become JSON escapes
   */
  public Fault(String message) {
    super(oneLine(message));
    this.message = oneLine(message);
  }

  /**
   * Creates a fault at a place.
   *
   * @param where the place: a file with its line, a pipe or a key
   * @param message what was seen and what to do
   */
  public Fault(String where, String message) {
    this(where + ": " + message);
  }

  /**
   * Creates a fault that another exception led to.
   *
   * @param message where, what was seen and what to do
   * @param cause the exception, which is kept for a debugger and is not part of the message
   */
  public Fault(String message, Throwable cause) {
    super(oneLine(message), cause);
    this.message = oneLine(message);
  }

  /** {@return the message, always one line} */
  @Override
  public String getMessage() {
    return message;
  }

  /**
   * {@return the same fault with a place in front of its message, {@code where: message}, and this
   * fault as its cause}
   *
   * @param where the place, such as a file or a pipe
   */
  public Fault at(String where) {
    return new Fault(where + ": " + getMessage(), this);
  }

  /**
   * {@return a text as one line: line breaks and the blanks around them become one blank, and
   * characters that could disturb a terminal become JSON escapes}
   *
   * @param message a text of any number of lines
   */
  public static String oneLine(String message) {
    return Printable.line(message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
