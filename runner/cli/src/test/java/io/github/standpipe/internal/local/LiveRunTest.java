package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LiveRunTest {
  private final Diary diary = new Diary();
  private final RecordedExecutions executions = RecordedExecutions.counted();

  @Test
  void deliversAndThenDeletes() {
    Queue given = Bench.queue();
    LiveQueue queue = Bench.QUEUES.create(given);
    LiveRun run = Bench.run(Bench.pipe(given, null), queue, executions, diary);

    List<String> ids = run.send(Bench.records("{\"a\":1}", "two"));
    assertThat(queue.depth()).isEqualTo(new Depth(2, 0, 0));
    run.drain();

    assertThat(run.summary()).isEqualTo(new Summary(new Tally(2, 2, 2, 0, 0, 2, 2, 1, 0, 0), 0, 0));
    assertThat(queue.depth()).isEqualTo(Depth.NONE);
    BatchReport report = diary.reports.getFirst();
    assertThat(report.batch()).isEqualTo(1);
    assertThat(report.trace().records())
        .containsExactlyInAnyOrder(
            new Trace.Record(ids.get(0), Trace.Fate.DELIVERED),
            new Trace.Record(ids.get(1), Trace.Fate.DELIVERED));
    assertThat(report.execution().orElseThrow())
        .startsWith("arn:aws:states:eu-west-1:123456789012:execution:orders:");
    assertThat(report.retry()).isEmpty();
    assertThat(diary.problems).isEmpty();
  }

  @Test
  void drainsGroupAfterGroup() {
    Queue given = Bench.queue();
    LiveRun run = Bench.run(Bench.pipe(given, null), Bench.QUEUES.create(given), executions, diary);
    for (int group = 1; group <= 3; group++) {
      run.send(Collections.nCopies(group, Bench.record("x")));
      run.drain();
    }
    assertThat(diary.sizes()).containsExactly(1, 2, 3);
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void doesNotDeleteWhatTheTargetRefuses() {
    Queue given = Bench.queue();
    LiveQueue queue = Bench.QUEUES.create(given);
    Executions refusing =
        (machine, input) -> {
          throw new Fault("no room");
        };
    LiveRun run = Bench.run(Bench.pipe(given, null), queue, refusing, diary);

    run.send(Bench.records("x"));
    run.drain();

    assertThat(run.summary())
        .isEqualTo(new Summary(new Tally(1, 1, 10, 0, 0, 0, 0, 0, 10, 0), 0, 1));
    assertThat(run.summary().accounted()).isTrue();
    BatchReport first = diary.reports.getFirst();
    assertThat(first.trace().outcome())
        .isEqualTo(new Outcome.Returned(Stage.TARGET_INPUT, "no room"));
    assertThat(first.retry().orElseThrow()).hasToString("visible again after 90 s (wait skipped)");
    assertThat(diary.reports.getLast().retry().orElseThrow())
        .hasToString("left in the queue, which has no redrive policy");
  }

  @Test
  void redrivesAPoisonMessageWithItsBatch() {
    Queue given = Bench.redriving(3);
    LiveQueue queue = Bench.QUEUES.create(given);
    Pipe pipe =
        Bench.pipe(
            given,
            request -> {
              if (new String(request, StandardCharsets.UTF_8).contains("poison")) {
                throw new IllegalArgumentException("cannot");
              }
              return request;
            });
    LiveRun run = Bench.run(pipe, queue, executions, diary);

    run.send(Bench.records("poison", "healthy"));
    run.drain();
    run.send(Bench.records("next"));
    run.drain();

    assertThat(run.summary()).isEqualTo(new Summary(new Tally(3, 3, 7, 0, 0, 1, 1, 1, 6, 0), 2, 0));
    assertThat(run.summary().accounted()).isTrue();
    assertThat(receiveCounts()).containsExactly("1", "2", "3", "1");
    assertThat(queue.deadLetters().orElseThrow().depth()).isEqualTo(new Depth(2, 0, 0));
  }

  private List<String> receiveCounts() {
    return diary.reports.stream()
        .map(report -> report.trace().payloads().get(Stage.SOURCE))
        .map(records ->
            records.items().getFirst().at("/attributes/ApproximateReceiveCount").textValue())
        .toList();
  }

  @Test
  void deletesWhatTheFilterRejectsAlsoWhenTheRestReturns() {
    Queue given = Bench.redriving(2);
    Pipe pipe =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.empty()),
            Bench.filter("{\"body\":{\"a\":[1]}}"),
            request -> {
              throw new IllegalStateException();
            });
    LiveRun run = Bench.run(pipe, Bench.QUEUES.create(given), executions, diary);

    run.send(Bench.records("{\"a\":1}", "{\"a\":2}", "{\"a\":3}"));
    run.drain();

    assertThat(diary.sizes()).containsExactly(3, 1);
    assertThat(run.summary()).isEqualTo(new Summary(new Tally(3, 3, 4, 2, 0, 0, 0, 0, 2, 0), 1, 0));
  }

  @Test
  void deletesADiscardedBatch() {
    Queue given = Bench.queue();
    Pipe pipe = Bench.pipe(given, request -> "[]".getBytes(StandardCharsets.UTF_8));
    LiveRun run = Bench.run(pipe, Bench.QUEUES.create(given), executions, diary);

    run.send(Bench.records("x", "y"));
    run.drain();

    assertThat(run.summary()).isEqualTo(new Summary(new Tally(2, 2, 2, 0, 2, 0, 0, 0, 0, 0), 0, 0));
  }

  @Test
  void comesAgainWhenKilledBetweenStartAndDelete() {
    Queue given = Bench.queue(Bench.name(), 1, Optional.empty());
    LiveQueue queue = Bench.QUEUES.create(given);
    Pipe pipe = Bench.pipe(given, null);
    AtomicInteger started = new AtomicInteger();
    Executions killing =
        (machine, input) -> {
          started.incrementAndGet();
          throw new Killed();
        };
    LiveRun killed = Bench.run(pipe, queue, killing, diary);
    killed.send(Bench.records("x"));
    assertThatThrownBy(killed::drain).isInstanceOf(Killed.class);
    assertThat(started).hasValue(1);

    LiveRun next = Bench.run(pipe, queue, executions, diary);
    next.drain();

    assertThat(next.summary().tally()).isEqualTo(new Tally(0, 1, 1, 0, 0, 1, 1, 1, 0, 0));
    assertThat(receiveCounts()).containsExactly("2");
  }

  @SuppressWarnings("serial")
  private static final class Killed extends Error {}

  @Test
  void returnsABatchThatThePipeCannotRun() {
    Queue given = Bench.redriving(1);
    Executions broken =
        (machine, input) -> {
          throw new StackOverflowError();
        };
    LiveRun run = Bench.run(Bench.pipe(given, null), Bench.QUEUES.create(given), broken, diary);

    run.send(Bench.records("x"));
    run.drain();

    assertThat(diary.reports.getFirst().trace().outcome())
        .isEqualTo(
            new Outcome.Returned(Stage.TARGET_INPUT, "the target stopped with StackOverflowError"));
    assertThat(run.summary().deadLettered()).isEqualTo(1);
  }

  @Test
  void waitsForTheVisibilityTimeoutInRealTime() {
    Queue given = Bench.queue(Bench.name(), 1, Optional.empty());
    AtomicInteger calls = new AtomicInteger();
    Executions second =
        (machine, input) -> {
          if (calls.incrementAndGet() == 1) {
            throw new Fault("busy");
          }
          return "arn";
        };
    LiveRun run =
        new LiveRun(
            Bench.pipe(given, null),
            Bench.QUEUES.create(given),
            second,
            diary,
            LiveRun.Settings.STANDARD.inRealTime());
    run.send(Bench.records("x"));
    long from = System.nanoTime();
    run.drain();

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(900));
    assertThat(diary.reports.getFirst().retry().orElseThrow())
        .hasToString("visible again after 1 s");
    assertThat(run.summary().tally().delivered()).isEqualTo(1);
  }

  @Test
  void sharesTwoThousandMessagesAmongPollers() {
    Queue given = Bench.queue();
    LiveRun run =
        new LiveRun(
            Bench.pipe(given, null),
            Bench.QUEUES.create(given),
            executions,
            diary,
            LiveRun.Settings.STANDARD.withPollers(4));
    List<String> ids =
        run.send(
            IntStream.range(0, 2_000).mapToObj(i -> Bench.record("{\"n\":" + i + "}")).toList());
    assertThat(ids).doesNotHaveDuplicates();
    run.drain();

    Tally tally = run.summary().tally();
    assertThat(tally.delivered()).isEqualTo(2_000);
    assertThat(tally.deliveries()).isEqualTo(2_000);
    assertThat(tally.executions()).isEqualTo(executions.count()).isEqualTo(diary.reports.size());
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void followsUntilItIsStopped() throws Exception {
    Queue given = Bench.queue();
    LiveQueue queue = Bench.QUEUES.create(given);
    CompletableFuture<BatchReport> reported = new CompletableFuture<>();
    Listener listener =
        new Listener() {
          @Override
          public void ended(BatchReport report) {
            reported.complete(report);
          }
        };
    LiveRun run = Bench.run(Bench.pipe(given, null), queue, executions, listener);
    CompletableFuture<Void> following = CompletableFuture.runAsync(run::follow);

    queue.send(Bench.records("x"));
    assertThat(reported.get(5, TimeUnit.MINUTES).trace().outcome())
        .isEqualTo(new Outcome.Delivered());
    assertThat(following).isNotDone();
    run.stop();
    following.get(5, TimeUnit.MINUTES);

    assertThat(run.summary()).isEqualTo(new Summary(new Tally(0, 1, 1, 0, 0, 1, 1, 1, 0, 0), 0, 0));
  }
}
