package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.QUEUE;
import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.feeders;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of buses, compared with a naive implementation on seeded random work. */
class RandomEventsTest {
  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final List<String> TEXTS = List.of("x", "xy", "y", "", "Ω");
  private final Random random = new Random(20260930);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private JsonNode scalar() {
    return switch (random.nextInt(5)) {
      case 0 -> json(String.valueOf(random.nextInt(4)));
      case 1 -> json(String.valueOf(random.nextBoolean()));
      case 2 -> json("null");
      default -> Json.object().textNode(any(TEXTS));
    };
  }

  /** An object of single values, arrays of them, and objects. */
  private ObjectNode object(int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(4); i > 0; i--) {
      int kind = random.nextInt(4);
      if (kind == 0 && depth > 0) {
        object.set(any(KEYS), object(depth - 1));
      } else if (kind == 1) {
        ArrayNode array = Json.array();
        IntStream.range(0, random.nextInt(3)).forEach(n -> array.add(scalar()));
        object.set(any(KEYS), array);
      } else {
        object.set(any(KEYS), scalar());
      }
    }
    return object;
  }

  private ArrayNode matchers() {
    ArrayNode matchers = Json.array();
    for (int i = random.nextInt(2); i >= 0; i--) {
      matchers.add(
          switch (random.nextInt(5)) {
            case 0 -> json("{\"prefix\": \"x\"}");
            case 1 -> json("{\"exists\": " + random.nextBoolean() + "}");
            case 2 -> json("{\"anything-but\": \"x\"}");
            default -> scalar();
          });
    }
    return matchers;
  }

  /** Leaves by their paths: one or two keys. */
  private List<String[]> leaves() {
    List<String[]> leaves = new ArrayList<>();
    leaves.add(new String[] {any(KEYS)});
    if (random.nextBoolean()) {
      String first = any(KEYS);
      if (!first.equals(leaves.getFirst()[0])) {
        leaves.add(new String[] {first, any(KEYS)});
      }
    }
    return leaves;
  }

  private static boolean matches(JsonNode detail, String[] path, ArrayNode matchers) {
    JsonNode value = detail;
    for (String key : path) {
      value = value.path(key);
    }
    List<JsonNode> found = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(found::add);
    } else if (!value.isMissingNode() && !value.isObject()) {
      found.add(value);
    }
    for (JsonNode matcher : matchers) {
      if (matches(found, matcher)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<JsonNode> found, JsonNode matcher) {
    if (matcher.has("exists")) {
      return matcher.get("exists").booleanValue() != found.isEmpty();
    }
    if (matcher.has("anything-but")) {
      return found.stream().anyMatch(v -> !v.isTextual() || !v.textValue().equals("x"));
    }
    if (matcher.has("prefix")) {
      return found.stream().anyMatch(v -> v.isTextual() && v.textValue().startsWith("x"));
    }
    return found.contains(matcher);
  }

  @Test
  void rulesPassWhatANaiveReadingOfTheirPatternsPasses() {
    int passed = 0;
    for (int round = 0; round < 60; round++) {
      List<String[]> leaves = leaves();
      List<ArrayNode> wanted = leaves.stream().map(leaf -> matchers()).toList();
      ObjectNode pattern = Json.object();
      for (int i = 0; i < leaves.size(); i++) {
        ObjectNode at = pattern;
        for (String key : Arrays.asList(leaves.get(i)).subList(0, leaves.get(i).length - 1)) {
          at = at.withObject("/" + key);
        }
        at.set(leaves.get(i)[leaves.get(i).length - 1], wanted.get(i));
      }
      Feeders feeders = feeders(rule("'{\"detail\": " + Json.text(pattern) + "}'"));
      for (int i = 0; i < 60; i++) {
        ObjectNode detail = object(2);
        boolean naive =
            IntStream.range(0, leaves.size())
                .allMatch(n -> matches(detail, leaves.get(n), wanted.get(n)));
        BusTrace trace = feeders.put("default", Laying.event(Json.text(detail)), around());
        assertThat(trace.bodies(QUEUE)).as(pattern + " " + detail).hasSize(naive ? 1 : 0);
        assertThat(trace.routes().getFirst().decision() instanceof Decision.Passed)
            .isEqualTo(naive);
        passed += naive ? 1 : 0;
      }
    }
    assertThat(passed).isBetween(600, 3000);
  }

  private static String rule(String pattern) {
    return "R:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern: "
        + pattern
        + "\n    Targets: [{Id: a, Arn: !GetAtt Inbox.Arn}]\n";
  }

  /** Nothing is silently lost: each entry is rejected, matches no rule, or ends somewhere. */
  @Test
  void eachEntryIsAccountedFor() {
    Feeders feeders =
        feeders(
            rule("{detail: {a: [{exists: true}]}}")
                + "    \n"
                + """
                S:
                  Type: AWS::Events::Rule
                  Properties:
                    EventPattern: {detail: {b: [{exists: true}]}}
                    Targets:
                      - Id: b
                        Arn: !GetAtt Inbox.Arn
                        DeadLetterConfig: {Arn: 'arn:aws:sqs:us-east-1:123456789012:Dead'}
                        InputTransformer:
                          InputPathsMap: {b: $.detail.b}
                          InputTemplate: '{"b": "<b>"}'
                """);
    int[] counts = new int[5];
    for (int call = 0; call < 300; call++) {
      List<JsonNode> entries =
          IntStream.range(0, 1 + random.nextInt(10))
              .mapToObj(i -> entry())
              .collect(Collectors.toList());
      PutEvents.EntryAnswers answered =
          (PutEvents.EntryAnswers) feeders.putEvents(around()).answer(entries);
      assertThat(answered.entries()).hasSameSizeAs(entries);
      for (int i = 0; i < entries.size(); i++) {
        count(feeders, entries.get(i), answered.entries().get(i), counts);
      }
    }
    assertThat(counts).doesNotContain(0);
  }

  private static void count(
      Feeders feeders, JsonNode entry, PutEvents.EntryAnswer answer, int[] counts) {
    boolean good = entry.path("Detail").asText().startsWith("{");
    if (!(answer instanceof PutEvents.TakenEntry(String bus, ClassicEvent event))) {
      assertThat(good).isFalse();
      counts[0]++;
      return;
    }
    assertThat(good).isTrue();
    BusTrace trace = feeders.put(bus, event, around());
    long routes =
        trace.routes().stream().filter(r -> r.decision() instanceof Decision.Passed).count();
    long queued = trace.messages().size();
    long dead = trace.deadLetters().size();
    long open = trace.arrivals().filter(Arrival.Open.class::isInstance).count();
    assertThat(queued + dead + open).isEqualTo(routes);
    counts[1] += routes == 0 ? 1 : 0;
    counts[2] += (int) queued;
    counts[3] += (int) dead;
    counts[4] += (int) open;
  }

  private ObjectNode entry() {
    String detail = random.nextInt(5) == 0 ? "[" : Json.text(object(1));
    return Json.object().put("Source", "s").put("DetailType", "t").put("Detail", detail);
  }

  @Test
  void aTemplateOfValuesIsTheObjectOfThoseValues() {
    Feeders feeders =
        feeders(
            rule("{source: [shop.parcels]}")
                .replace(
                    "{Id: a, Arn: !GetAtt Inbox.Arn}",
                    "{Id: a, Arn: !GetAtt Inbox.Arn, InputTransformer: {InputPathsMap: {a:"
                        + " $.detail.a, b: $.detail.b.c}, InputTemplate: '{\"k\": [<a>, <b>],"
                        + " \"all\": <aws.events.event.json>}'}}"));
    for (int i = 0; i < 2000; i++) {
      ClassicEvent event = Laying.event(Json.text(object(2)));
      JsonNode a = event.json().at("/detail/a");
      JsonNode b = event.json().at("/detail/b/c");
      ObjectNode expected = Json.object();
      expected
          .putArray("k")
          .add(a.isMissingNode() ? json("\"\"") : a)
          .add(b.isMissingNode() ? json("\"\"") : b);
      expected.set("all", event.json());
      BusTrace trace = feeders.put("default", event, around());
      assertThat(json(trace.bodies(QUEUE).getFirst())).isEqualTo(expected);
    }
  }

  @Test
  void aSubscriberHandsOnEqualDataWhateverItsTransformer() {
    Feeders raw = feeders(CustomLaying.subscriber(""));
    Feeders whole = feeders(CustomLaying.subscriber("Transformer: {Type: WITH_METADATA}"));
    Feeders expression =
        feeders(
            CustomLaying.subscriber(
                "Transformer: {Type: JSONATA, JsonataConfiguration: {Expression: '{%"
                    + " $events.Data %}'}}"));
    for (int i = 0; i < 1000; i++) {
      ObjectNode data = object(3);
      CustomEvent event = CustomLaying.raw(Json.text(data));
      assertThat(json(body(raw, event))).isEqualTo(data);
      assertThat(json(body(whole, event)).get("Data")).isEqualTo(data);
      assertThat(json(body(expression, event))).isEqualTo(data);
    }
  }

  private static String body(Feeders feeders, CustomEvent event) {
    return feeders.put(CustomLaying.BUS, event, around()).bodies(QUEUE).getFirst();
  }
}
