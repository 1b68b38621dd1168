package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enrichers of one event at a time. */
class EachTest {
  @TempDir Path root;
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer = new Layer(root).documents("users").documents("tiers");
  }

  private static List<JsonNode> events(String... events) {
    return List.of(events).stream().map(Layer::json).toList();
  }

  private List<String> told(Enricher enricher, String... events) {
    return Layer.enrich(enricher, events(events)).stream()
        .map(layer::told)
        .map(told -> told.replaceAll("(java):\\d+", "$1"))
        .toList();
  }

  private List<String> toldOf(BiFunction<JsonNode, Documents, Verdict> enricher, String... events) {
    return told(Enricher.each(layer.environment(), enricher), events);
  }

  private static Verdict named(JsonNode event, Documents documents) {
    JsonNode user = documents.find("users", event.path("u"));
    JsonNode tier = documents.find("tiers", user.path("name"));
    ObjectNode rich = Json.object();
    rich.set("user", user.path("name"));
    rich.set("tier", tier.path("name"));
    return Verdict.emit(rich);
  }

  private static Verdict number(JsonNode event) {
    return switch (event.asInt()) {
      case 1 -> throw new IllegalStateException("a payload");
      case 2 -> throw new StackOverflowError();
      case 3 -> nothing();
      case 4 -> throw new Fault("nothing can be said");
      default -> Verdict.emit(event);
    };
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void leavesTheNeighboursOfAFailingEventAlone() {
    assertThat(told(Enricher.each(EachTest::number), "0", "1", "2", "3", "9"))
        .containsExactly(
            "0",
            "failed: the enricher threw IllegalStateException at EachTest.java",
            "failed: the enricher threw StackOverflowError at EachTest.java",
            "failed: the enricher gave null; give a verdict",
            "9");
  }

  @Test
  void callsEachEventOnceThoughOneFails() {
    int[] calls = new int[1];
    Enricher enricher =
        Enricher.each(event -> {
          calls[0]++;
          return number(event);
        });

    Enricher wrapped =
        enricher.then(Enricher.each(number -> Verdict.emit(Json.object().set("number", number))));
    layer.answer(wrapped, "[0, 9, 9, 9]");
    assertThat(calls[0]).isEqualTo(4);
    assertThatThrownBy(() -> layer.answer(wrapped, "[0, 1, 9, 9]"))
        .hasMessageStartingWith("1 of 4 records failed: record 2: the enricher threw");
    assertThat(calls[0]).isEqualTo(8);
  }

  @Test
  void returnsTheBatchAtAFault() {
    assertThatThrownBy(() -> Layer.enrich(Enricher.each(EachTest::number), events("0", "4")))
        .isInstanceOf(Fault.class)
        .hasMessage("nothing can be said");
  }

  @Test
  void hydratesAThousandEventsWithOneCallALookUp() {
    String[] events =
        IntStream.range(0, 1_000).mapToObj(i -> "{\"u\": " + i % 200 + "}").toArray(String[]::new);

    List<String> told = toldOf(EachTest::named, events);

    assertThat(layer.asked).hasSize(2);
    assertThat(layer.asked.get(0)).startsWith("users[0, 1, 2, ").endsWith(", 199]");
    assertThat(layer.asked.get(1)).startsWith("tiers[0!, 1!, ").endsWith(", 199!]");
    assertThat(told).hasSize(1_000).last().isEqualTo("{\"user\":\"199!\",\"tier\":\"199!!\"}");
  }

  @Test
  void asksForAllKeysOfAllEventsInOneRequest() {
    List<String> told =
        toldOf(
            (event, documents) -> {
              List<JsonNode> users = documents.findAll("users", event);
              if (users.stream().anyMatch(JsonNode::isNull)) {
                throw new IllegalStateException("a judgement of what is pending");
              }
              return Verdict.emit(
                  Json.object().set("users", Json.array().addAll(users).deepCopy()));
            },
            "[\"a\", \"b\", \"c\"]",
            "[\"b\", \"d\"]");

    assertThat(layer.asked).containsExactly("users[a, b, c, d]");
    assertThat(told)
        .containsExactly(
            "{\"users\":[{\"name\":\"a!\"},{\"name\":\"b!\"},{\"name\":\"c!\"}]}",
            "{\"users\":[{\"name\":\"b!\"},{\"name\":\"d!\"}]}");
  }

  @Test
  void asksSourcesThatDoNotDependOnOneAnotherInOneRound() {
    toldOf(
        (event, documents) -> {
          JsonNode user = documents.find("users", event.path("u"));
          JsonNode tier = documents.find("tiers", "gold");
          return Verdict.emit(Json.array().add(user).add(tier));
        },
        "{\"u\": \"a\"}",
        "{\"u\": \"b\"}");

    assertThat(layer.asked).containsExactlyInAnyOrder("users[a, b]", "tiers[gold]");
  }

  @Test
  void countsNothingThatIsThrownWhileDocumentsArePending() {
    BiFunction<JsonNode, Documents, Verdict> strict =
        (event, documents) -> {
          JsonNode user = documents.find("users", event);
          if (user.isNull() && event.asText().equals("a")) {
            throw new Fault("there is no user");
          }
          return Verdict.emit(user.required("name"));
        };

    assertThat(toldOf(strict, "\"a\"", "\"b\"", "\"nobody\""))
        .containsExactly(
            "\"a!\"",
            "\"b!\"",
            "failed: the enricher threw IllegalArgumentException at EachTest.java");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"u\": \"nobody\"} | {\"user\":null}",
        "{\"u\": null}       | {\"user\":null}",
        "{}                  | {\"user\":null}",
        "{\"u\": {}}         | failed: look-up users takes a string, a whole number or an array of"
            + " them as its key, not an object"
      })
  void givesNullWhereThereIsNoDocument(String event, String told) {
    assertThat(
            toldOf(
                (e, documents) ->
                    Verdict.emit(Json.object().set("user", documents.find("users", e.path("u")))),
                event))
        .containsExactly(told);
  }

  @Test
  void failsAnEventThatAsksALookUpThatIsNotThere() {
    assertThat(toldOf((e, documents) -> Verdict.emit(documents.find("products", "p")), "1"))
        .containsExactly(
            "failed: there is no look-up products; configured: tiers, users; set"
                + " LOOKUP_PRODUCTS");
  }

  @Test
  void failsOnlyTheEventsWhoseDocumentCannotBeUsed() {
    layer.with(
        "users",
        (keys, invocation) -> {
          Map<String, JsonNode> found = new HashMap<>();
          keys.forEach(key -> found.put(key, Lookup.unusable("it is over 1 MB")));
          found.put("a", Json.object().put("name", "Ada"));
          return found;
        });

    assertThat(toldOf((e, documents) -> Verdict.emit(documents.find("users", e)), "\"a\"", "2"))
        .containsExactly("{\"name\":\"Ada\"}", "failed: look-up users: it is over 1 MB");
  }

  @Test
  void stopsOneThatNeverSettles() {
    int[] next = new int[1];

    assertThat(
            toldOf((e, documents) -> Verdict.emit(documents.find("users", "k" + next[0]++)), "1"))
        .containsExactly(
            "failed: the enricher: still asks for new keys after 10 rounds (users); shorten the"
                + " chain of look-ups or raise MAX_LOOKUP_ROUNDS");
  }

  @Test
  void refusesALookUpThatCannotBeOpenedWhenItIsMade() {
    layer.set("LOOKUP_RATES", "file:rates.json");

    assertThatThrownBy(() -> Enricher.each(layer.environment(), EachTest::named))
        .isInstanceOf(Fault.class)
        .hasMessage(root.resolve("rates.json") + ": does not exist");
  }
}
