package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random filters with few paths and few literals, so that two of them often interact. */
final class RandomFilters {
  private static final List<String> TEXTS =
      List.of("a", "ab", "abc", "b", "ba", "B", "Ab", "", "c", "1", "é", "x-a", "aba", "bc");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "2.5", "-1", "10", "3", "1e3", "0.1", "300.0");
  private static final List<String> BLOCKS =
      List.of("10.0.0.0/8", "10.0.0.0/31", "10.1.0.0/16", "::/120", "10.0.0.1/32");

  private final Random random;
  private final EventKind kind;
  private final boolean asksForAbsence;

  RandomFilters(Random random, EventKind kind) {
    this.random = random;
    this.kind = kind;
    this.asksForAbsence = kind == EventKind.OBJECT && random.nextInt(2) == 0;
  }

  /** A filter and the patterns that it was made from. */
  record RandomFilter(EventFilter filter, List<JsonNode> patterns) {}

  RandomFilter next() {
    while (true) {
      List<JsonNode> patterns = new ArrayList<>();
      int size = kind == EventKind.RECORD ? 1 + random.nextInt(3) / 2 : 1;
      for (int i = 0; i < size; i++) {
        patterns.add(pattern());
      }
      RandomFilter made = filter(patterns);
      if (made != null) {
        return made;
      }
    }
  }

  /** Another filter, most often one with a change. */
  RandomFilter near(RandomFilter other) {
    for (int i = 0; i < 20 && random.nextInt(10) < 8; i++) {
      List<JsonNode> patterns = new ArrayList<>(other.patterns());
      int at = random.nextInt(patterns.size());
      int changes = random.nextInt(3);
      JsonNode changed = patterns.get(at).deepCopy();
      for (int change = 0; change < changes; change++) {
        boolean isInside = kind == EventKind.ENVELOPE && changed.has("detail");
        change((ObjectNode) (isInside ? changed.get("detail") : changed));
      }
      patterns.set(at, changed);
      if (kind == EventKind.RECORD && random.nextInt(6) == 0) {
        patterns.add(pattern());
      } else if (patterns.size() > 1 && random.nextInt(4) == 0) {
        patterns.remove(0);
      }
      RandomFilter made = filter(patterns);
      if (made != null) {
        return made;
      }
    }
    return next();
  }

  private @Nullable RandomFilter filter(List<JsonNode> patterns) {
    try {
      if (kind == EventKind.RECORD) {
        List<FilterPattern> parsed =
            patterns.stream().map(p -> FilterPattern.parse(Json.text(p), "")).toList();
        return new RandomFilter(EventFilter.of(FilterCriteria.of(parsed)), patterns);
      }
      String text = Json.text(patterns.getFirst());
      return new RandomFilter(
          EventFilter.of(EventPattern.parse(text, "", p -> {}), kind), patterns);
    } catch (Fault e) {
      return null;
    }
  }

  private JsonNode pattern() {
    ObjectNode pattern = Json.object();
    switch (kind) {
      case OBJECT -> {
        if (asksForAbsence) {
          below(pattern.putObject("a"));
        } else {
          fill(pattern, 2);
        }
      }
      case ENVELOPE -> {
        if (random.nextBoolean()) {
          pattern.set("source", texts());
        }
        if (random.nextInt(3) > 0) {
          fill(pattern.putObject("detail"), 2);
        } else {
          pattern.set("detail-type", texts());
        }
      }
      case RECORD -> {
        if (random.nextInt(8) == 0) {
          pattern.set("body", texts());
        } else if (random.nextInt(8) > 0) {
          fill(pattern.putObject("body"), 2);
        }
        if (pattern.isEmpty() || random.nextInt(5) == 0) {
          pattern.putObject("attributes").set("SenderId", texts());
        }
      }
    }
    return pattern;
  }

  private void fill(ObjectNode object, int depth) {
    int fields = 1 + random.nextInt(3);
    for (int i = 0; i < fields; i++) {
      String key = "abc".charAt(random.nextInt(3)) + (depth == 0 ? "" : "" + depth);
      if (depth > 0 && random.nextInt(3) == 0) {
        fill(object.putObject(key), depth - 1);
      } else {
        object.set(key, leaf());
      }
    }
    if (random.nextInt(8) == 0) {
      ArrayNode or = object.putArray("$or");
      for (int i = 0; i < 2; i++) {
        fill(or.addObject(), 0);
      }
    }
  }

  /** Few paths below one key, most with absence, so that arrays matter. */
  private void below(ObjectNode object) {
    int fields = 1 + random.nextInt(3);
    for (int i = 0; i < fields; i++) {
      String key = List.of("b", "c", "d", "m", "z").get(random.nextInt(5));
      if (key.equals("m")) {
        object
            .putObject(key)
            .<ObjectNode>set("e", presence())
            .set(random.nextBoolean() ? "f" : "d", presence());
      } else {
        object.set(key, presence());
      }
    }
    if (random.nextInt(2) == 0) {
      ArrayNode or = object.putArray("$or");
      for (int i = 0; i < 2; i++) {
        or.addObject()
            .<ObjectNode>set(List.of("b", "c", "y").get(random.nextInt(3)), presence())
            .set(List.of("d", "z", "a").get(random.nextInt(3)), presence());
      }
    }
  }

  private ArrayNode presence() {
    return (ArrayNode)
        json(
            List.of(
                    "[{\"exists\":false}]",
                    "[{\"exists\":false}]",
                    "[{\"exists\":true}]",
                    "[1]",
                    "[2]",
                    "[1,2]",
                    "[{\"exists\":false},1]",
                    "[{\"anything-but\":1}]")
                .get(random.nextInt(8)));
  }

  private void change(ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    if (keys.isEmpty()) {
      return;
    }
    String key = keys.get(random.nextInt(keys.size()));
    JsonNode there = object.get(key);
    if (there instanceof ObjectNode below) {
      change(below);
    } else if (key.equals("$or")) {
      change((ObjectNode) there.get(random.nextInt(there.size())));
    } else {
      changeLeaf(object, key, (ArrayNode) there);
    }
  }

  private void changeLeaf(ObjectNode object, String key, ArrayNode leaf) {
    switch (random.nextInt(6)) {
      case 0 -> object.remove(key);
      case 1 -> {
        if (kind == EventKind.OBJECT || !object.has("source") && !object.has("detail-type")) {
          object.set("abc".charAt(random.nextInt(3)) + "1", leaf());
        }
      }
      case 2 -> leaf.add(matcher());
      case 3 -> {
        if (leaf.size() > 1) {
          leaf.remove(0);
        }
      }
      case 4 -> object.set(key, leaf());
      default -> leaf.insert(0, matcher());
    }
  }

  private ArrayNode leaf() {
    if (asksForAbsence) {
      return presence();
    }
    ArrayNode leaf = Json.array();
    int size = 1 + random.nextInt(5) / 3;
    for (int i = 0; i < size; i++) {
      leaf.add(matcher());
    }
    return leaf;
  }

  private ArrayNode texts() {
    ArrayNode leaf = Json.array();
    do {
      leaf.add(textMatcher());
    } while (random.nextInt(3) == 0);
    return leaf;
  }

  private JsonNode matcher() {
    return switch (random.nextInt(10)) {
      case 0 -> Json.object().put("exists", random.nextBoolean());
      case 1 -> json(random.nextBoolean() ? "null" : random.nextBoolean() ? "true" : "false");
      case 2 -> json(number());
      case 3 -> numeric();
      case 4 -> json("{\"anything-but\":" + (random.nextBoolean() ? number() : numbers()) + "}");
      default -> textMatcher();
    };
  }

  private JsonNode textMatcher() {
    boolean isPipe = kind == EventKind.RECORD;
    return switch (random.nextInt(isPipe ? 9 : 13)) {
      case 0, 1, 2 -> json(quoted());
      case 3 -> json("{\"prefix\":" + quoted() + "}");
      case 4 -> json("{\"suffix\":" + quoted() + "}");
      case 5 -> json("{\"equals-ignore-case\":" + quoted() + "}");
      case 6 ->
          json(
              "{\""
                  + (random.nextBoolean() ? "prefix" : "suffix")
                  + "\":{\"equals-ignore-case\":"
                  + quoted()
                  + "}}");
      case 7 -> json("{\"anything-but\":" + quoted() + "}");
      case 8 -> json("{\"anything-but\":[" + quoted() + "," + quoted() + "]}");
      case 9 -> json("{\"wildcard\":\"" + glob() + "\"}");
      case 10 ->
          json(
              "{\"anything-but\":{\""
                  + List.of("prefix", "suffix", "equals-ignore-case").get(random.nextInt(3))
                  + "\":"
                  + quoted()
                  + "}}");
      case 11 -> json("{\"anything-but\":{\"wildcard\":\"" + glob() + "\"}}");
      default ->
          random.nextInt(3) == 0
              ? json("{\"cidr\":\"" + BLOCKS.get(random.nextInt(BLOCKS.size())) + "\"}")
              : json("{\"wildcard\":\"" + glob() + "\"}");
    };
  }

  private String glob() {
    StringBuilder glob = new StringBuilder();
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      glob.append("abB".charAt(random.nextInt(3)));
      glob.append(random.nextBoolean() ? "*" : "");
    }
    return (random.nextBoolean() ? "*" : "") + glob;
  }

  private JsonNode numeric() {
    String first = number();
    String second = number();
    String bounds =
        switch (random.nextInt(5)) {
          case 0 -> "[\">\"," + first + "]";
          case 1 -> "[\"<=\"," + first + "]";
          case 2 -> "[\"=\"," + first + "]";
          case 3 -> "[\">=\"," + first + ",\"<\"," + second + "]";
          default -> "[\">\"," + first + ",\"<=\"," + second + "]";
        };
    return json("{\"numeric\":" + bounds + "}");
  }

  private String numbers() {
    return "[" + number() + "," + number() + "]";
  }

  private String number() {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  private String quoted() {
    return "\"" + TEXTS.get(random.nextInt(TEXTS.size())) + "\"";
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
