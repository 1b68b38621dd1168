package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a record has instead of an absent path. */
final class NearestPath {
  private static final int MOST_KEYS = 6;
  private static final String TEXT_OF_JSON =
      " is a string of JSON; only the body itself is parsed as JSON";

  private final String path;
  private final EventFields fields;

  private NearestPath(String path, EventFields fields) {
    this.path = path;
    this.fields = fields;
  }

  /** Such as {@code there is body.orderId}; empty if there is no hint. */
  static Optional<String> of(String path, EventFields fields) {
    NearestPath nearest = new NearestPath(path, fields);
    return nearest.container().or(nearest::similar).or(nearest::textOfJson).or(nearest::parent);
  }

  /** Only leaves count: objects, and arrays that hold none, are absent. */
  private Optional<String> container() {
    JsonNode found = fields.containers().get(path);
    if (found == null) {
      return Optional.empty();
    }
    boolean empty = found.isEmpty();
    String kind = found.isObject() ? "object" : "array";
    return Optional.of(
        empty
            ? "an empty " + kind + " is there, which counts as absent"
            : "an " + kind + " is there; a pattern matches only values without keys below them");
  }

  private Optional<String> similar() {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : fields.all().keySet()) {
      int distance = distance(candidate);
      if (distance < least) {
        best = candidate;
        least = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of("there is " + best);
  }

  /**
   * The distance of another path from this one; the largest number if they have nothing in common.
   */
  private int distance(String candidate) {
    List<String> wanted = List.of(path.split("\\."));
    List<String> found = List.of(candidate.split("\\."));
    if (wanted.size() != found.size()) {
      boolean sameKey = plain(wanted.getLast()).equals(plain(found.getLast()));
      return sameKey && wanted.size() > 1 && candidate.startsWith(wanted.getFirst())
          ? 100 + Math.abs(wanted.size() - found.size())
          : Integer.MAX_VALUE;
    }
    int sum = 0;
    for (int i = 0; i < wanted.size(); i++) {
      int one = EditDistance.between(plain(wanted.get(i)), plain(found.get(i)));
      if (one > Math.max(1, wanted.get(i).length() / 3) || wanted.get(i).length() < 3 && one > 0) {
        return Integer.MAX_VALUE;
      }
      sum += 2 * one + (wanted.get(i).equals(found.get(i)) ? 0 : 1);
    }
    return sum;
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** An envelope: JSON in a string of the body is not parsed by Pipes. */
  private Optional<String> textOfJson() {
    for (Map.Entry<String, List<EventFields.Field>> entry : fields.all().entrySet()) {
      JsonNode value = entry.getValue().getFirst().value();
      if (path.startsWith(entry.getKey() + ".") && value.isTextual()) {
        return Optional.of(entry.getKey() + (holdsJson(value) ? TEXT_OF_JSON : " is a string"));
      }
    }
    return Optional.empty();
  }

  private static boolean holdsJson(JsonNode value) {
    try {
      return Json.parse(value.textValue()).isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** The keys of the innermost object on the way. */
  private Optional<String> parent() {
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      String above = path.substring(0, dot);
      JsonNode container = fields.containers().get(above);
      if (container != null) {
        return keys(above).map(keys -> above + " has " + keys);
      }
      if (!fields.at(above).isEmpty()) {
        return Optional.of(above + " is " + Json.kind(fields.at(above).getFirst().value()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> keys(String above) {
    Collection<String> keys = new TreeSet<>();
    collect(above, fields.all().keySet(), keys);
    collect(above, fields.containers().keySet(), keys);
    String some = String.join(", ", keys.stream().limit(MOST_KEYS).toList());
    int more = keys.size() - MOST_KEYS;
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(some + (more > 0 ? " and " + more + " more" : ""));
  }

  private static void collect(String above, Collection<String> paths, Collection<String> keys) {
    paths.stream()
        .filter(path -> path.startsWith(above + "."))
        .map(path -> path.substring(above.length() + 1).split("\\.")[0])
        .forEach(keys::add);
  }
}
