package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventFields.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How close a record comes, compared with an exhaustive search. */
class ClosestWayTest {
  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final int PAIRS = 20_000;

  private static ClosestWay closest(Map<String, PatternLeaf> way, EventFields fields) {
    return ClosestWay.of(way, fields, taken(way, fields));
  }

  private static Map<PatternLeaf, List<Field>> taken(
      Map<String, PatternLeaf> way, EventFields fields) {
    Map<PatternLeaf, List<Field>> taken = new HashMap<>();
    way.values()
        .forEach(leaf ->
            taken.put(
                leaf, fields.at(leaf.path()).stream().filter(f -> leaf.takes(f.value())).toList()));
    return taken;
  }

  private static Map<String, PatternLeaf> way(JsonNode pattern) {
    return new CompiledPattern(FilterPattern.parse(Json.text(pattern), "p"))
        .leaves()
        .ways()
        .getFirst();
  }

  /** An array of objects in which no element has both x = 1 and y = 1. */
  private static ArrayNode apart(int items) {
    ArrayNode array = Json.array();
    for (int i = 0; i < items; i++) {
      array.addObject().put("x", i % 2).put("y", 1 - i % 2);
    }
    return array;
  }

  private static void wantOnes(ObjectNode pattern, String... keys) {
    for (String key : keys) {
      pattern.putArray(key).add(1);
    }
  }

  private static void isApart(int arrays, int items, int inner) {
    ObjectNode body = Json.object();
    ObjectNode pattern = Json.object();
    for (int i = 0; i < arrays; i++) {
      if (inner == 0) {
        body.set("k" + i, apart(items));
        wantOnes(pattern.withObject("/body").putObject("k" + i), "x", "y");
      } else {
        ArrayNode outer = body.putArray("k" + i);
        for (int j = 0; j < items; j++) {
          outer.addObject().<ObjectNode>set("l", apart(inner)).set("m", apart(inner));
        }
        ObjectNode wanted = pattern.withObject("/body").putObject("k" + i);
        wantOnes(wanted.putObject("l"), "x", "y");
        wantOnes(wanted.putObject("m"), "x", "y");
      }
    }
    EventFields fields = EventFields.of(Json.object().set("body", body));
    ClosestWay closest = closest(way(pattern), fields);
    assertThat(closest.isCut()).isFalse();
    assertThat(closest.missing()).isEqualTo(inner == 0 ? arrays : 2 * arrays);
    assertThat(closest.matched()).hasSize(inner == 0 ? arrays : 2 * arrays);
  }

  @Test
  void addsUpArraysThatShareNoLeaf() {
    isApart(2, 150, 0);
    isApart(3, 28, 0);
    isApart(8, 200, 0);
    isApart(2, 5_000, 0);
  }

  @Test
  void addsUpArraysInOneElement() {
    isApart(1, 1, 100);
    isApart(3, 10, 30);
    isApart(1, 28, 28);
  }

  @Test
  void findsTheElementInWhichMostMatch() {
    ObjectNode pattern = Json.object();
    wantOnes(pattern.withObject("/body").putObject("k"), "p", "q", "r", "s", "t", "u", "v", "w");
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("k");
    for (int i = 0; i < 2_000; i++) {
      ObjectNode item = items.addObject();
      for (int bit = 0; bit < 8; bit++) {
        item.put(String.valueOf((char) ('p' + bit)), i == 1_500 ? bit == 3 ? 0 : 1 : i >> bit & 1);
      }
      if (item.properties().stream().filter(e -> e.getValue().asInt() == 1).count() > 6
          && i != 1_500) {
        item.removeAll();
      }
    }

    ClosestWay closest = closest(way(pattern), EventFields.of(Json.object().set("body", body)));

    assertThat(closest.missing()).isEqualTo(1);
    assertThat(closest.isCut()).isFalse();
  }

  /** The elements of each level multiply with those of the next one. */
  @Test
  void saysThatItWasCut() {
    ObjectNode pattern = Json.object();
    ObjectNode body = Json.object();
    ObjectNode wanted = pattern.withObject("/body");
    ObjectNode of = body;
    for (int level = 0; level < 6; level++) {
      wanted = wanted.putObject("o");
      of = of.putArray("o").addObject();
      wantOnes(wanted.putObject("a"), "x", "y");
      of.set("a", apart(60));
    }
    Payload batch = Payload.of(List.of(Given.record(Json.text(body)).put("messageId", "m")));

    Explanation explanation =
        FilterCriteria.of(List.of(FilterPattern.parse(Json.text(pattern), "p.yaml:1")))
            .explain(batch)
            .getFirst();

    assertThat(explanation.patterns().getFirst().isCut()).isTrue();
    assertThat(explanation.agrees()).isTrue();
    assertThat(explanation.lines())
        .contains("  pattern 1 does not match: at least 6 of 12 leaves do  p.yaml:1");
    assertThat(explanation.lines().getLast())
        .isEqualTo(
            "    the search was cut: the record's arrays have too many combinations of elements"
                + " to try them all");
  }

