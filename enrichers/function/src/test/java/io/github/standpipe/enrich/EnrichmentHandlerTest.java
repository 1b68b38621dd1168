package io.github.standpipe.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentHandlerTest {
  private static final Enricher SAME =
      Enricher.batch(events -> events.stream().map(EnrichmentHandlerTest::emit).toList());

  @TempDir Path root;

  private static Verdict emit(JsonNode event) {
    return new Verdict.Emit(List.of(event));
  }

  private static String call(Enricher enricher, String request) throws IOException {
    return call(enricher, request.getBytes(UTF_8));
  }

  private static String call(Enricher enricher, byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new EnrichmentHandler(enricher)
        .handleRequest(new ByteArrayInputStream(request), answer, Silence.CONTEXT);
    return answer.toString(UTF_8);
  }

  private static String record(String id, String body) {
    return "{\"messageId\": \"" + id + "\", \"body\": " + Json.text(text(body)) + "}";
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  @Test
  void answersAnArrayOfOneForOneRecord() throws IOException {
    assertThat(call(SAME, "[" + record("m", "{\"a\": 1}") + "]")).isEqualTo("[{\"a\":1}]");
  }

  @Test
  void answersNoRecordsWithNone() throws IOException {
    assertThat(call(SAME, "[]")).isEqualTo("[]");
  }

  @Test
  void answersWhatTheEnricherEmitsInOrderAndLeavesOutWhatItDrops() throws IOException {
    String request =
        "["
            + record("1", "{\"l\": [1, 2]}")
            + ","
            + record("2", "{\"l\": []}")
            + ","
            + record("3", "{\"l\": [3]}")
            + "]";
    Transform splitter = new Layer(root).transform("[for (.l) {\"n\": .}]");
    assertThat(call(splitter, request)).isEqualTo("[{\"n\":1},{\"n\":2},{\"n\":3}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.10,\"b\":12345678901234567890,\"c\":0.1,\"d\":1E+400}",
        "{\"é\":\"日本 \uD83D\uDE00 \\u0000 \\\" \\\\ \\n\"}",
        "{\"a\":null,\"b\":\"\",\"c\":{},\"d\":[]}",
        "[1,\"x\"]"
      })
  void carriesABodyThroughUnchanged(String body) throws IOException {
    assertThat(call(SAME, "[" + record("m", body) + "]")).isEqualTo("[" + body + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"null|null", "7|a number", "\"SECRET\"|a string", "true|a boolean"})
  void failsAnEventThatIsEmittedAsABareValue(String body, String kind) throws IOException {
    assertThatThrownBy(() -> call(SAME, "[" + record("1", "{}") + "," + record("2", body) + "]"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "1 of 2 records failed: record 2 (2): the enricher emitted "
                + kind
                + "; emit an object or an array");
    Enricher array =
        Enricher.batch(events -> events.stream().map(e -> emit(Json.array().add(e))).toList());
    assertThat(call(array, "[" + record("m", body) + "," + body + "]"))
        .isEqualTo("[[" + body + "],[" + body + "]]");
  }

  @Test
  void failsAnEventThatIsEmittedAsJavasNull() {
    Enricher absent =
        Enricher.batch(events ->
            events.stream()
                .<Verdict>map(e -> new Verdict.Emit(java.util.Collections.singletonList(null)))
                .toList());
    assertThatThrownBy(() -> call(absent, "[" + record("m", "{}") + "]"))
        .hasMessage("record 1 (m): the enricher emitted null; emit an object or an array");
  }

  @Test
  void letsATransformSeeTheRecord() throws IOException {
    Transform transform =
        new Layer(root)
            .documents("users")
            .transform(
                "let u = lookup(\"users\", .u) if (.bad) [] else {\"id\": record().messageId,"
                    + " \"receives\": number(record().attributes.ApproximateReceiveCount),"
                    + " \"body\": record().body, \"name\": $u.name}");
    assertThat(
            call(
                transform,
                Layer.batch(
                    Layer.record("m1", "{\"bad\":true}"),
                    Layer.record("m2", "{\"u\":\"a\"}", 2),
                    Layer.record("m3", "5", 7))))
        .isEqualTo(
            "[{\"id\":\"m2\",\"receives\":2,\"body\":\"{\\\"u\\\":\\\"a\\\"}\",\"name\":\"a!\"},"
                + "{\"id\":\"m3\",\"receives\":7,\"body\":\"5\"}]");
  }

  @Test
  void hasNoRecordForATransformOfWhatAnInputTemplateRendered() throws IOException {
    Transform transform = new Layer(root).transform("{\"none\": record() == null, \"a\": .a}");
    assertThat(call(transform, "[{\"a\":1}]")).isEqualTo("[{\"none\":true,\"a\":1}]");
    assertThat(Layer.enrich(transform, List.of(Layer.json("{\"a\":1}"))))
        .containsExactly(emit(Layer.json("{\"none\":true,\"a\":1}")));
  }

  @Test
  void takesTheLastOfARepeatedKey() throws IOException {
    assertThat(call(SAME, "[" + record("m", "{\"a\": 1, \"a\": 2}") + "]"))
        .isEqualTo("[{\"a\":2}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\":\"text\"}",
        "{\"messageId\":\"m\",\"body\":{\"a\":1}}",
        "{\"messageId\":\"m\",\"body\":null}",
        "{\"messageId\":\"m\"}",
        "{\"a\":1}",
        "[]"
      })
  void takesAnItemThatIsNoSqsRecordAsTheEvent(String item) throws IOException {
    assertThat(call(SAME, "[" + item + "]")).isEqualTo("[" + item + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"records\": []}|the request: is an object; a pipe sends an array of records, also for"
            + " one",
        "null|the request: is null; a pipe sends an array of records, also for one",
        "\"x\"|the request: is a string; a pipe sends an array of records, also for one",
        "SECRET|the request:1:1: is not JSON: unrecognized token",
        "[] []|the request:1:4: is not JSON: something follows the value",
        "[|the request:1:2: is not JSON: it ends too early: expected close marker for Array",
        "``|the request:1:0: is not JSON: there is no JSON value"
      })
  void refusesARequestThatIsNoArray(String request, String message) {
    assertThatThrownBy(() -> call(SAME, request)).isInstanceOf(Fault.class).hasMessage(message);
  }

  @Test
  void refusesARequestThatIsNoText() {
    byte[] utf32 = {0, 0, (byte) 0xff, (byte) 0xff, 0, 0, 0, 1};
    assertThatThrownBy(() -> call(SAME, new byte[] {'"', (byte) 0xff, '"'}))
        .hasMessage("the request:1:3: is not JSON: Invalid UTF-8 start byte 0xff");
    byte[] wide = {'1', 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertThatThrownBy(() -> call(SAME, wide))
        .hasMessage("the request: is not JSON: it is not UTF-8");
    assertThatThrownBy(() -> call(SAME, utf32)).isInstanceOf(Fault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SECRET|its body is not JSON: unrecognized token",
        "``|its body is not JSON: there is no JSON value",
        "{\"SECRET\": tru}|its body is not JSON: unrecognized token",
        "1e99999999999|its body cannot be read: it holds a number whose exponent is too large"
      })
  void namesTheRecordWhoseBodyIsNotJson(String body, String reason) {
    assertThatThrownBy(() -> call(SAME, "[" + record("m-1", body) + "]"))
        .isInstanceOf(Fault.class)
        .hasMessage("record 1 (m-1): " + reason);
  }

  @Test
  void tellsOfABodyTooDeepOrTooLongToRead() {
    assertThatThrownBy(() -> call(SAME, "[" + record("m", "[".repeat(100_000)) + "]"))
        .hasMessage("record 1 (m): its body cannot be read: it nests deeper than 1000 levels");
    assertThatThrownBy(() -> call(SAME, "[" + record("m", "9".repeat(2000)) + "]"))
        .hasMessage(
            "record 1 (m): its body cannot be read: it holds a number of more than 1000 digits");
  }

  @Test
  void tellsOfTheFirstThreeFailuresInTheRecordsOrder() {
    String request =
        "["
            + String.join(
                ",",
                record("1", "{}"),
                record("2", "{\"bad\": 1}"),
                record("3", "text"),
                "{\"bad\": 1}",
                record("5", "text"),
                record("6", "{\"bad\": 1}"))
            + "]";
    Transform transform = new Layer(root).transform("if (.bad) error(\"it is bad\") else .");
    assertThatThrownBy(() -> call(transform, request))
        .hasMessage(
            "5 of 6 records failed: record 2 (2): "
                + root
                + "/order.jslt:1:11: error: it is bad; record 3 (3): its body is not JSON:"
                + " unrecognized token; record 4: "
                + root
                + "/order.jslt:1:11: error: it is bad; and 2 more");
  }

  @Test
  void tellsOfOneFailureAmongSeveralRecords() {
    assertThatThrownBy(() -> call(SAME, "[" + record("1", "{}") + "," + record("2", "x") + "]"))
        .hasMessage(
            "1 of 2 records failed: record 2 (2): its body is not JSON: unrecognized token");
  }

  @Test
  void refusesAnEnricherThatGivesTooFewOrTooManyVerdicts() {
    Enricher lazy = Enricher.batch(events -> List.of());
    Enricher eager =
        Enricher.batch(events -> List.of(emit(events.getFirst()), emit(events.getFirst())));
    String request = "[" + record("1", "{}") + "]";
    assertThatThrownBy(() -> call(lazy, request))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(": gave 0 verdicts for 1 events; give one each");
    assertThatThrownBy(() -> call(eager, request))
        .hasMessageEndingWith(": gave 2 verdicts for 1 events; give one each");
  }

  @Test
  void refusesAnEnricherThatGivesNoVerdict() {
    Enricher absent = Enricher.batch(events -> java.util.Arrays.asList(new Verdict[events.size()]));
    assertThatThrownBy(() -> call(absent, "[" + record("1", "{}") + "]"))
        .hasMessageEndingWith(": gave null; give one verdict for each event");
  }

  @Test
  void leavesHalfOfASurrogatePairAnEscape() throws IOException {
    assertThat(call(SAME, "[" + record("1", "{\"a\": \"\\ud800\"}") + "]"))
        .isEqualTo("[{\"a\":\"\\uD800\"}]");
  }

  @Test
  void isConfiguredByItsEnvironment() throws IOException {
    Layer layer = new Layer(root).file("order.jslt", "{\"n\": .n}");
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new EnrichmentHandler(layer.environment())
        .handleRequest(
            new ByteArrayInputStream("[{\"n\": 1}]".getBytes(UTF_8)), answer, Silence.CONTEXT);
    assertThat(answer.toString(UTF_8)).isEqualTo("[{\"n\":1}]");
    assertThatThrownBy(() -> new EnrichmentHandler(layer.set("TRANSFORM", "").environment()))
        .hasMessage(
            "environment variable TRANSFORM: is not set;"
                + " set it to a .jslt file of the layer, like order.jslt");
  }
}
