package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.template.Queue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run sends what its enrichment quarantines to a queue of its own, or returns the batch. */
@Timeout(600)
class SentQuarantineTest {
  static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, args) -> 900_000);

  private static final Enricher SORTS =
      Enricher.each(event ->
          event.has("poison")
              ? new Verdict.Fail("it is poison")
              : new Verdict.Emit(List.of(event)));

  private final Diary diary = new Diary();
  private final List<JsonNode> executed = new ArrayList<>();
  private final Map<String, String> variables =
      new HashMap<>(Map.of("QUARANTINE_QUEUE_URL", "https://sqs.example.com/1/bad"));
  private final AtomicReference<Quarantine> there = new AtomicReference<>();
  private final LiveQueue quarantine = Bench.QUEUES.create(Bench.queue());

  private Enrichment.Function enricher() {
    EnrichmentHandler handler =
        new EnrichmentHandler(
            new Environment(
                    variables, Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID)
                .withQuarantine((envelopes, deadline) -> there.get().take(envelopes, deadline)),
            SORTS);
    return request -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(request), answer, CONTEXT);
      return answer.toByteArray();
    };
  }

  private LiveRun run(Queue given) {
    Executions executions =
        (machine, input) -> {
          executed.addAll(input.items());
          return "arn";
        };
    return Bench.run(Bench.pipe(given, enricher()), Bench.QUEUES.create(given), executions, diary);
  }

  private static List<JsonNode> ten() {
    return Bench.records(
        IntStream.rangeClosed(1, 10)
            .mapToObj(n -> n == 4 ? "{\"poison\":4}" : "{\"n\":" + n + "}")
            .toArray(String[]::new));
  }

  private List<JsonNode> held(LiveQueue queue) {
    return queue.receive(10, OptionalInt.empty(), 0).stream()
        .map(message -> Bench.json(message.body()))
        .toList();
  }

  private void executesNineOnce() {
    assertThat(executed)
        .extracting(event -> event.path("n").asInt())
        .containsExactlyInAnyOrder(1, 2, 3, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void sendsTheEnvelopeOfThePoisonOneAfterItsReceives() {
    LiveRun run = run(Bench.redriving(5));
    there.set(run.quarantine(quarantine, variables));
    List<String> ids = run.send(ten());
    run.drain();

    executesNineOnce();
    assertThat(diary.sizes()).containsExactly(10, 10, 10);
    Summary summary = run.summary();
    assertThat(summary.tally().quarantined()).isEqualTo(1);
    assertThat(summary.tally().delivered()).isEqualTo(9);
    assertThat(summary.deadLettered()).isZero();
    assertThat(summary.left()).isZero();
    assertThat(summary.accounted()).isTrue();
    assertThat(quarantine.depth().total()).isEqualTo(1);
    JsonNode envelope = held(quarantine).getFirst();
    assertThat(envelope.path("messageId").asText()).isEqualTo(ids.get(3));
    assertThat(envelope.path("reason").asText()).isEqualTo("it is poison");
    assertThat(envelope.path("receives").asInt()).isEqualTo(3);
    assertThat(envelope.at("/record/body").asText()).isEqualTo("{\"poison\":4}");
  }

  private LiveQueue gone() {
    LiveQueue gone = Bench.QUEUES.create(Bench.queue());
    gone.sqs().deleteQueue(d -> d.queueUrl(gone.url()));
    return gone;
  }

  @Test
  void returnsTheBatchAndLosesNothingWhereTheQueueIsGone() {
    Queue given = Bench.redriving(4);
    LiveRun run = run(given);
    there.set(run.quarantine(gone(), variables));
    List<String> ids = run.send(ten());
    run.drain();

    assertThat(executed).isEmpty();
    assertThat(diary.sizes()).containsExactly(10, 10, 10, 10);
    assertThat(run.summary().tally().quarantined()).isZero();
    assertThat(run.summary().deadLettered()).isEqualTo(10);
    assertThat(run.summary().accounted()).isTrue();
    assertThat(diary.reports.getLast().trace().outcome().toString())
        .contains("1 of 10 records failed: record ")
        .containsPattern("it is poison; the quarantine did not take it: queue q-[0-9a-f-]+: ");
    LiveQueue dead = Bench.QUEUES.find(given).deadLetters().orElseThrow();
    assertThat(dead.receive(10, OptionalInt.empty(), 0))
        .extracting(message -> message.messageId())
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void goesOnWhereTheQueueComesBack() {
    LiveRun run = run(Bench.redriving(9));
    Quarantine sent = run.quarantine(quarantine, variables);
    Quarantine gone = run.quarantine(gone(), variables);
    AtomicInteger times = new AtomicInteger();
    there.set((envelopes, deadline) ->
        (times.incrementAndGet() < 3 ? gone : sent).take(envelopes, deadline));
    run.send(ten());
    run.drain();

    executesNineOnce();
    assertThat(diary.sizes()).containsExactly(10, 10, 10, 10, 10);
    assertThat(quarantine.depth().total()).isEqualTo(1);
    assertThat(run.summary().tally().quarantined()).isEqualTo(1);
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void sendsByItsKeysWhatIsTooLargeForTheQueue() {
    variables.put("QUARANTINE_MAX_BYTES", "600");
    variables.put("MAX_RECEIVES", "1");
    LiveRun run = run(Bench.redriving(5));
    there.set(run.quarantine(quarantine, variables));
    run.send(Bench.records("{\"poison\":\"" + "x".repeat(600) + "\"}"));
    run.drain();

    JsonNode envelope = held(quarantine).getFirst();
    assertThat(envelope.has("record")).isFalse();
    assertThat(envelope.at("/keys/bodyBytes").asInt()).isEqualTo(613);
    assertThat(Json.bytes(envelope).length).isLessThan(600);
  }

  @Test
  void keepsTheOrderOfAFifoQuarantine() {
    variables.put("MAX_RECEIVES", "1");
    LiveQueue fifo = Bench.QUEUES.create(Bench.fifoQueue());
    LiveRun run = run(Bench.redriving(5));
    there.set(run.quarantine(fifo, variables));
    run.send(Bench.records("{\"poison\":1}", "{\"poison\":2}"));
    run.drain();

    assertThat(fifo.depth().total()).isEqualTo(2);
    assertThat(run.summary().tally().quarantined()).isEqualTo(2);
    assertThat(run.summary().accounted()).isTrue();
  }
}
