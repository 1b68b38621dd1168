package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Enrichers one after the other. */
class ThenTest {
  /** Splits a text into its letters. */
  private static final Enricher LETTERS =
      Enricher.each(event ->
          event.asText().isEmpty()
              ? new Verdict.Drop("it is empty")
              : new Verdict.Emit(
                  event.asText().chars().mapToObj(c -> text(Character.toString(c))).toList()));

  @TempDir Path root;
  private final List<List<String>> seen = new ArrayList<>();

  private static JsonNode text(String text) {
    return Json.array().add(text).get(0);
  }

  private static List<JsonNode> texts(String... texts) {
    return Stream.of(texts).map(ThenTest::text).toList();
  }

  /** Gives each letter the verdict that it stands for, and notes its batches. */
  private Enricher letter() {
    return Enricher.batch(events -> {
      seen.add(events.stream().map(JsonNode::asText).toList());
      return events.stream().map(ThenTest::letter).toList();
    });
  }

  private static Verdict letter(JsonNode event) {
    return switch (event.asText()) {
      case "d" -> new Verdict.Drop("d is dropped");
      case "q" -> new Verdict.Quarantine("q is bad");
      case "r" -> new Verdict.Retry("r is early");
      case "f" -> new Verdict.Fail("f fails");
      case "x" -> throw new IllegalArgumentException("a payload");
      case "!" -> throw new Fault("the service is down");
      default -> Verdict.emit(text(event.asText() + event.asText()));
    };
  }

  private List<String> told(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(new Layer(root)::told)
        .map(told -> told.replaceAll("(java):\\d+", "$1"))
        .toList();
  }

  @Test
  void handsAllThatIsEmittedToTheNextAsOneBatchInOrder() {
    List<Verdict> verdicts = Layer.enrich(LETTERS.then(letter()), texts("ab", "", "c"));

    assertThat(seen).containsExactly(List.of("a", "b", "c"));
    assertThat(told(verdicts)).containsExactly("\"aa\" \"bb\"", "dropped: it is empty", "\"cc\"");
  }

