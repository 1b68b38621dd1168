package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a batch by what becomes of its records. */
class CallTest {
  private static final String JSLT =
      "if (.drop) drop(.drop) else if (.bad) quarantine(.bad)"
          + " else if (.fail) error(.fail) else .";

  @TempDir Path root;
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer = new Layer(root).quarantining();
  }

  private String answer(String request) {
    return layer.answer(layer.transform(JSLT), request);
  }

  private static String fine(int n) {
    return record("m" + n, "{\"n\":" + n + "}");
  }

  @Test
  void goesOnWithTheNeighboursOfWhatIsQuarantined() {
    String answer = answer(batch(fine(1), record("m2", "{\"bad\":\"no\"}"), fine(3)));
    assertThat(answer).isEqualTo("[{\"n\":1},{\"n\":3}]");
    assertThat(layer.reasons()).containsExactly("m2: order.jslt: no");
  }

  @Test
  void answersNoneWhereAllAreDoneWith() {
    assertThat(answer(batch(record("a", "{\"drop\":\"x\"}"), record("b", "{\"bad\":\"y\"}"))))
        .isEqualTo("[]");
  }

  @Test
  void putsTheRecordUntouchedIntoAnEnvelope() {
    layer.set("AWS_LAMBDA_FUNCTION_NAME", "").set("PIPE", "OrderPipe");
    String body =
        "{\"bad\": \"no\",  \"metadata\":{\"correlationId\":\"c-1\",\"id\":\"e-1\",\"version\":2,"
            + "\"timestamp\":\"2026\",\"domain\":\"shop\",\"service\":\"orders\"}, \"x\":1.10}";
    String record = record("m", body, 2);
    answer(batch(record));
    assertThat(layer.local(Json.text(layer.quarantined.getFirst())))
        .isEqualTo(
            "{\"reason\":\"order.jslt:"
                + " no\",\"stage\":\"enrich\",\"outcome\":\"quarantine\",\"function\":\"local\","
                + "\"pipe\":\"OrderPipe\",\"time\":\"2026-03-04T05:06:07.089Z\","
                + "\"correlationId\":\"c-1\",\"messageId\":\"m\",\"metadata\":{\"id\":\"e-1\",\"version\":\"2\","
                + "\"timestamp\":\"2026\",\"domain\":\"shop\",\"service\":\"orders\"},\"receives\":2,"
                + "\"trace\":[{\"stage\":\"body\",\"bytes\":137,\"is\":\"an"
                + " object\",\"fields\":[\"bad\",\"metadata\",\"x\"],\"version\":\"2\"}],\"record\":"
                + record
                + "}");
  }

  @Test
  void leavesTheRecordOutOfTheEnvelopeWhereItIsToldTo() {
    layer.set("QUARANTINE_RECORD", "keys");
    answer(batch(record("m", "{\"bad\":\"no\"}")));
    assertThat(Json.text(layer.quarantined.getFirst()))
        .doesNotContain("record")
        .endsWith(
            "\"receives\":1,\"trace\":[{\"stage\":\"body\",\"bytes\":12,\"is\":\"an object\"}],"
                + "\"keys\":{\"messageId\":\"m\",\"bodyBytes\":12}}");
  }

  @Test
  void returnsAFailureUntilItWasReceivedOftenEnough() {
    for (int receives = 1; receives < 3; receives++) {
      String request = batch(fine(1), record("m2", "{\"fail\":\"oh\"}", receives));
      assertThatThrownBy(() -> answer(request))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "1 of 2 records failed: record 2 (m2): " + root + "/order.jslt:1:72: error: oh")
          .hasNoCause()
          .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
      assertThat(layer.quarantined).isEmpty();
    }
    assertThat(answer(batch(fine(1), record("m2", "{\"fail\":\"oh\"}", 3))))
        .isEqualTo("[{\"n\":1}]");
    assertThat(layer.reasons()).containsExactly("m2: order.jslt:1:72: error: oh");
  }

  @Test
  void quarantinesNothingOfABatchThatReturns() {
    String request = batch(record("m1", "{\"bad\":\"no\"}"), record("m2", "{\"fail\":\"oh\"}"));
    assertThatThrownBy(() -> answer(request)).hasMessageStartingWith("1 of 2 records failed: ");
    assertThat(layer.quarantined).isEmpty();
  }

  @Test
  void takesTheLimitFromTheEnvironment() {
    layer.set("MAX_RECEIVES", "1");
    assertThat(answer(batch(fine(1), record("m2", "{\"fail\":\"oh\"}")))).isEqualTo("[{\"n\":1}]");
    assertThatThrownBy(() -> layer.set("MAX_RECEIVES", "0").answer(layer.transform("."), "[]"))
        .hasMessage("environment variable MAX_RECEIVES: is '0'; write a whole number above 0");
  }

  @Test
  void returnsWhatIsToBeQuarantinedWhereThatIsNotConfigured() {
    layer.set("QUARANTINE_QUEUE_URL", " ");
    assertThatThrownBy(() -> answer(batch(fine(1), record("m2", "{\"bad\":\"no\"}", 9))))
        .hasMessage("1 of 2 records failed: record 2 (m2): " + root + "/order.jslt: no");
  }

  @Test
  void returnsTheBatchWhereTheQuarantineDoesNotTakeARecord() {
    Environment broken =
        new Environment(
                layer.environment().variables(),
                root,
                Map.of(),
                layer.environment().clock(),
                layer.environment().ids())
            .withQuarantine((envelopes, deadline) -> {
              throw new Fault("queue bad", "ConnectException: Connection refused");
            });
    layer.transform(JSLT);
    EnrichmentHandler handler = new EnrichmentHandler(broken);
    String bad = record("m2", "{\"bad\":\"no\"}");
    String told =
        root
            + "/order.jslt: no; the quarantine did not take it: queue bad: ConnectException:"
            + " Connection refused";
    assertThatThrownBy(() -> Layer.answer(handler, batch(fine(1), bad), Silence.CONTEXT))
        .hasMessage("1 of 2 records failed: record 2 (m2): " + told);
    assertThat(Layer.answer(handler, "{\"Records\":" + batch(fine(1), bad) + "}", Silence.CONTEXT))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
  }

  @Test
  void refusesAQuarantineThatIsNoQueue() {
    Map<String, String> variables =
        Map.of("QUARANTINE_QUEUE_URL", "bad", "TRANSFORM", "order.jslt");
    layer.file("order.jslt", ".");
    Environment environment =
        new Environment(
            variables, root, Map.of(), layer.environment().clock(), layer.environment().ids());
    assertThatThrownBy(() -> new EnrichmentHandler(environment))
        .hasMessage(
            "the quarantine queue: 'bad' is not an http URL;"
                + " set QUARANTINE_QUEUE_URL, and AWS_ENDPOINT_URL_SQS if any, to one");
  }

  @Test
  void cutsAReasonThatIsTooLong() {
    String bad = Json.text(Json.object().put("bad", "😀".repeat(2000)));
    answer(batch(record("m", bad)));
    String reason = layer.quarantined.getFirst().path("reason").asText();
    assertThat(reason).endsWith("😀...");
    assertThat(reason.length()).isBetween(1002, 1003); // a pair is not divided
  }

  @Test
  void alwaysReturnsWhatIsToBeTriedAgain() {
    Enricher busy =
        Enricher.batch(events ->
            events.stream().<Verdict>map(e -> new Verdict.Retry("the shop is shut")).toList());
    assertThatThrownBy(() -> layer.answer(busy, batch(record("m", "{}", 99))))
        .hasMessage("record 1 (m): the shop is shut");
  }

  @Test
  void answersAnEventSourceMappingWithItsFailures() {
    String request =
        "{\"Records\":"
            + batch(
                fine(1),
                record("m2", "{\"fail\":\"oh\"}"),
                record("m3", "{\"fail\":\"oh\"}", 3),
                record("m4", "{\"bad\":\"no\"}"),
                record("m5", "no JSON"),
                record("m6", "{\"drop\":\"x\"}"))
            + "}";
    assertThat(answer(request)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
    assertThat(layer.reasons())
        .containsExactly(
            "m3: order.jslt:1:72: error: oh",
            "m4: order.jslt: no",
            "m5: its body is not JSON: unrecognized token");
    assertThat(answer("{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void returnsWhatFollowsAFailureInItsGroup() {
    String[] records = {
      fifo("m1", "a", "{}"),
      fifo("m2", "a", "{\"fail\":\"oh\"}"),
      fifo("m3", "b", "{}"),
      fifo("m4", "a", "{\"bad\":\"no\"}")
    };
    assertThat(answer("{\"Records\":" + batch(records) + "}"))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"},{\"itemIdentifier\":\"m4\"}]}");
    assertThat(layer.quarantined).isEmpty();
  }

  private static String fifo(String id, String group, String body) {
    ObjectNode record = (ObjectNode) Layer.json(record(id, body));
    record.put("eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:orders.fifo");
    record.withObject("/attributes").put("MessageGroupId", group);
    return Json.text(record);
  }

  @Test
  void refusesRecordsThatAreNoMessages() {
    assertThatThrownBy(() -> answer("{\"Records\":[{\"eventSource\":\"aws:s3\"}]}"))
        .hasMessage(
            "the request: holds Records, but record 1 is not an SQS message; map a queue to it");
  }

  @Test
  void tellsTheEnrichersOwnPlaceWhereALibraryThrew() {
    Enricher parses =
        Enricher.each(e -> {
          int number = Integer.parseInt(e.path("n").asText());
          return Verdict.emit(Json.object().put("n", number));
        });
    assertThat(layer.answer(parses, batch(record("m1", "{\"n\":\"SECRET\"}", 3), fine(2))))
        .isEqualTo("[{\"n\":2}]");
    assertThat(layer.reasons())
        .singleElement()
        .asString()
        .matches("m1: the enricher threw NumberFormatException at CallTest.java:\\d+");
  }

  @Test
  void keepsTheNeighboursOfAnEventAtWhichCodeIsMissing() {
    Enricher broken =
        Enricher.batch(events -> {
          for (JsonNode event : events) {
            if (event.path("n").asInt() == 1) {
              throw new NoClassDefFoundError("com/example/Rare");
            }
            if (event.path("n").asInt() == 2) {
              throw new AssertionError("SECRET");
            }
          }
          return events.stream().map(Verdict::emit).toList();
        });
    String request = batch(fine(0), record("m1", "{\"n\":1}", 3), record("m2", "{\"n\":2}", 3));
    assertThat(layer.answer(broken, request)).isEqualTo("[{\"n\":0}]");
    assertThat(layer.reasons())
        .map(reason -> reason.replaceAll(":\\d+$", ""))
        .containsExactly(
            "m1: the enricher threw NoClassDefFoundError at CallTest.java",
            "m2: the enricher threw AssertionError at CallTest.java");
  }

  @Test
  void findsTheEventAtWhichAnEnricherStops() {
    List<Integer> calls = new ArrayList<>();
    Enricher brittle =
        Enricher.batch(events -> {
          calls.add(events.size());
          if (events.stream().anyMatch(e -> e.has("poison"))) {
            throw new IllegalStateException("SECRET");
          }
          return events.stream().<Verdict>map(e -> new Verdict.Emit(List.of(e))).toList();
        });
    String[] records = IntStream.range(0, 8).mapToObj(CallTest::fine).toArray(String[]::new);
    records[5] = record("m5", "{\"poison\":1}", 3);
    assertThat(layer.answer(brittle, batch(records)))
        .isEqualTo("[{\"n\":0},{\"n\":1},{\"n\":2},{\"n\":3},{\"n\":4},{\"n\":6},{\"n\":7}]");
    assertThat(calls).containsExactly(8, 4, 4, 2, 1, 1, 2);
    assertThat(layer.reasons())
        .singleElement()
        .asString()
        .matches("m5: the enricher threw IllegalStateException at CallTest.java:\\d+");
  }

  @Test
  void splitsOffWhatDoesNotFitIntoAnAnswer() {
    Enricher large = Enricher.batch(events -> events.stream().map(CallTest::grown).toList());
    String request =
        batch(
            record("m1", "{\"bytes\":4000000}"),
            record("m2", "{\"bytes\":4000000}"),
            record("m3", "{\"bytes\":2000000}"));
    JsonNode answer = Layer.json(layer.answer(large, request));
    assertThat(answer.findValuesAsText("bytes")).containsExactly("4000000", "2000000");
    String reason =
        "its 4000027 bytes do not fit after the preceding events: an answer holds at most"
            + " 6291456; lower the BatchSize";
    assertThat(layer.reasons()).containsExactly("m2: " + reason);
    assertThat(layer.quarantined.getFirst().path("stage").asText()).isEqualTo("answer");

    Layer plain = new Layer(root);
    assertThatThrownBy(() -> plain.answer(large, request))
        .hasMessage("1 of 3 records failed: record 2 (m2): " + reason);
  }

  @Test
  void fillsAnAnswerToTheLastByte() {
    Enricher large = Enricher.batch(events -> events.stream().map(CallTest::grown).toList());
    int most = 6_291_456 - "[{\"bytes\":6291400,\"text\":\"\"}]".length();
    String full = batch(record("m1", "{\"bytes\":" + most + "}"));
    assertThat(layer.answer(large, full)).hasSize(6_291_456);
    String over = batch(record("m1", "{\"bytes\":" + (most + 1) + "}"));
    assertThat(layer.answer(large, over)).isEqualTo("[]");
    assertThat(layer.reasons())
        .containsExactly(
            "m1: its 6291455 bytes do not fit into an answer, which holds at most 6291456");
  }

  private static Verdict grown(JsonNode event) {
    ObjectNode grown = event.deepCopy();
    grown.put("text", "x".repeat(event.path("bytes").asInt()));
    return new Verdict.Emit(List.of(grown));
  }

  @Test
  void letsAnAnswerLeaveAloneThatCannotBeWritten() {
    Enricher deep =
        Enricher.batch(
            events -> events.stream().map(e -> e.has("deep") ? nested() : grown(e)).toList());
    String request = batch(fine(1), record("m2", "{\"deep\":1}", 3));
    assertThat(layer.answer(deep, request)).isEqualTo("[{\"n\":1,\"text\":\"\"}]");
    assertThat(layer.reasons())
        .containsExactly(
            "m2: its answer: a value cannot be written: it nests deeper than 1000 levels");
  }

  private static Verdict nested() {
    ObjectNode event = Json.object();
    ArrayNode inner = event.putArray("a");
    for (int level = 0; level < 1200; level++) {
      inner = inner.addArray();
    }
    return new Verdict.Emit(List.of(event));
  }

  @Test
  void marksEachEventWhereItIsToldTo() {
    layer.set("EMIT_METADATA", "metadata");
    String body = "{\"l\":[1,2],\"metadata\":{\"id\":\"e-1\",\"domain\":\"shop\"}}";
    Transform splitter =
        layer.transform("let m = .metadata if (true) [for (.l) {\"n\": ., \"metadata\": $m}]");
    assertThat(layer.answer(splitter, batch(record("m", body))))
        .isEqualTo(
            "[{\"n\":1,\"metadata\":{\"id\":\"e-1\",\"messageId\":\"m\",\"correlationId\":\"m\","
                + "\"part\":1,\"domain\":\"shop\"}},"
                + "{\"n\":2,\"metadata\":{\"id\":\"e-1\",\"messageId\":\"m\","
                + "\"correlationId\":\"m\",\"part\":2,\"domain\":\"shop\"}}]");
    assertThat(layer.answer(layer.transform("{\"metadata\": 7}"), batch(record("m", "{}"))))
        .isEqualTo("[{\"metadata\":7}]");
    assertThat(layer.answer(layer.transform("{\"a\": 1}"), "[{\"rendered\":1}]"))
        .isEqualTo(
            "[{\"a\":1,\"metadata\":"
                + "{\"correlationId\":\"00000000-0000-0000-0000-000000000001\"}}]");
  }

  @Test
  void takesTheCorrelationIdFromTheAttributeFirst() {
    layer.set("EMIT_METADATA", "m");
    ObjectNode record = (ObjectNode) Layer.json(record("m", "{\"correlationId\":\"body\"}"));
    assertThat(layer.answer(layer.transform("{}"), batch(Json.text(record))))
        .contains("\"correlationId\":\"body\"");
    record
        .putObject("messageAttributes")
        .putObject("correlationId")
        .put("stringValue", "attribute")
        .put("dataType", "String");
    assertThat(layer.answer(layer.transform("{}"), batch(Json.text(record))))
        .isEqualTo("[{\"m\":{\"id\":\"m\",\"messageId\":\"m\",\"correlationId\":\"attribute\"}}]");
  }

  @Test
  void accountsForTenThousandRecords() {
    layer.set("MAX_RECEIVES", "1");
    String request =
        IntStream.range(0, 10_000)
            .mapToObj(n ->
                record(
                    "m" + n,
                    n % 10 == 0
                        ? "{\"fail\":\"oh\"}"
                        : n % 10 == 1 ? "{\"drop\":\"x\"}" : "{\"n\":" + n + "}"))
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode answer = Layer.json(answer(request));
    assertThat(answer).hasSize(8_000);
    assertThat(answer.get(0).path("n").asInt()).isEqualTo(2);
    assertThat(answer.get(7_999).path("n").asInt()).isEqualTo(9_999);
    assertThat(layer.quarantined).hasSize(1_000);
  }
}
