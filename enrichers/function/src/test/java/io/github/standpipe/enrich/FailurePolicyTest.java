package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.VirtualQueue.Message;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a failure returns its batch, and when it goes to the quarantine. */
class FailurePolicyTest {
  @TempDir Path root;
  private boolean isDown;

  private Layer layer() {
    return new Layer(root).quarantining();
  }

  /** Fails as the event says, and at any event while its service is down. */
  private EnrichmentHandler handler(Layer layer) {
    return new EnrichmentHandler(
        layer.environment(),
        Enricher.each(event -> {
          if (isDown) {
            throw new Fault("the service does not answer");
          }
          return verdict(event);
        }));
  }

  private static Verdict verdict(JsonNode event) {
    if (event.path("fails").asBoolean()) {
      return new Verdict.Fail("it fails");
    }
    return event.has("retry") ? new Verdict.Retry("it is early") : Verdict.emit(event);
  }

  private static Set<String> failing(List<Message> messages) {
    Set<String> ids = new HashSet<>();
    messages.stream().filter(message -> message.fails).forEach(message -> ids.add(message.id));
    return ids;
  }

  private static Set<String> quarantined(Layer layer) {
    Set<String> ids = new HashSet<>();
    layer.quarantined.forEach(envelope -> ids.add(envelope.path("messageId").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "0.002,10", "0.01,10", "0.05,10", "0.2,10",
    "0.002,100", "0.01,100", "0.05,100", "0.2,100",
    "0.002,1000", "0.01,1000", "0.05,1000", "0.2,1000"
  })
  void losesNoHealthyRecord(double rate, int size) {
    for (boolean strict : new boolean[] {false, true}) {
      Random random = new Random(size + strict(strict));
      Layer layer = layer();
      EnrichmentHandler handler = handler(layer);
      VirtualQueue queue = new VirtualQueue(5, random, strict);
      List<Message> all =
          IntStream.range(0, Math.max(600, 3 * size))
              .mapToObj(n -> VirtualQueue.message(n, random.nextDouble() < rate))
              .toList();
      queue.send(all);
      Set<String> emitted = new HashSet<>();
      while (!queue.isEmpty()) {
        deliver(queue, handler, size, emitted);
      }
      assertThat(queue.dead).isEmpty();
      assertThat(quarantined(layer)).isEqualTo(failing(all));
      assertThat(emitted).hasSize(all.size() - failing(all).size());
    }
  }

  private static int strict(boolean strict) {
    return strict ? 1 : 0;
  }

  private static void deliver(
      VirtualQueue queue, EnrichmentHandler handler, int size, Set<String> emitted) {
    List<Message> batch = queue.receive(size);
    Optional<String> answer = VirtualQueue.answer(handler, batch);
    if (answer.isEmpty()) {
      queue.giveBack(batch);
    } else {
      Layer.json(answer.get()).forEach(event -> emitted.add("m" + event.path("n").asText()));
    }
  }

  /**
   * Each batch ends as a naive reading of the rule says, in 1,000 queues with outages and functions
   * that start anew; and a healthy record is lost only after as many outages as the docs say.
   */
  @Test
  void followsTheRuleThroughOutagesAndNewEnvironments() {
    Random random = new Random(19);
    for (int run = 0; run < 1000; run++) {
      int maxReceives = 1 + random.nextInt(4);
      int count = maxReceives + 1 + random.nextInt(4);
      Layer layer = layer().set("MAX_RECEIVES", "" + maxReceives);
      boolean known = random.nextBoolean();
      if (known) {
        layer.set("QUEUE_MAX_RECEIVES", "" + count);
      }
      int last = known ? count : maxReceives + 1;
      new Run(random, layer, maxReceives, last, count).play();
    }
  }

  private final class Run {
    final Random random;
    final Layer layer;
    final int maxReceives;
    final int last;
    final int count;
    final VirtualQueue queue;
    final Map<String, Integer> known = new HashMap<>();
    EnrichmentHandler handler;

    Run(Random random, Layer layer, int maxReceives, int last, int count) {
      this.random = random;
      this.layer = layer;
      this.maxReceives = maxReceives;
      this.last = last;
      this.count = count;
      this.queue = new VirtualQueue(count, random, random.nextBoolean());
      this.handler = handler(layer);
    }

    void play() {
      double rate = random.nextDouble() * 0.3;
      double outages = random.nextInt(3) * 0.1;
      int size = 1 + random.nextInt(8);
      queue.send(
          IntStream.range(0, 30)
              .mapToObj(n -> VirtualQueue.message(n, random.nextDouble() < rate))
              .toList());
      while (!queue.isEmpty()) {
        if (random.nextInt(20) == 0) {
          known.clear();
          handler = handler(layer);
        }
        isDown = random.nextDouble() < outages;
        deliver(queue.receive(size));
      }
      assertThat(queue.dead)
          .allSatisfy(message -> assertThat(message.outages).isGreaterThan(count - maxReceives));
    }

    private void deliver(List<Message> batch) {
      boolean returns = returns(batch);
      int before = layer.quarantined.size();
      assertThat(VirtualQueue.answer(handler, batch).isEmpty()).isEqualTo(returns);
      List<Message> failing = batch.stream().filter(message -> message.fails).toList();
      assertThat(layer.quarantined.size() - before).isEqualTo(returns ? 0 : failing.size());
      if (isDown) {
        batch.forEach(message -> message.outages++);
        batch.forEach(message -> known.merge(message.id, 1, Integer::sum));
      }
      if (returns) {
        queue.giveBack(batch);
      }
    }

    private boolean returns(List<Message> batch) {
      return isDown
          || batch.stream().anyMatch(message -> message.fails)
              && batch.stream().noneMatch(this::isDue);
    }

    private boolean isDue(Message message) {
      int vain = known.getOrDefault(message.id, 0);
      return message.receives - vain >= maxReceives || message.receives >= last;
    }
  }

  @Test
  void doesNotCountOutagesAsFailures() {
    Layer layer = layer().set("QUEUE_MAX_RECEIVES", "5");
    EnrichmentHandler handler = handler(layer);
    isDown = true;
    assertThatThrownBy(() -> receive(handler, 1)).hasMessage("the service does not answer");
    assertThatThrownBy(() -> receive(handler, 2)).hasMessage("the service does not answer");
    isDown = false;
    assertThatThrownBy(() -> receive(handler, 3)).hasMessage("record 1 (m): it fails");
    assertThatThrownBy(() -> receive(handler, 4)).hasMessage("record 1 (m): it fails");
    assertThat(receive(handler, 5)).isEqualTo("[]");
    assertThat(layer.reasons()).containsExactly("m: it fails");
  }

  @Test
  void returnsAFailureOnceAfterOutagesWhereTheQueueIsNotKnown() {
    EnrichmentHandler handler = handler(layer());
    isDown = true;
    assertThatThrownBy(() -> receive(handler, 1)).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> receive(handler, 2)).isInstanceOf(Fault.class);
    isDown = false;
    assertThatThrownBy(() -> receive(handler, 3)).hasMessage("record 1 (m): it fails");
    assertThat(receive(handler, 4)).isEqualTo("[]");
  }