  @Test
  void doesNotAskTheNextWhereNothingIsEmitted() {
    assertThat(told(Layer.enrich(LETTERS.then(letter()), texts("", ""))))
        .containsExactly("dropped: it is empty", "dropped: it is empty");
    assertThat(Layer.enrich(LETTERS.then(letter()), List.of())).isEmpty();
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "q", "r", "f"})
  void keepsWhatTheEarlierOneSaid(String letter) {
    assertThat(told(Layer.enrich(letter().then(letter()), texts("a", letter, "b"))))
        .containsExactly("\"aaaa\"", told(List.of(letter(text(letter)))).getFirst(), "\"bbbb\"");
    assertThat(seen).containsExactly(List.of("a", letter, "b"), List.of("aa", "bb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q   | quarantined: q is bad",
        "adb | \"aa\" \"bb\"",
        "dd  | dropped: d is dropped",
        "ar  | returned: part 2 of 2: r is early",
        "rfa | failed: part 2 of 3: f fails",
        "rfq | quarantined: part 3 of 3: q is bad",
        "qaq | quarantined: part 1 of 3: q is bad",
        "dx  | failed: part 2 of 2: the enricher threw IllegalArgumentException at ThenTest.java"
      })
  void givesASplitEventOneVerdict(String letters, String told) {
    List<Verdict> verdicts = Layer.enrich(LETTERS.then(letter()), texts("a", letters, "b"));

    assertThat(told(verdicts)).containsExactly("\"aa\"", told, "\"bb\"");
  }

  @Test
  void asksNothingMoreForAnEventOfWhichAPartIsLost() {
    assertThat(told(Layer.enrich(LETTERS.then(letter()).then(letter()), texts("aq", "b"))))
        .containsExactly("quarantined: part 2 of 2: q is bad", "\"bbbb\"");
    assertThat(seen).containsExactly(List.of("a", "q", "b"), List.of("bb"));
  }

  @Test
  void findsTheEventAtWhichTheNextStopsWithoutAskingTheEarlierAgain() {
    List<Integer> batches = new ArrayList<>();
    Enricher first =
        Enricher.batch(events -> {
          batches.add(events.size());
          return Layer.enrich(LETTERS, events);
        });

    assertThat(told(Layer.enrich(first.then(letter()), texts("a", "x", "b", "c"))))
        .containsExactly(
            "\"aa\"",
            "failed: the enricher threw IllegalArgumentException at ThenTest.java",
            "\"bb\"",
            "\"cc\"");
    assertThat(batches).containsExactly(4);
  }

  @Test
  void returnsTheBatchAtAFaultOfTheNext() {
    assertThatThrownBy(() -> Layer.enrich(LETTERS.then(letter()), texts("a", "!")))
        .isInstanceOf(Fault.class)
        .hasMessage("the service is down");
  }

  @Test
  void refusesANextThatDoesNotGiveOneVerdictEach() {
    Enricher none = Enricher.batch(events -> List.of());

    assertThatThrownBy(() -> Layer.enrich(LETTERS.then(none), texts("ab")))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(": gave 0 verdicts for 2 events; give one each");
  }

  @Test
  void isTheSameHoweverThreeArePutTogether() {
    Random random = new Random(7);
    for (int run = 0; run < 300; run++) {
      JsonNode[] events =
          IntStream.range(0, random.nextInt(6))
              .mapToObj(i -> word(random))
              .toArray(JsonNode[]::new);
      Enricher left = LETTERS.then(letter()).then(LETTERS).then(letter());
      Enricher right = LETTERS.then(letter().then(LETTERS.then(letter())));

      assertThat(told(Layer.enrich(left, List.of(events))))
          .isEqualTo(told(Layer.enrich(right, List.of(events))));
    }
  }

  private static JsonNode word(Random random) {
    return text(
        random
            .ints(random.nextInt(4), 0, 8)
            .mapToObj("abcdqrfx"::charAt)
            .reduce("", (word, c) -> word + c, String::concat));
  }

  @Test
  void composesWithATransformOnEitherSide() {
    Layer layer = new Layer(root).documents("users");
    Enricher twice = Enricher.each(event -> new Verdict.Emit(List.of(event, event)));
    Transform transform = layer.transform("{\"who\": lookup(\"users\", .u).name, \"u\": .u}");
    List<JsonNode> events = List.of(Layer.json("{\"u\": \"a\"}"), Layer.json("{\"u\": \"b\"}"));

    List<String> rich =
        List.of(
            "{\"who\":\"a!\",\"u\":\"a\"} {\"who\":\"a!\",\"u\":\"a\"}",
            "{\"who\":\"b!\",\"u\":\"b\"} {\"who\":\"b!\",\"u\":\"b\"}");
    assertThat(told(Layer.enrich(twice.then(transform), events))).isEqualTo(rich);
    assertThat(told(Layer.enrich(transform.then(twice), events))).isEqualTo(rich);
    assertThat(layer.asked).containsExactly("users[a, b]", "users[a, b]");
  }

  @Test
  void countsThePartsOfAllStages() {
    Layer layer = new Layer(root).set("EMIT_METADATA", "meta");
    Enricher objects = Enricher.each(e -> Verdict.emit(Json.object().put("l", e.asText())));

    String answer = layer.answer(LETTERS.then(objects), "[" + Layer.record("m", "\"ab\"") + "]");

    assertThat(Layer.json(answer).findValuesAsText("part")).containsExactly("1", "2");
  }

  @Test
  void showsTheNextOneTheRecordBehindEachPart() {
    List<JsonNode> events = texts("ab", "c");
    List<String> behind = new ArrayList<>();
    Enricher next =
        (emitted, invocation) -> {
          emitted.records().forEach(record -> behind.add(record.path("messageId").asText()));
          return emitted.events().stream().map(Verdict::emit).toList();
        };
    List<JsonNode> records = new ArrayList<>();
    for (int place = 0; place < events.size(); place++) {
      records.add(Json.object().put("messageId", "m" + place).put("body", ""));
    }
    LETTERS
        .then(next)
        .enrich(Batch.of(events, records), Invocation.of(new Layer(root).environment()));
    assertThat(behind).containsExactly("m0", "m0", "m1");
  }
}
