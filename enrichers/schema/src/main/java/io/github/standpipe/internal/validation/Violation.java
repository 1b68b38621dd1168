package io.github.standpipe.internal.validation;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.github.standpipe.json.Printable;
import org.jspecify.annotations.Nullable;

/** A violation in words, without values. */
final class Violation {
  private Violation() {}

  static String describe(Error error) {
    String path = path(error.getInstanceLocation());
    String key = error.getProperty();
    return switch (error.getKeyword()) {
      case "required", "dependentRequired" -> below(path, key) + ": is missing";
      case "additionalProperties", "unevaluatedProperties" -> below(path, key) + ": is not allowed";
      default -> words(path) + ": breaks " + error.getKeyword();
    };
  }

  private static String path(NodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object element = location.getElement(i);
      if (element instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Printable.line(String.valueOf(element)));
      }
    }
    return path.toString();
  }

  private static String below(String path, @Nullable String key) {
    return key == null ? words(path) : (path.isEmpty() ? "" : path + ".") + Printable.line(key);
  }

  private static String words(String path) {
    return path.isEmpty() ? "the event" : path;
  }
}