  @Test
  void doesNotCountAQuarantineThatDoesNotAnswer() {
    List<JsonNode> taken = new ArrayList<>();
    Environment environment =
        layer()
            .set("QUEUE_MAX_RECEIVES", "5")
            .environment()
            .withQuarantine((envelopes, deadline) -> {
              if (isDown) {
                throw new Fault("the queue does not answer");
              }
              taken.addAll(envelopes);
            });
    EnrichmentHandler handler =
        new EnrichmentHandler(
            environment,
            Enricher.each(
                event -> event.has("bad") ? new Verdict.Quarantine("it is bad") : verdict(event)));
    String[] batch = {record("b", "{\"bad\":1}", 3), record("m", "{\"fails\":true}", 3)};
    isDown = true;
    assertThatThrownBy(() -> Layer.answer(handler, batch(batch), Silence.CONTEXT))
        .hasMessageContaining("the quarantine did not take it");
    isDown = false;
    assertThatThrownBy(
            () -> Layer.answer(handler, batch(record("m", "{\"fails\":true}", 3)), Silence.CONTEXT))
        .hasMessage("record 1 (m): it fails");
    assertThat(taken).isEmpty();
  }

  private static String receive(EnrichmentHandler handler, int receives) {
    String request = batch(record("m", "{\"fails\":true}", receives));
    return Layer.answer(handler, request, Silence.CONTEXT);
  }

