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

  public Fault(String message) {
    super(oneLine(message));
    this.message = oneLine(message);
  }

  public Fault(String where, String message) {
    this(where + ": " + message);
  }

  public Fault(String message, Throwable cause) {
    super(oneLine(message), cause);
    this.message = oneLine(message);
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** The same fault, with the place in front of it. */
  public Fault at(String where) {
    return new Fault(where + ": " + getMessage(), this);
  }

  public static String oneLine(String message) {
    return Printable.line(message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
