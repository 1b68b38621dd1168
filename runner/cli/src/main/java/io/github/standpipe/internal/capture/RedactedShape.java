package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a value that redaction keeps: keys, types, numbers of items, and booleans. */
final class RedactedShape {

  private RedactedShape() {}

  /** Describes how the shape of another value differs; empty if it does not. */
  static Optional<String> difference(String path, JsonNode before, JsonNode after) {
    if (before.isBoolean() && after.isBoolean() && !before.equals(after)) {
      return Optional.of(path + " was " + before + ", and is " + after);
    }
    if (!Json.kind(before).equals(Json.kind(after))) {
      return Optional.of(path + " was " + kind(before) + ", and is " + kind(after));
    }
    if (before.size() != after.size()) {
      String noun = before.isArray() ? " items" : " keys";
      return Optional.of(path + " had " + before.size() + noun + ", and has " + after.size());
    }
    return before.isArray() ? items(path, before, after) : members(path, before, after);
  }

  private static Optional<String> items(String path, JsonNode before, JsonNode after) {
    return IntStream.range(0, before.size())
        .mapToObj(i -> difference(path + "[" + i + "]", before.get(i), after.get(i)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A key that is missing was data, and corresponds to the next new key. */
  private static Optional<String> members(String path, JsonNode before, JsonNode after) {
    List<Map.Entry<String, JsonNode>> fresh = new ArrayList<>(after.properties());
    fresh.removeIf(member -> before.has(member.getKey()));
    Stream.Builder<Optional<String>> differences = Stream.builder();
    for (Map.Entry<String, JsonNode> member : before.properties()) {
      String key = member.getKey();
      JsonNode other = after.has(key) ? after.get(key) : fresh.removeFirst().getValue();
      differences.add(difference(path + "." + key, member.getValue(), other));
    }
    return differences.build().flatMap(Optional::stream).findFirst();
  }

  private static String kind(JsonNode value) {
    return value.isBoolean() || value.isNull() ? value.toString() : Json.kind(value);
  }
}