  @Test
  void agreesWithASearchThatTriesEverything() {
    Random random = new Random(20260701);
    Map<Integer, Integer> found = new TreeMap<>();
    int absent = 0;
    for (int i = 0; i < PAIRS; i++) {
      ObjectNode pattern = Json.object();
      pattern(random, pattern.putObject("body"), 0);
      Map<String, PatternLeaf> way = way(pattern);
      ObjectNode record = Json.object();
      ObjectNode body = record.putObject("body");
      KEYS.forEach(key -> body.set(key, value(random, 0)));
      if (random.nextInt(10) == 0) {
        body.set("a.b", value(random, 0)); // two arrays at one path
      }
      EventFields fields = EventFields.of(record);

      ClosestWay closest = closest(way, fields);

      int missing =
          new Naive(List.copyOf(way.values()), taken(way, fields), fields).missing(0, Map.of());
      assertThat(closest.missing()).as("%s%n%s", pattern, record).isEqualTo(missing);
      assertThat(closest.matched()).hasSize(way.size() - missing);
      assertThat(closest.isCut()).isFalse();
      found.merge(missing, 1, Integer::sum);
      absent += closest.matched().stream().anyMatch(l -> closest.by(l).isEmpty()) ? 1 : 0;
    }
    assertThat(found.getOrDefault(0, 0)).isGreaterThan(500);
    assertThat(found.getOrDefault(1, 0)).isGreaterThan(500);
    assertThat(found.getOrDefault(2, 0)).isGreaterThan(500);
    assertThat(absent).isGreaterThan(500);
  }

  private static void pattern(Random random, ObjectNode to, int depth) {
    for (String key : KEYS) {
      int kind = random.nextInt(depth < 2 ? 6 : 4);
      if (kind > 3 || to.isEmpty() && key.equals("c") && depth < 2) {
        pattern(random, to.putObject(key), depth + 1);
      } else if (kind == 3) {
        to.putArray(key).addObject().put("exists", false);
      } else if (kind > 0 || to.isEmpty() && key.equals("c")) {
        to.putArray(key).add(random.nextInt(3));
      }
    }
  }

  private static JsonNode value(Random random, int depth) {
    int kind = random.nextInt(depth < 3 ? 8 : 3);
    if (kind < 2) {
      return Json.object().put("v", random.nextInt(3)).get("v");
    }
    if (kind < 6 && depth < 3) {
      ArrayNode array = Json.array();
      for (int i = random.nextInt(3); i >= 0; i--) {
        array.add(value(random, depth + 1));
      }
      return array;
    }
    ObjectNode object = Json.object();
    for (String key : KEYS) {
      if (random.nextInt(5) > 0 && depth < 4) {
        object.set(key, value(random, depth + 1));
      }
    }
    return object;
  }

  /** Each value of each leaf, its absence, and omitting it. */
  private record Naive(
      List<PatternLeaf> leaves, Map<PatternLeaf, List<Field>> taken, EventFields fields) {

    private int missing(int from, Map<Integer, Integer> elements) {
      if (from == leaves.size()) {
        return 0;
      }
      PatternLeaf leaf = leaves.get(from);
      int least = 1 + missing(from + 1, elements);
      for (Field field : taken.getOrDefault(leaf, List.of())) {
        if (isWithin(field, elements)) {
          Map<Integer, Integer> joined = new HashMap<>(elements);
          joined.putAll(field.elements());
          least = Math.min(least, missing(from + 1, joined));
        }
      }
      boolean isAbsent = fields.at(leaf.path()).stream().noneMatch(f -> isWithin(f, elements));
      return leaf.takesAbsence() && isAbsent ? Math.min(least, missing(from + 1, elements)) : least;
    }

    private static boolean isWithin(Field field, Map<Integer, Integer> elements) {
      return field.elements().entrySet().stream()
          .allMatch(e -> elements.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
    }
  }
}
