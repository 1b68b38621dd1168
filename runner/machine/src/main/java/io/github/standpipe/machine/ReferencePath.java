package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of names and indexes only: {@code $.a['b'][0]}. Most paths of a machine are of this kind,
 * and ResultPath always is.
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
   * A copy of a value with another value at this path; missing objects on the way are created.
   *
   * @throws StateFailure if a parent is not an object or has no such item
   */
  JsonNode set(JsonNode root, JsonNode value, String text) {
    if (steps.isEmpty()) {
      return value;
    }
    return set(0, root, new Change(value, text, root));
  }

  /** What is set, and what a failure names. */
  private record Change(JsonNode value, String text, JsonNode root) {}

  /** Copies what is on the way; what is beside it stays the same. */
  private JsonNode set(int at, JsonNode parent, Change change) {
    Object step = steps.get(at);
    JsonNode value =
        at == steps.size() - 1 ? change.value : set(at + 1, child(parent, step), change);
    if (parent instanceof ObjectNode object && step instanceof String name) {
      return MachineJson.NODES.objectNode().<ObjectNode>setAll(object).set(name, value);
    }
    if (parent instanceof ArrayNode array
        && step instanceof Integer index
        && index < array.size()) {
      ArrayNode copy = MachineJson.NODES.arrayNode(array.size()).addAll(array);
      copy.set(index, value);
      return copy;
    }
    throw StateFailure.of(
        "States.ResultPathMatchFailure",
        "Unable to apply step \"" + change.text + "\" to input " + MachineJson.text(change.root));
  }

  private static JsonNode child(JsonNode parent, Object step) {
    JsonNode child =
        step instanceof String name ? member(parent, name) : at(parent, (Integer) step);
    return child != null && child.isContainerNode() ? child : MachineJson.NODES.objectNode();
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
