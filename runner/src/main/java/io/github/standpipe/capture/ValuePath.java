package io.github.standpipe.capture;

/**
 * A path to a value, with dots and without places in arrays.
 *
 * @param exact with keys as they are
 * @param shown with a star for keys that are data, good for messages
 */
record ValuePath(String exact, String shown) {
  /** The event itself. */
  static final ValuePath EVENT = new ValuePath("", "");

  private static final String BODY = "body";

  static ValuePath of(String path) {
    return new ValuePath(path, path);
  }

  ValuePath below(String key, boolean isData) {
    return exact.isEmpty()
        ? new ValuePath(key, isData ? "*" : key)
        : new ValuePath(exact + "." + key, shown + "." + (isData ? "*" : key));
  }

  /** An event that is one text or number has the body's path. */
  ValuePath orBody() {
    return exact.isEmpty() ? of(BODY) : this;
  }
}