  @Test
  void quarantinesAFailureAtOnceBesideARecordThatWasReceivedOften() {
    Layer layer = layer();
    String failing = record("f", "{\"fails\":true}", 1);
    assertThatThrownBy(() -> answer(layer, failing, record("h", "{\"n\":1}", 2)))
        .hasMessage("1 of 2 records failed: record 1 (f): it fails");
    assertThat(answer(layer, failing, record("h", "{\"n\":1}", 3))).isEqualTo("[{\"n\":1}]");
    assertThat(layer.reasons()).containsExactly("f: it fails");
    assertThat(layer.quarantined.getFirst().path("outcome").asText()).isEqualTo("failure");
  }

  /** An enricher's own retry returns, but not another record into the dead-letter queue. */
  @Test
  void quarantinesARetryBesideARecordAtItsLastReceive() {
    Layer layer = layer().set("QUEUE_MAX_RECEIVES", "5");
    String early = record("r", "{\"retry\":1}", 5);
    assertThatThrownBy(() -> answer(layer, early)).hasMessage("record 1 (r): it is early");
    assertThatThrownBy(() -> answer(layer, early, record("h", "{\"n\":1}", 4)))
        .hasMessage("1 of 2 records failed: record 1 (r): it is early");
    assertThat(answer(layer, early, record("h", "{\"n\":1}", 5))).isEqualTo("[{\"n\":1}]");
    assertThat(layer.reasons())
        .containsExactly(
            "r: it is early; it does not return, because another record of its batch is at its"
                + " last receive");
    assertThat(layer.quarantined.getFirst().path("outcome").asText()).isEqualTo("retry");
  }

  @Test
  void returnsEveryFailureWithoutAQuarantine() {
    Layer layer = new Layer(root);
    assertThatThrownBy(() ->
            answer(layer, record("f", "{\"fails\":true}", 9), record("r", "{\"retry\":1}", 9)))
        .hasMessage("2 of 2 records failed: record 1 (f): it fails; record 2 (r): it is early");
  }

  private String answer(Layer layer, String... records) {
    return Layer.answer(handler(layer), batch(records), Silence.CONTEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesALastReceiveBelowTheLimit(int last) {
    Layer layer = layer().set("QUEUE_MAX_RECEIVES", "" + last);
    assertThatThrownBy(() -> handler(layer))
        .hasMessage(
            "environment variable QUEUE_MAX_RECEIVES: is '"
                + last
                + "', but MAX_RECEIVES is 3; write the queue's maxReceiveCount, and a lower"
                + " MAX_RECEIVES");
  }

  @Test
  void forgetsTheOldestOfTooManyMessages() {
    EnrichmentHandler handler = handler(layer());
    isDown = true;
    assertThatThrownBy(() -> receive(handler, 1)).isInstanceOf(Fault.class);
    String[] others =
        IntStream.range(0, 50_000).mapToObj(n -> record("o" + n, "1")).toArray(String[]::new);
    assertThatThrownBy(() -> Layer.answer(handler, batch(others), Silence.CONTEXT))
        .isInstanceOf(Fault.class);
    isDown = false;
    assertThat(receive(handler, 3)).isEqualTo("[]");
    assertThatThrownBy(() ->
            Layer.answer(handler, batch(record("o1", "{\"fails\":true}", 3)), Silence.CONTEXT))
        .isInstanceOf(Fault.class);
  }
}
