package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.Quarantine;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.Queue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a run counts of records that leave their batch, compared with the contents of the queues.
 */
@Timeout(600)
class SentBackTest {
  /** Does what the event says. */
  private static final Enricher OBEYS =
      Enricher.each(event ->
          switch (event.path("do").asText()) {
            case "drop" -> new Verdict.Drop("it says so");
            case "quarantine" -> new Verdict.Quarantine("it says so");
            default ->
                Verdict.emit(
                    Json.object()
                        .put("n", event.path("n").asInt())
                        .put("pad", "x".repeat(event.path("bytes").asInt())));
          });

  private final Map<String, String> variables = new HashMap<>();
  private final AtomicReference<LiveRun> run = new AtomicReference<>();
  private final AtomicReference<Quarantine> sent = new AtomicReference<>();
  private final List<JsonNode> executed = new ArrayList<>();
  private final AtomicInteger copies = new AtomicInteger();
  private final LiveQueue quarantine = Bench.QUEUES.create(Bench.queue());

  private final class Desk implements Quarantine {
    @Override
    public void take(List<ObjectNode> envelopes, Deadline deadline) {
      sent.get().take(envelopes, deadline);
    }

    @Override
    public void sendBack(List<JsonNode> records, Deadline deadline) {
      sent.get().sendBack(records, deadline);
      copies.addAndGet(records.size());
    }
  }

  private Enrichment.Function function() {
    LookupObserver watch =
        new LookupObserver() {
          @Override
          public void left(JsonNode item, Exit exit) {
            run.get().watch().left(item, exit);
          }
        };
    EnrichmentHandler handler =
        new EnrichmentHandler(
            new Environment(
                    variables, Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID)
                .withQuarantine(new Desk())
                .watchedBy(watch),
            OBEYS);
    return request -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(request), answer, SentQuarantineTest.CONTEXT);
      return answer.toByteArray();
    };
  }

  private LiveRun start(Queue given, boolean template, Executions executions) {
    variables.put("QUARANTINE_QUEUE_URL", "https://sqs.example.com/1/bad");
    variables.put("SOURCE_QUEUE_URL", "https://sqs.example.com/1/items");
    Pipe plain =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.empty()), FilterCriteria.none(), function());
    Enrichment enrichment = java.util.Objects.requireNonNull(plain.enrichment());
    InputTemplate rendered =
        InputTemplate.parse(
            "{\"n\": <$.body.n>, \"do\": <$.body.do>, \"bytes\": <$.body.bytes>}", "template");
    Pipe pipe =
        template
            ? new Pipe(
                plain.name(),
                plain.arn(),
                plain.source(),
                plain.filterCriteria(),
                new Enrichment(enrichment.arn(), rendered, enrichment.function()),
                plain.target())
            : plain;
    run.set(Bench.run(pipe, Bench.QUEUES.create(given), executions, new Diary()));
    sent.set(run.get().quarantine(quarantine, variables));
    return run.get();
  }

  private static String body(int number, String what, int bytes) {
    return "{\"n\":" + number + ",\"do\":\"" + what + "\",\"bytes\":" + bytes + "}";
  }

  private List<Integer> numbers() {
    return executed.stream().map(event -> event.path("n").asInt()).toList();
  }

  @Test
  void executesEveryEventOfABatchThatIsLargerThanAnInput() {
    variables.put("ANSWER_LIMIT", "262144");
    Queue given = Bench.redriving(5);
    RecordedExecutions accepting = RecordedExecutions.counted();
    LiveRun live =
        start(
            given,
            false,
            (machine, input) -> {
              executed.addAll(input.items());
              return accepting.start(machine, input);
            });
    live.send(
        Bench.records(
            IntStream.range(0, 10).mapToObj(i -> body(i, "emit", 30_000)).toArray(String[]::new)));
    live.drain();
    assertThat(numbers()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(live.summary().tally().sentBack()).isEqualTo(2);
    assertThat(live.summary().deadLettered()).isZero();
    assertThat(live.summary().accounted()).isTrue();
    assertThat(Bench.QUEUES.find(given).depth().total()).isZero();
  }

  /** With a target that refuses now and then, and an outside client that counts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsWhatIsInEachQueueWhateverBecomesOfTheRecords(boolean template) {
    variables.put("ANSWER_LIMIT", "1000");
    Random random = new Random(32);
    for (int round = 0; round < 6; round++) {
      executed.clear();
      copies.set(0);
      int before = quarantine.depth().total();
      Queue given = Bench.redriving(3);
      LiveRun live =
          start(
              given,
              template,
              (machine, input) -> {
                if (random.nextInt(3) == 0) {
                  throw new io.github.standpipe.json.Fault("not now");
                }
                executed.addAll(input.items());
                return "arn";
              });
      int all = 20 + random.nextInt(40);
      int dropped = 0;
      List<String> bodies = new ArrayList<>();
      for (int number = 0; number < all; number++) {
        String what = List.of("emit", "emit", "drop", "quarantine").get(random.nextInt(4));
        dropped += what.equals("drop") ? 1 : 0;
        bodies.add(body(number, what, random.nextInt(400)));
      }
      live.send(Bench.records(bodies.toArray(String[]::new)));
      live.drain();
      Summary summary = live.summary();
      Tally tally = summary.tally();
      LiveQueue queue = Bench.QUEUES.find(given);
      assertThat(summary.accounted()).isTrue();
      assertThat(tally.delivered()).isEqualTo(executed.size());
      assertThat(summary.deadLettered())
          .isEqualTo(queue.deadLetters().orElseThrow().depth().total());
      assertThat(queue.depth().total()).isZero();
      assertThat(tally.discarded()).isLessThanOrEqualTo(dropped);
      assertThat(quarantine.depth().total() - before).isGreaterThanOrEqualTo(tally.quarantined());
      // a batch that the target refuses returns although its copies were sent: they stay messages
      assertThat(tally.messages()).isEqualTo(all + copies.get());
      assertThat(tally.sentBack()).isLessThanOrEqualTo(copies.get());
      if (summary.deadLettered() == 0) {
        assertThat(tally.discarded()).isEqualTo(dropped);
      }
    }
  }

  @Test
  void isNotAccountedForWhereTheQuarantineLostAnEnvelope() {
    Queue given = Bench.redriving(3);
    LiveRun live = start(given, true, (machine, input) -> "arn");
    live.send(Bench.records(body(1, "quarantine", 0), body(2, "emit", 0)));
    live.drain();
    assertThat(live.summary().accounted()).isTrue();
    assertThat(live.summary().tally().quarantined()).isEqualTo(1);
    quarantine.sqs().purgeQueue(p -> p.queueUrl(quarantine.url()));
    assertThat(live.summary().missing()).isEqualTo(1);
    assertThat(live.summary().accounted()).isFalse();
  }
}
