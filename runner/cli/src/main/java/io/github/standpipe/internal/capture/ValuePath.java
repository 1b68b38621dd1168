package io.github.standpipe.internal.capture;

/**
 * A path to a value, with dots and without places in arrays.
 *
 * @param exact the path with the actual keys
 * @param shown the path with a star for keys that are data, for messages
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

  /** The path of an event that is a single text or number is that of the body. */
  ValuePath orBody() {
    return exact.isEmpty() ? of(BODY) : this;
  }
}
