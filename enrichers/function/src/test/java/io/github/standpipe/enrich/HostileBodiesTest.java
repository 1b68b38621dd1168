package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body holds, its record has one outcome, and its neighbours have theirs. */
class HostileBodiesTest {
  private static final Enricher SAME =
      Enricher.batch(events -> events.stream().<Verdict>map(HostileBodiesTest::emit).toList());

  /** What is JSON, however odd. */
  static final List<String> READABLE =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-0.0",
          "1E400",
          "0e+1",
          "123456789012345678901234567890",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00\"",
          "\"\\uD800\"",
          "\"\\uDFFF\\uD800\"",
          "\"\u2028\u2029\u007f\uFFFE\uFFFF\"",
          "\"\\/\\b\\f\\n\\r\\t\"",
          "[]",
          "{}",
          "[[],{},[{}]]",
          "{\"\":0}",
          "{\"a\":1,\"a\":2}",
          "{\"__proto__\":{},\"constructor\":1}",
          "{\"\\u0000\":\"\\u0000\"}",
          " \t\r\n[1 ] ",
          "[".repeat(999) + "]".repeat(999),
          "{\"Records\":[]}",
          "{\"Type\":\"Notification\",\"TopicArn\":7,\"Message\":\"{}\"}",
          "{\"Event\":\"s3:TestEvent\"}",
          "{\"detail\":7,\"metadata\":[]}",
          "{\"batchItemFailures\":[{\"itemIdentifier\":\"m\"}]}",
          "\"" + "x".repeat(1_048_000) + "\"",
          "[" + "1,".repeat(500_000) + "1]");

  /** Texts that are not JSON. */
  static final List<String> UNREADABLE =
      List.of(
          "",
          " ",
          "\uFEFF{}",
          "\u0000",
          "{",
          "[",
          "]",
          "}",
          "{}}",
          "[]]",
          "[1,]",
          "[,1]",
          "[1,,2]",
          "[1 2]",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\":1,}",
          "{,}",
          "{a:1}",
          "{'a':1}",
          "{1:1}",
          "{\"a\" 1}",
          "{\"a\":1 \"b\":2}",
          "nul",
          "True",
          "NaN",
          "Infinity",
          "-",
          "+1",
          "01",
          "-01",
          "1.",
          ".5",
          "1e",
          "1e+",
          "0x1F",
          "1_000",
          "\"",
          "\"\\\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\t\"",
          "\"\n\"",
          "// comment\n{}",
          "/**/{}",
          "{} {}",
          "1 2",
          "<xml/>",
          "a=b&c=d",
          "\u00a0{}",
          "undefined",
          "9".repeat(1001),
          "1e99999999999",
          "[".repeat(1001) + "]".repeat(1001),
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000),
          "x".repeat(1_048_576),
          "{\"" + "k".repeat(50_001) + "\":1}");

  private static Verdict emit(JsonNode event) {
    return new Verdict.Emit(List.of(emitted(event)));
  }

  /** A bare value is not emitted, but in an array. */
  private static JsonNode emitted(JsonNode event) {
    return event.isContainerNode() ? event : Json.array().add(event);
  }

  private static Layer layer() {
    return new Layer(Path.of(""));
  }

  static Stream<String> readable() {
    return READABLE.stream();
  }

  static Stream<String> unreadable() {
    return UNREADABLE.stream();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("readable")
  void goesOnWithWhatIsJson(String body) {
    String event = Json.text(emitted(Layer.json(body)));
    assertThat(layer().answer(SAME, batch(record("m", body)))).isEqualTo("[" + event + "]");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("unreadable")
  void quarantinesOrReturnsWhatIsNone(String body) {
    Layer quarantining = layer().quarantining().set("QUARANTINE_MAX_BYTES", "2000000");
    String request = batch(record("a", "{}"), record("m", body), record("b", "{}"));
    assertThat(quarantining.answer(SAME, request)).isEqualTo("[{},{}]");
    assertThat(quarantining.reasons())
        .singleElement()
        .asString()
        .matches("m: its body (is not JSON|cannot be read): [^\\r\\n]{1,140}");
    assertThat(quarantining.reasons().getFirst()).doesNotContain("Feature", "enable");
    assertThat(quarantining.quarantined.getFirst().at("/record/body").textValue()).isEqualTo(body);
    assertThatThrownBy(() -> layer().answer(SAME, request))
        .isInstanceOf(Fault.class)
        .hasMessageMatching("1 of 3 records failed: record 2 \\(m\\): its body [^\\r\\n]{1,140}")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void quarantinesAnEventThatIsReadButNotInsideAnArray() {
    Layer layer = layer().quarantining().set("MAX_RECEIVES", "1");
    String deep = "[".repeat(1000) + "]".repeat(1000);
    assertThat(layer.answer(SAME, batch(record("m", deep), record("b", "{}")))).isEqualTo("[{}]");
    assertThat(layer.reasons())
        .containsExactly(
            "m: its answer: a value cannot be written: it nests deeper than 1000 levels");
  }

  @Test
  void keepsTheNeighboursOfAllOfThem() {
    List<String> small = new ArrayList<>(READABLE.subList(0, READABLE.size() - 2));
    List<String> records = new ArrayList<>();
    Stream.concat(small.stream(), UNREADABLE.stream())
        .forEach(body -> records.add(record("m" + records.size(), body)));
    Layer layer = layer().quarantining();
    assertThat(Layer.json(layer.answer(SAME, batch(records.toArray(String[]::new)))))
        .hasSize(small.size());
    assertThat(layer.quarantined).hasSize(UNREADABLE.size());
    assertThat(records).hasSizeGreaterThan(60);
  }
}
