package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of names and indexes alone: {@code $.a['b'][0]}. Most paths of a machine are of this kind,
 * and what ResultPath takes always is.
 *
 * <p>Inside quotes a backslash stands for itself unless it escapes the quote or a backslash, as
 * recordings of the service show; JSONPath's library unescapes more.
 *
 * @param steps names as {@code String} and indexes as {@code Integer}
 */
record ReferencePath(List<Object> steps) {

  static Optional<ReferencePath> parse(String text) {
    return new Reader(text).read().map(ReferencePath::new);
  }

  /** The value, or null if there is none. */
  @Nullable JsonNode find(JsonNode root) {
    JsonNode value = root;
    for (Object step : steps) {
      value = step instanceof String name ? member(value, name) : at(value, (Integer) step);
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  private static @Nullable JsonNode member(JsonNode value, String name) {
    return value.isObject() ? value.get(name) : null;
  }

  private static @Nullable JsonNode at(JsonNode value, int index) {
    return value.isArray() ? value.get(index) : null;
  }

  /**
   * A copy of a value in which this path has another one; objects are made on the way.
   *
   * @throws StateFailure if something on the way is not an object or has no such item
   */
  JsonNode set(JsonNode root, JsonNode value, String text) {
    if (steps.isEmpty()) {
      return value;
    }
    JsonNode copy = root.deepCopy();
    JsonNode parent = copy;
    for (int i = 0; i < steps.size() - 1; i++) {
      parent = enter(parent, steps.get(i), text, root);
    }
    put(parent, steps.getLast(), value, text, root);
    return copy;
  }

  private static JsonNode enter(JsonNode parent, Object step, String text, JsonNode root) {
    JsonNode child =
        step instanceof String name ? member(parent, name) : at(parent, (Integer) step);
    if (child != null && child.isContainerNode()) {
      return child;
    }
    ObjectNode made = MachineJson.NODES.objectNode();
    put(parent, step, made, text, root);
    return made;
  }

  private static void put(
      JsonNode parent, Object step, JsonNode value, String text, JsonNode root) {
    if (parent instanceof ObjectNode object && step instanceof String name) {
      object.set(name, value);
    } else if (parent instanceof ArrayNode array
        && step instanceof Integer index
        && index < array.size()) {
      array.set(index, value);
    } else {
      throw StateFailure.of(
          "States.ResultPathMatchFailure",
          "Unable to apply step \"" + text + "\" to input " + MachineJson.text(root));
    }
  }

  /** Reads the text of a path, once. */
  private static final class Reader {
    private final String text;
    private int at = 1;

    Reader(String text) {
      this.text = text;
    }

    Optional<List<Object>> read() {
      if (!text.startsWith("$")) {
        return Optional.empty();
      }
      List<Object> steps = new ArrayList<>();
      while (at < text.length()) {
        Object step = text.charAt(at) == '.' ? name() : text.charAt(at) == '[' ? bracket() : null;
        if (step == null) {
          return Optional.empty();
        }
        steps.add(step);
      }
      return Optional.of(steps);
    }

    private @Nullable Object name() {
      int start = ++at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return at == start ? null : text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private @Nullable Object bracket() {
      at++;
      if (at >= text.length()) {
        return null;
      }
      char first = text.charAt(at);
      Object step = first == '\'' || first == '"' ? quoted(first) : index();
      if (step == null || at >= text.length() || text.charAt(at) != ']') {
        return null;
      }
      at++;
      return step;
    }

    private @Nullable Object quoted(char quote) {
      StringBuilder name = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == quote) {
          name.append(quote);
          at++;
        } else if (c == quote) {
          at++;
          return name.toString();
        } else {
          name.append(c);
        }
      }
      return null;
    }

    private @Nullable Object index() {
      int start = at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      return at == start || at - start > 9
          ? null
          : (Object) Integer.valueOf(text.substring(start, at));
    }
  }
}
