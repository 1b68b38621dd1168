package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.shape.BodyFilter;
import io.github.standpipe.internal.shape.Samples;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Claims about every message are compared with random events of random rules, input options and
 * filters: the bus engine creates the bodies, and the pipe's filter passes or deletes them.
 */
class EveryMessageTest {
  private static final List<String> KEYS = List.of("a", "b", "detail");
  private static final List<String> TEXTS = List.of("x", "xy", "y", "");
  private static final List<String> SOURCES = List.of("x", "xy", "y");
  private static final int ROUNDS = 250;
  private final Random random = new Random(20261130);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private JsonNode scalar() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> json(String.valueOf(random.nextInt(4)));
      case 2 -> json(any(List.of("true", "null", "1.5")));
      default -> Json.object().textNode(any(TEXTS));
    };
  }

  private JsonNode matcher() {
    String text = any(TEXTS);
    int number = random.nextInt(4);
    return switch (random.nextInt(12)) {
      case 0 -> json("{\"prefix\": \"" + any(SOURCES) + "\"}");
      case 1 -> json("{\"suffix\": \"" + any(SOURCES) + "\"}");
      case 2, 3 -> json("{\"exists\": " + random.nextBoolean() + "}");
      case 4 -> json("{\"anything-but\": [\"" + text + "\"]}");
      case 5 ->
          json(
              "{\"numeric\": [\""
                  + any(List.of("<", "<=", ">", ">=", "="))
                  + "\", "
                  + number
                  + "]}");
      case 6 -> json("{\"numeric\": [\">\", " + number + ", \"<=\", " + (number + 2) + "]}");
      case 7 -> json("{\"equals-ignore-case\": \"" + any(SOURCES) + "\"}");
      default -> scalar();
    };
  }

  private ArrayNode matchers() {
    ArrayNode matchers = Json.array();
    for (int i = random.nextInt(2); i >= 0; i--) {
      matchers.add(matcher());
    }
    return matchers;
  }

  /** A pattern of one to three leaves, perhaps with branches. */
  private ObjectNode pattern(int depth) {
    ObjectNode pattern = Json.object();
    for (int i = random.nextInt(2); i >= 0; i--) {
      String key = any(KEYS);
      if (depth > 0 && random.nextInt(3) == 0) {
        pattern.set(key, pattern(depth - 1));
      } else {
        pattern.set(key, matchers());
      }
    }
    if (random.nextInt(8) == 0) {
      ArrayNode branches = Json.array().add(leaf()).add(leaf());
      pattern.set("$or", branches);
    }
    return pattern;
  }

  private ObjectNode leaf() {
    return Json.object().set(any(KEYS), matchers());
  }

  private ObjectNode ofEvents() {
    ObjectNode pattern = Json.object();
    if (random.nextInt(3) > 0) {
      pattern.set("source", Json.array().add(any(SOURCES)));
    }
    if (random.nextInt(4) == 0) {
      pattern.set("replay-name", json("[{\"exists\": " + random.nextBoolean() + "}]"));
    }
    if (pattern.isEmpty() || random.nextInt(4) > 0) {
      pattern.set("detail", pattern(1));
    }
    return pattern;
  }

  private String option() {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> "";
      case 3 -> "InputPath: " + any(List.of("$.detail", "$.source", "$.detail.a", "$.resources"));
      case 4 ->
          "Input: '"
              + any(List.of("{\"a\": \"x\"}", "[]", "\"x\"", "{\"a\": [1, {\"b\": 2}]}"))
              + "'";
      default ->
          "InputTransformer: {InputPathsMap: {s: $.source, a: $.detail.a, n: $.none, d: $.detail},"
              + " InputTemplate: '"
              + any(
                  List.of(
                      "{\"a\": <s>, \"b\": <a>}",
                      "{\"a\": \"<s>-<n>\", \"b\": [<a>]}",
                      "{\"a\": <n>, \"detail\": <d>}",
                      "{\"detail\": {\"a\": <a>}, \"b\": 2}",
                      "<aws.events.event>".equals(any(TEXTS)) ? "[]" : "[<a>, <s>]",
                      "{\"detail\": <aws.events.event>}",
                      "{\"detail\": <aws.events.event.json>}",
                      "\"text <s>\"",
                      "{\"a\": \"<a>\"}"))
              + "'}";
    };
  }

  private ObjectNode ofBodies() {
    ObjectNode body = pattern(1);
    if (random.nextInt(4) == 0) {
      body.set(
          any(List.of("source", "detail-type", "resources", "replay-name", "version")), matchers());
    }
    return Json.object().set("body", body);
  }

  private ObjectNode object(int depth, boolean withArrays) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = any(KEYS);
      int kind = random.nextInt(withArrays ? 5 : 3);
      if (kind == 0 && depth > 0) {
        object.set(key, object(depth - 1, withArrays));
      } else if (kind > 2) {
        ArrayNode array = Json.array();
        for (int n = random.nextInt(3); n > 0; n--) {
          array.add(depth > 0 && random.nextBoolean() ? object(depth - 1, true) : scalar());
        }
        object.set(key, array);
      } else {
        object.set(key, scalar());
      }
    }
    return object;
  }

  private ClassicEvent event(boolean withArrays) {
    ClassicEvent event =
        ClassicEvent.of(
            any(SOURCES),
            any(TEXTS.subList(0, 3)),
            Instant.parse("2026-03-04T05:06:07Z"),
            random.nextBoolean() ? List.of() : List.of("x"),
            object(2, withArrays),
            around());
    return random.nextInt(4) == 0 ? event.replayed("x") : event;
  }

  /** Events at the boundaries of a pattern: matches of one of its ways, changed in some places. */
  private List<ClassicEvent> events(JsonNode rule, JsonNode filter, boolean withArrays) {
    List<ClassicEvent> events = new ArrayList<>();
    List<Map<String, JsonNode>> ways = new ArrayList<>(FilterPattern.ways(rule));
    List<Map<String, JsonNode>> wishes = FilterPattern.ways(filter.path("body"));
    for (int i = 0; i < 16; i++) {
      ObjectNode base = event(withArrays).json();
      ObjectNode wished = base.deepCopy();
      if (random.nextBoolean()) {
        wished = Samples.object(wished, any(wishes), random.nextInt(5)).orElse(wished);
      }
      if (random.nextBoolean() && wished.path("detail") instanceof ObjectNode detail) {
        ObjectNode changed = Samples.object(detail, any(wishes), random.nextInt(5)).orElse(detail);
        wished.set("detail", changed);
      }
      Optional<ObjectNode> fit = Samples.object(wished, any(ways), random.nextInt(5));
      events.add(new ClassicEvent(sound(fit.orElse(base), base, withArrays), Instant.EPOCH));
    }
    return events;
  }

  /** The event with the envelope that a bus adds. */
  private ObjectNode sound(ObjectNode event, ObjectNode base, boolean withArrays) {
    ObjectNode sound = Json.object();
    base.properties()
        .forEach(one -> {
          JsonNode changed = event.path(one.getKey());
          boolean fits = changed.getNodeType() == one.getValue().getNodeType();
          boolean isFixed = one.getKey().equals("version") || one.getKey().equals("resources");
          sound.set(one.getKey(), fits && !isFixed ? changed : one.getValue());
        });
    if (withArrays && random.nextInt(3) == 0 && sound.path("detail") instanceof ObjectNode detail) {
      for (String key : KEYS) {
        if (detail.has(key) && random.nextBoolean()) {
          detail.set(key, Json.array().add(detail.get(key)).add(scalar()));
        }
      }
    }
    return sound;
  }

  private static String rule(JsonNode pattern, String option) {
    return "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: '"
        + Json.text(pattern)
        + "'\n    Targets:\n      - Id: a\n        Arn: !GetAtt Inbox.Arn\n"
        + (option.isEmpty() ? "" : "        " + option + "\n");
  }

  @Test
  void whatIsSaidOfEveryMessageIsTrueOfEachOne() {
    int[] said = new int[5];
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode rule = ofEvents();
      JsonNode filter = ofBodies();
      String option = option();
      String what = Json.text(rule) + " " + option + " " + Json.text(filter);
      Feeders feeders = feeders(rule(rule, option));
      QueueFeed feed = feeders.feeds(QUEUE).getFirst();
      List<FilterPattern> patterns = List.of(FilterPattern.parse(Json.text(filter), "t.yaml: P"));
      FilterCriteria criteria = FilterCriteria.of(patterns);
      BodyFilter abstracted = BodyFilter.of(patterns);
      boolean withArrays = random.nextBoolean();
      for (ClassicEvent event : events(rule, filter, withArrays)) {
        for (String body : feeders.put("default", event, around()).bodies(QUEUE)) {
          said[3]++;
          assertThat(feed.body()).as("nothing: " + what + " " + event.json()).isPresent();
          Truth truth = abstracted.passes(feed.body().get(), false);
          Truth plain = abstracted.passes(feed.body().get(), true);
          boolean passes = criteria.passes(body);
          if (truth != Truth.PERHAPS) {
            assertThat(passes)
                .as(truth + ": " + what + " " + body)
                .isEqualTo(truth == Truth.ALWAYS);
            said[truth == Truth.NEVER ? 0 : 1]++;
          }
          if (!withArrays && plain == Truth.NEVER) {
            assertThat(passes).as("plain: " + what + " " + body).isFalse();
            said[2]++;
          }
        }
      }
      if (feed.body().isPresent()
          && abstracted.passes(feed.body().get(), false) == Truth.NEVER
          && !feed.samples().get().isEmpty()) {
        said[4]++;
        assertThat(feed.samples().get())
            .as("witness: " + what)
            .allSatisfy(sample -> assertThat(sample.bodies()).noneMatch(criteria::passes));
      }
    }
    assertThat(said[0]).isGreaterThan(100);
    assertThat(said[1]).isGreaterThan(50);
    assertThat(said[2]).isGreaterThan(said[0] / 3);
    assertThat(said[4]).isGreaterThan(20);
  }
}
