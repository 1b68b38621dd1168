package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Batch;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
  record Line(@ItemKey String sku, int quantity, @Nullable Double price) {
    Line times(int factor) {
      return new Line(sku, quantity * factor, price);
    }
  }

  record Order(
      String orderId, @JsonProperty("customer-id") @Nullable String customer, List<Line> lines) {
    Order {
      lines = lines == null ? List.of() : lines;
    }

    Order with(List<Line> others) {
      return new Order(orderId, customer, others);
    }
  }

  record Customer(String id, String name) {}

  record Rich(String orderId, Customer customer, List<Line> lines) {}

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit(List<JsonNode> events) ->
          String.join(" ", events.stream().map(Json::text).toList());
      case Verdict.Drop(String reason) -> "dropped: " + reason;
      case Verdict.Quarantine(String reason) -> "quarantined: " + reason;
      case Verdict.Retry(String reason) -> "returned: " + reason;
      case Verdict.Fail(String reason) -> "failed: " + reason;
    };
  }

  private static List<Verdict> enrich(Enricher enricher, List<JsonNode> events) {
    Environment environment =
        new Environment(Map.of(), Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID);
    return enricher.enrich(Batch.of(events), Invocation.of(environment));
  }

  private static String enriched(Enricher enricher, String event) {
    return told(enrich(enricher, List.of(json(event))).getFirst());
  }

  private static String changed(String event, UnaryOperator<Order> change) {
    return enriched(
        TypedEnrichers.each(Order.class, order -> order.emit(change.apply(order.value()))), event);
  }

  private static String lines(String lines, UnaryOperator<List<Line>> change) {
    String event = "{\"orderId\":\"O\",\"lines\":" + lines + "}";
    String changed = changed(event, order -> order.with(change.apply(order.lines())));
    return changed.replaceFirst("^\\{\"orderId\":\"O\",\"lines\":(.*)}$", "$1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"orderId\":\"O-1\",\"lines\":[]}",
        "{\"z\":1,\"orderId\":\"O-1\",\"a\":[{\"b\":null}],\"customer-id\":null,\"lines\":null}",
        "{\"customer-id\":\"C\",\"orderId\":\"O-1\"}",
        "{\"lines\":[{\"price\":1.10,\"x\":1.0E+2,\"quantity\":1,\"sku\":\"S\"}],\"orderId\":\"O\"}",
        "{\"orderId\":\"O\",\"big\":123456789012345678901234567890.12345,\"e\":1E+400,\"f\":-1}",
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\",\"quantity\":1,\"price\":0.12345678901234567890123}]}",
        "{\"orderId\":\"\\u0000\uD83D\uDE00\",\"\":{\"\":\"\"}}"
      })
  void leavesAnEventAsItCameThatItDoesNotChange(String event) {
    assertThat(changed(event, order -> order)).isEqualTo(event);
  }

  @Test
  void writesWhatChangedAndKeepsWhatTheClassDoesNotName() {
    String event =
        "{\"a\":1.10,\"orderId\":\"O-1\",\"b\":[null],\"customer-id\":\"C-1\",\"c\":{\"d\":1e2}}";
    assertThat(changed(event, order -> new Order("O-2", order.customer(), order.lines())))
        .isEqualTo(event.replace("O-1", "O-2").replace("1e2", "1E+2"));
    assertThat(changed(event, order -> new Order(order.orderId(), "C-2", order.lines())))
        .isEqualTo(event.replace("C-1", "C-2").replace("1e2", "1E+2"));
    assertThat(changed(event, order -> new Order(order.orderId(), null, order.lines())))
        .isEqualTo(event.replace("\"C-1\"", "null").replace("1e2", "1E+2"));
  }

  @Test
  void addsAtTheEndWhatWasAbsent() {
    assertThat(changed("{\"orderId\":\"O\",\"z\":0}", o -> new Order(o.orderId(), "C", List.of())))
        .isEqualTo("{\"orderId\":\"O\",\"z\":0,\"customer-id\":\"C\"}");
  }

  @Test
  void keepsWhatIsUnknownInNestedRecords() {
    record Address(String city) {}
    record Person(String name, Address address) {}
    record Parcel(Person to) {}
    Enricher moved =
        TypedEnrichers.each(
            Parcel.class,
            p -> p.emit(new Parcel(new Person(p.value().to().name(), new Address("Bonn")))));
    assertThat(
            enriched(
                moved,
                "{\"to\":{\"x\":1,\"address\":{\"zip\":\"1\",\"city\":\"Ulm\"},\"name\":\"N\"},\"y\":2}"))
        .isEqualTo(
            "{\"to\":{\"x\":1,\"address\":{\"zip\":\"1\",\"city\":\"Bonn\"},\"name\":\"N\"},\"y\":2}");
  }

  private static final String A = "{\"sku\":\"A\",\"quantity\":1,\"own\":\"a\",\"price\":1.10}";
  private static final String B = "{\"sku\":\"B\",\"quantity\":1,\"own\":\"b\"}";
  private static final String C = "{\"own\":\"c\",\"sku\":\"C\",\"quantity\":3,\"price\":null}";
  private static final String ALL = "[" + A + "," + B + "," + C + "]";

  @Test
  void keepsWhatIsUnknownInTheItemsOfAList() {
    assertThat(lines(ALL, lines -> lines.stream().map(line -> line.times(2)).toList()))
        .isEqualTo(ALL.replace("\"quantity\":1", "\"quantity\":2").replace(":3", ":6"));
    assertThat(lines(ALL, List::reversed)).isEqualTo("[" + C + "," + B + "," + A + "]");
    assertThat(lines(ALL, lines -> lines.subList(1, 3))).isEqualTo("[" + B + "," + C + "]");
    assertThat(lines(ALL, lines -> List.of())).isEqualTo("[]");
  }

  @Test
  void knowsAnItemThatWasChangedAndMoved() {
    assertThat(lines(ALL, lines -> lines.reversed().stream().map(line -> line.times(5)).toList()))
        .isEqualTo(
            "["
                + String.join(",", List.of(C, B, A))
                    .replace("\"quantity\":1", "\"quantity\":5")
                    .replace(":3", ":15")
                + "]");
    assertThat(lines(ALL, lines -> List.of(lines.get(2).times(2))))
        .isEqualTo("[" + C.replace(":3", ":6") + "]");
  }

  @Test
  void givesNothingUnknownToAnItemThatIsNew() {
    assertThat(lines("[" + A + "]", lines -> List.of(lines.getFirst(), new Line("Z", 9, 0.5))))
        .isEqualTo("[" + A + ",{\"sku\":\"Z\",\"quantity\":9,\"price\":0.5}]");
    assertThat(lines("[" + A + "]", lines -> List.of(new Line("Z", 9, 0.5), lines.getFirst())))
        .isEqualTo("[{\"sku\":\"Z\",\"quantity\":9,\"price\":0.5}," + A + "]");
  }

  @Test
  void failsAnEventWhoseItemsMayBeAnyOfThoseReceived() {
    record Score(int points) {
      Score doubled() {
        return new Score(points * 2);
      }
    }
    record Game(List<Score> scores) {
      Game with(Stream<Score> others) {
        return new Game(others.toList());
      }
    }
    String event = "{\"scores\":[{\"points\":1,\"p\":\"x\"},{\"points\":5,\"p\":\"y\"}]}";
    Enricher unsaid =
        TypedEnrichers.each(
            Game.class,
            g -> g.emit(g.value().with(g.value().scores().stream().map(Score::doubled))));
    assertThat(enriched(unsaid, event))
        .isEqualTo(
            "failed: .scores: it is not certain which item became which, and they have fields"
                + " unknown to Score; mark the key of Score with @ItemKey, or emit with(item,"
                + " changed) and added(item)");
    assertThat(enriched(unsaid, event.replaceAll(",.p.:...", "")))
        .isEqualTo("{\"scores\":[{\"points\":2},{\"points\":10}]}");
    Enricher said =
        TypedEnrichers.each(
            Game.class,
            g ->
                g.emit(
                    g.value().with(g.value().scores().stream().map(s -> g.with(s, s.doubled())))));
    assertThat(enriched(said, event)).isEqualTo(event.replace("1", "2").replace("5", "10"));
  }

  @Test
  void mayGoOnAsAnotherClass() {
    Enricher rich =
        TypedEnrichers.each(
            Order.class,
            order ->
                order.emit(
                    new Rich(
                        order.value().orderId(),
                        new Customer(String.valueOf(order.value().customer()), "Ann"),
                        order.value().lines())));
    assertThat(
            enriched(
                rich,
                "{\"orderId\":\"O\",\"customer-id\":\"C\",\"lines\":[" + A + "],\"note\":\"n\"}"))
        .isEqualTo(
            "{\"orderId\":\"O\",\"lines\":["
                + A
                + "],\"note\":\"n\",\"customer\":{\"id\":\"C\",\"name\":\"Ann\"}}");
  }

  @Test
  void keepsADecimalThatOnlyChangedItsType() {
    record Exact(BigDecimal n) {}
    record Rough(double n) {}
    assertThat(
            enriched(
                TypedEnrichers.each(
                    Exact.class, e -> e.emit(new Rough(e.value().n().doubleValue()))),
                "{\"n\":1.1000}"))
        .isEqualTo("{\"n\":1.1000}");
    assertThat(
            enriched(
                TypedEnrichers.each(
                    Exact.class, e -> e.emit(new Exact(e.value().n().add(new BigDecimal("0.10"))))),
                "{\"n\":12345678901234567890.1000}"))
        .isEqualTo("{\"n\":12345678901234567890.2000}");
  }

  @Test
  void leavesOutWhatTheClassDoesNotWrite() {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sparse(@Nullable String a, @Nullable String b) {}
    Enricher emptied =
        TypedEnrichers.each(Sparse.class, s -> s.emit(new Sparse(null, s.value().b())));
    assertThat(enriched(emptied, "{\"a\":\"x\",\"b\":null,\"c\":1}"))
        .isEqualTo("{\"b\":null,\"c\":1}");
  }

  @Test
  void splitsAnEventIntoSeveral() {
    Enricher split =
        TypedEnrichers.each(
            Order.class,
            order ->
                order.emitAll(
                    order.value().lines().stream()
                        .map(line -> order.value().with(List.of(line)))
                        .toList()));
    assertThat(enriched(split, "{\"orderId\":\"O\",\"n\":1,\"lines\":[" + A + "," + B + "]}"))
        .isEqualTo(
            "{\"orderId\":\"O\",\"n\":1,\"lines\":["
                + A
                + "]} {\"orderId\":\"O\",\"n\":1,\"lines\":["
                + B
                + "]}");
  }

  @Test
  void takesTimesAsTextsAndKeepsMapsAndSets() {
    record Times(
        Instant at,
        @Nullable LocalDate day,
        Duration took,
        Map<String, Integer> counts,
        Set<String> tags) {}
    String event =
        "{\"at\":\"2026-01-01T09:30:00.000+01:00\",\"day\":\"2026-01-02\",\"took\":\"PT1M0S\","
            + "\"counts\":{\"b\":1,\"a\":2},\"tags\":[\"z\",\"a\",\"m\"]}";
    assertThat(enriched(TypedEnrichers.each(Times.class, t -> t.emit(t.value())), event))
        .isEqualTo(event);
    Enricher later =
        TypedEnrichers.each(
            Times.class,
            t ->
                t.emit(
                    new Times(
                        t.value().at().plusSeconds(1),
                        null,
                        t.value().took().plusSeconds(1),
                        Map.of("b", 1),
                        Collections.singleton("m"))));
    assertThat(enriched(later, event))
        .isEqualTo(
            "{\"at\":\"2026-01-01T08:30:01Z\",\"day\":null,\"took\":\"PT1M1S\",\"counts\":{\"b\":1},"
                + "\"tags\":[\"m\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\",\"quantity\":\"SECRET\"}]}|.lines[0].quantity"
            + " is a string, and int was expected",
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\",\"quantity\":1},{\"sku\":\"S\",\"quantity\":1.5}]}|.lines[1].quantity"
            + " is a number, and int was expected",
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\",\"quantity\":12345678901}]}|.lines[0].quantity"
            + " is a number, and int was expected",
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\",\"quantity\":null}]}|.lines[0].quantity is"
            + " null, and int was expected",
        "{\"orderId\":\"O\",\"lines\":[{\"sku\":\"S\"}]}|.lines[0].quantity is missing, and int was"
            + " expected",
        "{\"orderId\":\"O\",\"lines\":{\"SECRET\":1}}|.lines is an object, and an array was"
            + " expected",
        "{\"orderId\":{\"SECRET\":1}}|.orderId is an object, and String was expected",
        "[\"SECRET\"]|. is an array, and Order was expected",
        "\"SECRET\"|. is a string, and Order was expected",
        "7|. is a number, and Order was expected",
        "null|. is null, and Order was expected"
      })
  void quarantinesAnEventThatTheClassCannotHold(String event, String why) {
    assertThat(changed(event, order -> order))
        .isEqualTo("quarantined: it does not bind to Order: " + why);
  }

  @Test
  void quarantinesAnEventThatAConstructorRefuses() {
    record Positive(int n) {
      Positive {
        if (n <= 0) {
          throw new IllegalArgumentException("SECRET " + n);
        }
      }
    }
    record All(List<Positive> all) {}
    assertThat(
            enriched(
                TypedEnrichers.each(All.class, a -> a.emit(a.value())),
                "{\"all\":[{\"n\":1},{\"n\":0}]}"))
        .matches(
            "quarantined: it does not bind to All: .all\\[1] is refused, IllegalArgumentException"
                + " at TypedTest.java:\\d+");
    record Day(LocalDate day) {}
    assertThat(
            enriched(
                TypedEnrichers.each(Day.class, d -> d.emit(d.value())), "{\"day\":\"SECRET\"}"))
        .startsWith("quarantined: it does not bind to Day: .day")
        .doesNotContain("SECRET");
  }

  @Test
  void stopsForAClassThatNoEventCanBeBoundTo() {
    assertThatThrownBy(
            () -> enriched(TypedEnrichers.each(Runnable.class, r -> r.emit(r.value())), "{}"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("java.lang.Runnable: cannot be bound: Cannot construct instance");
  }

  @Test
  void givesABatchOnlyWhatTheClassHolds() {
    List<Integer> sizes = new ArrayList<>();
    Enricher enricher =
        TypedEnrichers.batch(
            Order.class,
            orders -> {
              sizes.add(orders.size());
              return orders.stream()
                  .<Verdict>map(o ->
                      o.value().orderId().equals("no")
                          ? new Verdict.Drop("it says no")
                          : o.emit(o.value()))
                  .toList();
            });
    List<Verdict> verdicts =
        enrich(
            enricher,
            List.of(
                json("7"),
                json("{\"orderId\":\"1\"}"),
                json("{\"orderId\":[]}"),
                json("{\"orderId\":\"no\"}"),
                json("{\"orderId\":\"2\"}")));
    assertThat(verdicts.stream().map(TypedTest::told))
        .containsExactly(
            "quarantined: it does not bind to Order: . is a number, and Order was expected",
            "{\"orderId\":\"1\"}",
            "quarantined: it does not bind to Order: .orderId is an array, and String was expected",
            "dropped: it says no",
            "{\"orderId\":\"2\"}");
    assertThat(sizes).containsExactly(3);
    assertThat(enrich(enricher, List.of())).isEmpty();
    assertThat(sizes).hasSize(1);
  }

  @Test
  void refusesABatchThatGivesTooFewVerdicts() {
    assertThatThrownBy(() ->
            enriched(TypedEnrichers.batch(Order.class, orders -> List.of()), "{\"orderId\":\"1\"}"))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(": gave 0 verdicts for 1 events; give one each");
  }

  @Test
  void failsAnEventWhoseNumberIsNone() {
    record Share(double n) {}
    List<ObjectNode> quarantined = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.each(Share.class, s -> s.emit(new Share(1 / s.value().n()))),
            quarantined);
    assertThat(SqsEvents.answer(handler, SqsEvents.batch("{\"n\":2}", "7", "{\"n\":4}")))
        .isEqualTo("[{\"n\":0.5},{\"n\":0.25}]");
    assertThat(quarantined)
        .singleElement()
        .satisfies(envelope ->
            assertThat(envelope.path("reason").asText())
                .isEqualTo("it does not bind to Share: . is a number, and Share was expected"));
    assertThatThrownBy(() -> SqsEvents.answer(handler, SqsEvents.batch("{\"n\":0}")))
        .hasMessageMatching(
            "record 1 \\(m1\\): the enricher threw IllegalArgumentException at Overlay.java:\\d+");
  }

  @Test
  void findsTheRecordOfEachEventAlsoWhenTheBatchIsHalved() {
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.each(
                Order.class,
                order -> {
                  if (order.value().orderId().equals("bad")) {
                    throw new IllegalStateException();
                  }
                  return order.emit(Map.of("id", order.record().orElseThrow().messageId()));
                }),
            new ArrayList<>());
    String three = "{\"orderId\":\"1\"}";
    assertThat(SqsEvents.answer(handler, SqsEvents.batch("7", three, three, "8", three)))
        .isEqualTo("[{\"id\":\"m2\"},{\"id\":\"m3\"},{\"id\":\"m5\"}]");
    assertThatThrownBy(
            () -> SqsEvents.answer(handler, SqsEvents.batch(three, "{\"orderId\":\"bad\"}", three)))
        .hasMessageStartingWith("1 of 3 records failed: record 2 (m2): the enricher threw");
  }

  @Test
  void findsTheRecordsOfTheHalvesOfABatchWithAPoisonEvent() {
    List<ObjectNode> quarantined = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.batch(
                Order.class, orders -> orders.stream().map(TypedTest::withItsRecord).toList()),
            quarantined);
    assertThat(SqsEvents.answer(handler, SqsEvents.batch(3, "1", "bad", "3")))
        .isEqualTo("[{\"id\":\"m1\"},{\"id\":\"m3\"}]");
    assertThat(quarantined)
        .singleElement()
        .satisfies(envelope ->
            assertThat(envelope.path("messageId").asText() + envelope.path("outcome").asText())
                .isEqualTo("m2failure"));
    assertThatThrownBy(() -> SqsEvents.answer(handler, SqsEvents.batch(2, "1", "bad", "3")))
        .hasMessageStartingWith("1 of 3 records failed: record 2 (m2): the enricher threw");
  }

  private static Verdict withItsRecord(TypedEvent<Order> order) {
    if (order.value().orderId().equals("bad")) {
      throw new IllegalStateException();
    }
    return order.emit(Map.of("id", order.record().orElseThrow().messageId()));
  }

  @Test
  void tellsTheRecordsOfEqualNodesApartAlsoInTheHalvesOfABatch() {
    List<String> ids = new ArrayList<>();
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            (batch, invocation) -> {
              if (batch.size() == 4) {
                throw new IllegalStateException();
              }
              batch.records().forEach(record -> ids.add(record.path("messageId").asText()));
              return batch.events().stream()
                  .<Verdict>map(event -> Verdict.emit(Json.object().put("is", event.asText())))
                  .toList();
            },
            new ArrayList<>());
    SqsEvents.answer(handler, SqsEvents.batch("true", "true", "true", "true"));
    assertThat(ids).containsExactly("m1", "m2", "m3", "m4");
  }

  @Test
  void hasNoRecordForWhatAnInputTemplateRendered() {
    EnrichmentHandler handler =
        SqsEvents.quarantining(
            TypedEnrichers.each(
                Order.class, o -> o.emit(Map.of("present", o.record().isPresent()))),
            new ArrayList<>());
    assertThat(SqsEvents.answer(handler, "[{\"orderId\":\"1\"}]"))
        .isEqualTo("[{\"present\":false}]");
  }

  @Test
  void asksLookUpsForTheWholeBatch() {
    List<Set<String>> asked = new ArrayList<>();
    Environment environment =
        new Environment(
            Map.of(),
            Path.of(""),
            Map.of("customers", (keys, invocation) -> found(keys, asked)),
            InstantSource.system(),
            UUID::randomUUID);
    Enricher enricher =
        TypedEnrichers.each(
            environment,
            Order.class,
            (order, documents) -> {
              String id = String.valueOf(order.value().customer());
              String name = documents.find("customers", id).path("name").asText();
              String receives = order.record().map(r -> "" + r.receives()).orElse("none");
              return order.emit(new Rich(receives, new Customer(id, name), order.value().lines()));
            });
    EnrichmentHandler handler = new EnrichmentHandler(environment, enricher);
    String a = "{\"orderId\":\"O\",\"customer-id\":\"a\",\"lines\":[],\"price\":1.10}";
    String b = a.replace("\"a\"", "\"b\"");

    assertThat(SqsEvents.answer(handler, SqsEvents.batch(a, b, a)))
        .isEqualTo(json("[A,B,A]".replace("A", rich("a")).replace("B", rich("b"))).toString());
    assertThat(asked).containsExactly(Set.of("a", "b"));
    assertThat(enriched(enricher, "{\"orderId\":{}}"))
        .isEqualTo(
            "quarantined: it does not bind to Order: .orderId is an object, and String was"
                + " expected");
  }

  private static Map<String, JsonNode> found(Set<String> keys, List<Set<String>> asked) {
    asked.add(Set.copyOf(keys));
    return keys.stream()
        .collect(Collectors.toMap(key -> key, key -> Json.object().put("name", key + "!")));
  }

  private static String rich(String customer) {
    return "{'orderId':'0','lines':[],'price':1.10,'customer':{'id':'c','name':'c!'}}"
        .replace("'c", "'" + customer)
        .replace("'" + customer + "ustomer'", "'customer'")
        .replace('\'', '"');
  }
}
