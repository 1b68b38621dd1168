package io.github.standpipe.internal.expect;

import io.github.standpipe.json.Printable;

/** Paths as differences print them: {@code $[0].lines[2]['unit price']}. */
public final class JsonPath {
  /** The path of a whole value. */
  public static final String ROOT = "$";

  private JsonPath() {}

  /** The path of a member of an object. */
  public static String member(String path, String key) {
    return path
        + (key.matches("[\\w-]+")
            ? "." + key
            : "['" + Printable.line(key.replace("\\", "\\\\").replace("'", "\\'")) + "']");
  }

  /** The path of an item of an array, from 0 on. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
