package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that no publisher should make are answered as AWS answers them, and nothing is lost. */
@Timeout(600)
class HostilePutsTest {
  private static final String SHOP =
      """
      Shop:
        Type: AWS::Events::EventBus
        Properties: {Name: shop}
      All:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [{prefix: shop}]}
          Targets: [{Id: inbox, Arn: INBOX, DeadLetterConfig: {Arn: LETTERS}}]
      """;

  /** What AWS answers to a whole call, or to one entry of a call that it takes. */
  private enum HostileAnswer {
    TAKEN("", EventFate.DELIVERED),
    REQUIRED("InvalidArgument", EventFate.REFUSED),
    MALFORMED("MalformedDetail", EventFate.REFUSED),
    /** PutEvents takes it, but no queue does, not even the one for dead letters. */
    NO_MESSAGE("", EventFate.LOST);

    final String code;
    final EventFate fate;

    HostileAnswer(String code, EventFate fate) {
      this.code = code;
      this.fate = fate;
    }
  }

  private record HostileEntry(String json, HostileAnswer answer) {}

  private static HostileEntry entry(String detail, HostileAnswer answer) {
    return entry("shop", detail, answer);
  }

  private static HostileEntry entry(String source, String detail, HostileAnswer answer) {
    ObjectNode entry =
        Json.object()
            .put("EventBusName", "shop")
            .put("Source", source)
            .put("DetailType", "t")
            .put("Detail", detail);
    return new HostileEntry(Json.text(entry), answer);
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static final List<HostileEntry> ENTRIES =
      List.of(
          entry("{}", HostileAnswer.TAKEN),
          entry("{\"a\": 1, \"a\": 2}", HostileAnswer.TAKEN),
          entry(nested(900), HostileAnswer.TAKEN),
          entry("{\"a\": \"\\u0000\\u0007\\u001b[2J\"}", HostileAnswer.TAKEN),
          entry("shop\u0000\u001b[31m\r\n", "{}", HostileAnswer.TAKEN),
          entry("{\"\": {\"\": [[], {}, null]}}", HostileAnswer.TAKEN),
          entry(" {\"a\": 1e30, \"b\": -0.0, \"c\": 9223372036854775807}\n", HostileAnswer.TAKEN),
          entry("{\"a\": \"\uFFFE\"}", HostileAnswer.NO_MESSAGE),
          new HostileEntry("{}", HostileAnswer.REQUIRED),
          entry("", HostileAnswer.REQUIRED),
          entry("", "{}", HostileAnswer.REQUIRED),
          entry(nested(1001), HostileAnswer.MALFORMED),
          entry("[".repeat(50_000), HostileAnswer.MALFORMED),
          entry("{\"a\": 9223372036854775808}", HostileAnswer.MALFORMED),
          entry("{\"a\": 1" + "0".repeat(2000) + "}", HostileAnswer.MALFORMED),
          entry("{\"a\": 1e99999999999}", HostileAnswer.MALFORMED),
          entry("{\"a\": \"\n\"}", HostileAnswer.MALFORMED),
          entry("{\"a\": NaN}", HostileAnswer.MALFORMED),
          entry("{a: 1}", HostileAnswer.MALFORMED),
          entry("{\"a\": 1,}", HostileAnswer.MALFORMED),
          entry("\uFEFF{}", HostileAnswer.MALFORMED),
          entry("{} {}", HostileAnswer.MALFORMED),
          entry("true", HostileAnswer.MALFORMED),
          entry("\"{}\"", HostileAnswer.MALFORMED));

  /** A call that is refused as a whole. */
  private record HostileCall(byte[] body, int entries, String code, String message) {
    HostileCall(String body, int entries, String code, String message) {
      this(body.getBytes(StandardCharsets.UTF_8), entries, code, message);
    }
  }

  private static final String TOO_LARGE =
      "Total size of the entries in the request is over the limit.";

  private static final List<HostileCall> CALLS =
      List.of(
          new HostileCall(
              call(Collections.nCopies(11, ENTRIES.getFirst())),
              11,
              "ValidationException",
              "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
                  + " must have length less than or equal to 10"),
          new HostileCall(
              call(List.of()),
              0,
              "ValidationException",
              "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
                  + " must have length greater than or equal to 1"),
          new HostileCall(
              call(
                  List.of(
                      entry("{\"a\": \"" + "x".repeat(1_048_576) + "\"}", HostileAnswer.TAKEN))),
              1,
              "ValidationException",
              TOO_LARGE),
          new HostileCall(
              call(Collections.nCopies(2, entry("x".repeat(524_288), HostileAnswer.TAKEN))),
              2,
              "ValidationException",
              TOO_LARGE),
          new HostileCall("x".repeat(9_000_000), 0, "ValidationException", TOO_LARGE),
          new HostileCall(
              "[".repeat(100_000),
              0,
              "SerializationException",
              "the body is not JSON: it nests deeper than 1000 levels"),
          new HostileCall(
              "{\"Entries\": [null]}",
              0,
              "SerializationException",
              "entry 1 is null; send an object"),
          new HostileCall(
              "{\"Entries\": [{\"Resources\": \"x\"}]}",
              0,
              "SerializationException",
              "entry 1: Resources is a string; send an array"),
          new HostileCall(
              "{\"Entries\": [{\"Time\": {}}]}",
              0,
              "SerializationException",
              "entry 1: Time is an object; send a number"),
          new HostileCall(
              new byte[] {'{', '"', (byte) 0xC3, '"', '}'},
              0,
              "SerializationException",
              "the body is not UTF-8"),
          new HostileCall(
              "{\"Entries\": []} []",
              0,
              "SerializationException",
              "the body is not JSON: something follows the value"));

  private static String call(List<HostileEntry> entries) {
    return entries.stream()
        .map(HostileEntry::json)
        .collect(Collectors.joining(", ", "{\"Entries\": [", "]}"));
  }

  @Test
  void answersEachCallAndAccountsForEachEvent() throws Exception {
    Random random = new Random(20261204);
    Map<EventFate, Integer> expected = new EnumMap<>(EventFate.class);
    int calls = 0;
    try (EndpointBench bench = new EndpointBench("", SHOP)) {
      List<HostileCall> refused = new ArrayList<>(CALLS);
      Collections.shuffle(refused, random);
      List<HostileEntry> left = new ArrayList<>(ENTRIES);
      Collections.shuffle(left, random);
      while (!refused.isEmpty() || !left.isEmpty()) {
        if (!refused.isEmpty()) {
          HostileCall one = refused.removeLast();
          assertRefused(bench.call(one.body()), one);
          count(expected, EventFate.REFUSED, one.entries());
          calls += one.entries() > 0 ? 1 : 0;
        }
        List<HostileEntry> some = new ArrayList<>();
        while (!left.isEmpty() && some.size() < 4) {
          some.add(left.removeLast());
        }
        some.add(random.nextInt(some.size() + 1), ENTRIES.getFirst());
        assertAnswered(bench.call("PutEvents", call(some)), some);
        some.forEach(entry -> count(expected, entry.answer().fate, 1));
        calls++;
      }
      bench.run.drain();

      EventTally tally = bench.endpoint.tally();
      assertThat(tally.fates()).isEqualTo(expected);
      assertThat(tally.accounted()).isTrue();
      assertThat(tally.calls()).isGreaterThanOrEqualTo(calls);
      assertThat(bench.run.summary().accounted()).isTrue();
      assertThat(bench.run.summary().tally().delivered())
          .isEqualTo(expected.get(EventFate.DELIVERED));
    }
  }

  private static void count(Map<EventFate, Integer> fates, EventFate fate, int events) {
    if (events > 0) {
      fates.merge(fate, events, Integer::sum);
    }
  }

  private static void assertRefused(HttpResponse<String> answer, HostileCall call) {
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = Bench.json(answer.body());
    assertThat(error.path("__type").asText()).isEqualTo(call.code());
    assertThat(error.path("message").asText()).isEqualTo(call.message());
  }

  private static void assertAnswered(HttpResponse<String> answer, List<HostileEntry> entries) {
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = Bench.json(answer.body());
    ArrayNode answers = (ArrayNode) json.path("Entries");
    assertThat(answers).hasSameSizeAs(entries);
    int failed = 0;
    for (int i = 0; i < entries.size(); i++) {
      String code = entries.get(i).answer().code;
      assertThat(answers.get(i).path("ErrorCode").asText())
          .as(entries.get(i).json())
          .isEqualTo(code);
      assertThat(answers.get(i).has("EventId")).isEqualTo(code.isEmpty());
      failed += code.isEmpty() ? 0 : 1;
    }
    assertThat(json.path("FailedEntryCount").asInt()).isEqualTo(failed);
  }
}
