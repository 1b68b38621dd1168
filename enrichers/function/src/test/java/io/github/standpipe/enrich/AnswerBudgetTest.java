package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No record dies of its neighbours' size, and none is lost or goes on twice. */
class AnswerBudgetTest {
  private static final Enricher SAME =
      Enricher.batch(events -> events.stream().<Verdict>map(Verdict::emit).toList());
  private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/";

  private final Map<String, String> variables = new HashMap<>();
  private final List<JsonNode> quarantined = new ArrayList<>();
  private final List<JsonNode> back = new ArrayList<>();
  private final List<JsonNode> delivered = new ArrayList<>();

  /** The two queues, in memory. */
  private final class Desk implements Quarantine {
    @Override
    public void take(List<ObjectNode> envelopes, Deadline deadline) {
      quarantined.addAll(envelopes);
    }

    @Override
    public void sendBack(List<JsonNode> records, Deadline deadline) {
      back.addAll(records);
    }
  }

  private EnrichmentHandler function(int limit) {
    variables.put("ANSWER_LIMIT", String.valueOf(limit));
    variables.put("QUARANTINE_QUEUE_URL", QUEUE + "bad");
    variables.putIfAbsent("SOURCE_QUEUE_URL", QUEUE + "orders");
    return new EnrichmentHandler(
        new Environment(variables, Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID)
            .withQuarantine(new Desk()),
        SAME);
  }

  private static ObjectNode message(int number, int bytes, int receives, String queue) {
    ObjectNode body = Json.object().put("n", number);
    body.put("pad", "x".repeat(Math.max(0, bytes - Json.bytes(body.put("pad", "")).length)));
    ObjectNode record = Json.object().put("messageId", "m" + number).put("body", Json.text(body));
    ObjectNode attributes = record.putObject("attributes");
    attributes.put("ApproximateReceiveCount", String.valueOf(receives));
    record.put("eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:" + queue);
    return record;
  }

  private List<Integer> call(EnrichmentHandler function, List<? extends JsonNode> records) {
    ArrayNode batch = Json.array();
    records.forEach(batch::add);
    String answer = Layer.answer(function, Json.text(batch), Silence.CONTEXT);
    assertThat(answer.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(Integer.parseInt(variables.getOrDefault("ANSWER_LIMIT", "")));
    List<Integer> numbers = new ArrayList<>();
    Layer.json(answer).forEach(event -> numbers.add(event.path("n").asInt()));
    Layer.json(answer).forEach(delivered::add);
    return numbers;
  }

  @Test
  void keepsWhatFitsAndSendsTheRestBack() {
    EnrichmentHandler function = function(262_144);
    List<ObjectNode> ten =
        IntStream.range(0, 10).mapToObj(i -> message(i, 30_000, 1, "orders")).toList();
    assertThat(call(function, ten)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(back).isEqualTo(ten.subList(8, 10));
    assertThat(call(function, back)).containsExactly(8, 9);
    assertThat(quarantined).isEmpty();
  }

  /** Against a queue that hands out what is in it until it is empty. */
  @Test
  void everyRecordGoesOnOnceOrIsQuarantinedAsTooLargeForAnyAnswer() {
    Random random = new Random(4);
    for (int run = 0; run < 150; run++) {
      int limit = 100 + random.nextInt(3_000);
      EnrichmentHandler function = function(limit);
      delivered.clear();
      quarantined.clear();
      Deque<JsonNode> queue = new ArrayDeque<>();
      List<Integer> tooLarge = new ArrayList<>();
      int all = 1 + random.nextInt(60);
      for (int number = 0; number < all; number++) {
        int bytes = 24 + random.nextInt(random.nextInt(10) == 0 ? limit + 200 : limit / 3);
        queue.add(message(number, bytes, 1, "orders"));
        if (bytes + 2 > limit) {
          tooLarge.add(number);
        }
      }
      for (int batches = 0; !queue.isEmpty(); batches++) {
        assertThat(batches).isLessThan(2 * all);
        List<JsonNode> batch = new ArrayList<>();
        for (int size = 1 + random.nextInt(10); size > 0 && !queue.isEmpty(); size--) {
          batch.add(queue.poll());
        }
        back.clear();
        call(function, batch);
        queue.addAll(back);
      }
      assertThat(delivered.stream().map(event -> event.path("n").asInt()))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, all).boxed().filter(n -> !tooLarge.contains(n)).toList());
      assertThat(quarantined.stream().map(e -> e.path("messageId").asText()))
          .containsExactlyInAnyOrderElementsOf(tooLarge.stream().map(n -> "m" + n).toList());
    }
  }

  @Test
  void quarantinesWhatWasReceivedBeforeBecauseACopyMayBeOnItsWay() {
    EnrichmentHandler function = function(100);
    call(function, List.of(message(1, 60, 2, "orders"), message(2, 60, 2, "orders")));
    assertThat(back).isEmpty();
    assertThat(quarantined)
        .extracting(envelope -> envelope.path("reason").asText())
        .containsExactly(
            "its 60 bytes do not fit after the preceding events: an answer holds at most 100;"
                + " lower the BatchSize");
  }

  @Test
  void keepsTheOrderOfAGroup() {
    EnrichmentHandler function = function(100);
    List<ObjectNode> moves =
        List.of(
            message(1, 60, 1, "moves.fifo"),
            message(2, 60, 1, "moves.fifo"),
            message(3, 25, 1, "moves.fifo"),
            message(4, 25, 1, "moves.fifo"));
    IntStream.range(0, 4)
        .forEach(i ->
            ((ObjectNode) moves.get(i).get("attributes")).put("MessageGroupId", i < 3 ? "a" : "b"));
    assertThat(call(function, moves)).containsExactly(1, 4);
    assertThat(back).isEmpty();
    assertThat(quarantined)
        .extracting(envelope -> envelope.path("messageId").asText())
        .containsExactly("m2", "m3");
  }

  @Test
  void returnsTheBatchThatCannotBeSentBack() {
    variables.put("ANSWER_LIMIT", "100");
    variables.put("SOURCE_QUEUE_URL", "http://127.0.0.1:1/1/orders");
    variables.put("AWS_ACCESS_KEY_ID", "id");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    EnrichmentHandler function =
        new EnrichmentHandler(
            new Environment(
                variables, Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID),
            SAME);
    assertThatThrownBy(
            () -> call(function, List.of(message(1, 60, 1, "orders"), message(2, 60, 1, "orders"))))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "1 of 2 records failed: record 2 (m2): it does not fit into this answer and could not"
                + " be sent back: queue orders: ConnectException: Connection refused");
  }

  @Test
  void refusesALimitAndAQueueThatCannotBe() {
    assertThatThrownBy(() -> function(6_291_457))
        .hasMessage(
            "environment variable ANSWER_LIMIT: is '6291457'; Lambda takes at most 6291456 bytes");
    variables.put("SOURCE_QUEUE_URL", QUEUE + "moves.fifo");
    assertThatThrownBy(() -> function(100))
        .hasMessage(
            "environment variable SOURCE_QUEUE_URL: is a FIFO queue, and sending records back would"
                + " break its order; unset it");
  }
}
