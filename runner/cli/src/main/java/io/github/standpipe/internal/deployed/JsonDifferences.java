package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The places at which two JSON values differ; numbers are equal if their values are. */
final class JsonDifferences {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_$-]+");

  private final String property;
  private final List<PropertyDifference> found = new ArrayList<>();

  private JsonDifferences(String property) {
    this.property = property;
  }

  /** The differences, each with the property's path and, after a blank, the path in the JSON. */
  static List<PropertyDifference> of(String property, JsonNode ours, JsonNode theirs) {
    JsonDifferences differences = new JsonDifferences(property);
    differences.compare("", Optional.of(ours), Optional.of(theirs));
    return differences.found;
  }

  private void compare(String place, Optional<JsonNode> ours, Optional<JsonNode> theirs) {
    if (areBoth(ours, theirs, JsonNode::isObject)) {
      objects(place, ours.orElseThrow(), theirs.orElseThrow());
    } else if (areBoth(ours, theirs, JsonNode::isArray)) {
      arrays(place, ours.orElseThrow(), theirs.orElseThrow());
    } else if (!same(ours, theirs)) {
      String path = place.isEmpty() ? property : property + " " + place;
      found.add(new PropertyDifference(path, ours, theirs, Optional.empty()));
    }
  }

  private static boolean areBoth(
      Optional<JsonNode> ours, Optional<JsonNode> theirs, Predicate<JsonNode> kind) {
    return ours.filter(kind).isPresent() && theirs.filter(kind).isPresent();
  }

  private static boolean same(Optional<JsonNode> ours, Optional<JsonNode> theirs) {
    return areBoth(ours, theirs, JsonNode::isNumber)
        ? ours.orElseThrow().decimalValue().compareTo(theirs.orElseThrow().decimalValue()) == 0
        : ours.equals(theirs);
  }

  private void objects(String place, JsonNode ours, JsonNode theirs) {
    Set<String> keys = new LinkedHashSet<>();
    ours.fieldNames().forEachRemaining(keys::add);
    theirs.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      compare(
          below(place, key),
          Optional.ofNullable(ours.get(key)),
          Optional.ofNullable(theirs.get(key)));
    }
  }

  private void arrays(String place, JsonNode ours, JsonNode theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      compare(
          place + "[" + i + "]",
          Optional.ofNullable(ours.get(i)),
          Optional.ofNullable(theirs.get(i)));
    }
  }

  private static String below(String place, String key) {
    if (!PLAIN_KEY.matcher(key).matches()) {
      return place + "[" + Json.text(TextNode.valueOf(key)) + "]";
    }
    return place.isEmpty() ? key : place + "." + key;
  }
}
