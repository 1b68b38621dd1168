package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the bases that a given file names where it names them, as far as its keys need it. */
final class FixtureBases {
  private static final String BASE = "$base";
  private static final String REMOVE = "$remove";
  private static final int DEPTH = 10;
  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]'\"]+)|\\[(\\d+)\\]|\\['([^']*)'\\]");

  private final Path file;

  FixtureBases(Path file) {
    this.file = file;
  }

  /**
   * The value without bases.
   *
   * @throws IOException if a base cannot be read
   * @throws IllegalArgumentException if a path is not understood
   */
  JsonNode resolved(JsonNode value) throws IOException {
    return resolved(value, DEPTH);
  }

  private JsonNode resolved(JsonNode value, int depth) throws IOException {
    if (depth == 0) {
      throw new IOException("bases name each other");
    }
    if (value.isArray()) {
      ArrayNode all = Json.array();
      for (JsonNode item : value) {
        all.add(resolved(item, depth));
      }
      return all;
    }
    if (!value.isObject()) {
      return value;
    }
    return value.path(BASE).isTextual() ? based(value, depth) : members(value, depth);
  }

  private JsonNode members(JsonNode value, int depth) throws IOException {
    ObjectNode all = Json.object();
    for (var each : value.properties()) {
      all.set(each.getKey(), resolved(each.getValue(), depth));
    }
    return all;
  }

  /** What is removed may stay: another case may have it all the same. */
  private JsonNode based(JsonNode value, int depth) throws IOException {
    JsonNode base = resolved(base(value.path(BASE).textValue()), depth - 1);
    for (var each : value.properties()) {
      if (!each.getKey().equals(BASE) && !each.getKey().equals(REMOVE)) {
        set(base, steps(each.getKey()), resolved(each.getValue(), depth));
      }
    }
    return base;
  }

  private JsonNode base(String name) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    for (int up = 0; up < 4 && folder != null; up++) {
      Path base = folder.resolve("bases").resolve(name).normalize();
      if (Files.isRegularFile(base)) {
        return Json.parse(Files.readAllBytes(base));
      }
      folder = folder.getParent();
    }
    throw new IOException("there is no base " + name);
  }

  private static List<String> steps(String path) {
    String plain = path.startsWith("$") ? path.substring(1) : path;
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(plain);
    int end = 0;
    while (step.find() && step.start() == end) {
      end = step.end();
      steps.add(
          step.group(1) != null
              ? step.group(1)
              : step.group(2) != null ? step.group(2) : step.group(3));
    }
    if (end < plain.length() || steps.isEmpty()) {
      throw new IllegalArgumentException("a path that is not understood");
    }
    return steps;
  }

  private static void set(JsonNode base, List<String> steps, JsonNode value) {
    JsonNode parent = base;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.isArray() ? parent.path(index(step)) : parent.path(step);
    }
    String last = steps.getLast();
    switch (parent) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array when index(last) < array.size() -> array.set(index(last), value);
      case ArrayNode array -> array.add(value);
      default -> throw new IllegalArgumentException("a path that leads nowhere");
    }
  }

  private static int index(String step) {
    return Integer.parseInt(step);
  }
}
