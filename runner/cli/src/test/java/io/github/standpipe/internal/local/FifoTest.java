package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.template.Queue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class FifoTest {
  private final Diary diary = new Diary();
  private final Map<String, List<Integer>> delivered = Collections.synchronizedMap(new HashMap<>());
  private final AtomicInteger starts = new AtomicInteger();

  @Test
  void keepsTheOrderOfEachGroup() {
    Queue given = Bench.fifoQueue();
    LiveRun run = run(given, this::deliver);
    run.send(messages(60, 3));
    run.drain();
    assertThat(delivered.keySet()).containsExactlyInAnyOrder("g0", "g1", "g2");
    assertThat(delivered.values()).allSatisfy(list -> assertThat(list).isSorted().hasSize(20));
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void keepsTheOrderWhenBatchesReturn() {
    Queue given = Bench.fifoQueue();
    Executions everyOther =
        (machine, input) -> {
          if (starts.incrementAndGet() % 2 == 1) {
            throw new Fault("busy");
          }
          return deliver(machine, input);
        };
    LiveRun run = run(given, everyOther);
    run.send(messages(25, 1));
    run.drain();
    assertThat(delivered.get("g0"))
        .containsExactlyElementsOf(IntStream.range(0, 25).boxed().toList());
    assertThat(diary.reports).anyMatch(report -> report.retry().isPresent());
  }

  @Test
  void leavesWhatWaitsBehindAPoisonMessage() {
    Queue given = Bench.fifoQueue();
    LiveRun run =
        run(
            given,
            (machine, input) -> {
              if (input.toString().contains("\\\"g\\\":\\\"g0\\\"")) {
                throw new Fault("no");
              }
              return deliver(machine, input);
            });
    List<JsonNode> poison = messages(12, 1);
    run.send(poison);
    run.send(List.of(message("g1", 1)));
    run.drain();
    assertThat(run.summary().left()).isEqualTo(12);
    assertThat(delivered).containsOnlyKeys("g1");
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void movesToADeadLetterQueueOfTheSameKind() {
    String name = Bench.name();
    Queue dead = Bench.queue(name + "-dead.fifo", 30, Optional.empty());
    Queue given = Bench.queue(name + ".fifo", 90, Optional.of(new Queue.RedrivePolicy(dead, 2)));
    LiveRun run =
        run(
            given,
            (machine, input) -> {
              throw new Fault("no");
            });
    run.send(messages(15, 2));
    run.drain();
    assertThat(run.summary().deadLettered()).isEqualTo(15);
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void tellsOfMessagesThatTheQueueTookForRepeats() {
    Queue given = Bench.fifoQueue();
    LiveRun run = run(given, this::deliver);
    run.send(List.of(repeated(), repeated()));
    run.drain();
    assertThat(delivered.get("g")).containsExactly(1);
    assertThat(diary.problems)
        .containsExactly("the queue '" + given.name() + "' took 1 messages for duplicates");
    assertThat(run.summary().accounted()).isTrue();
  }

  private static JsonNode repeated() {
    var record = Bench.record("{\"g\":\"g\",\"n\":1}");
    record.putObject("attributes").put("MessageGroupId", "g").put("MessageDeduplicationId", "1");
    return record;
  }

  private LiveRun run(Queue given, Executions executions) {
    return Bench.run(Bench.pipe(given, null), Bench.QUEUES.create(given), executions, diary);
  }

  private static List<JsonNode> messages(int number, int groups) {
    return IntStream.range(0, number).mapToObj(i -> message("g" + i % groups, i)).toList();
  }

  private static JsonNode message(String group, int number) {
    var record = Bench.record("{\"g\":\"" + group + "\",\"n\":" + number + "}");
    record.putObject("attributes").put("MessageGroupId", group);
    return record;
  }

  private String deliver(String machine, Payload input) {
    for (JsonNode item : input.items()) {
      JsonNode body = Bench.json(item.path("body").textValue());
      delivered
          .computeIfAbsent(body.path("g").textValue(), group -> new ArrayList<>())
          .add(body.path("n").intValue());
    }
    return "execution-" + starts.get();
  }
}
