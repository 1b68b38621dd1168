package io.github.standpipe.expect;

import io.github.standpipe.enrich.Printable;

/** Paths as differences name them: {@code $[0].lines[2]['unit price']}. */
final class JsonPath {
  static final String ROOT = "$";

  private JsonPath() {}

  static String member(String path, String key) {
    return path
        + (key.matches("[\\w-]+")
            ? "." + key
            : "['" + Printable.line(key.replace("\\", "\\\\").replace("'", "\\'")) + "']");
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
