package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.template.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class GatheringTest {
  private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.UTF_8);

  private final Diary diary = new Diary();
  private final RecordedExecutions executions = RecordedExecutions.counted();

  @Test
  void oneReceiveIsABatchWithoutAWindow() {
    Queue given = Bench.queue();
    drain(given, pipe(given, 3, OptionalInt.empty()), copies(7, "x"));
    assertThat(diary.sizes()).containsExactly(3, 3, 1);
  }

  @Test
  void aWindowGathersMoreThanOneReceive() {
    Queue given = Bench.queue();
    drain(given, pipe(given, 20, OptionalInt.of(5)), copies(45, "x"));
    assertThat(diary.sizes()).containsExactly(20, 20, 5);
  }

  @Test
  void aWindowOfZeroIsNone() {
    Queue given = Bench.redriving(1);
    Pipe pipe =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.of(0)),
            FilterCriteria.none(),
            request -> {
              throw new IllegalStateException();
            });
    drain(given, pipe, copies(1, "x"));
    assertThat(diary.reports.getFirst().retry().orElseThrow())
        .hasToString("visible again after 90 s (wait skipped)");
  }

  @Test
  void aWindowIsWaitedForInRealTime() throws Exception {
    Queue given = Bench.queue();
    LiveQueue queue = Bench.QUEUES.create(given);
    LiveRun run =
        new LiveRun(
            pipe(given, 100, OptionalInt.of(3)),
            queue,
            executions,
            diary,
            LiveRun.Settings.STANDARD.inRealTime());
    run.send(copies(2, "x"));
    CompletableFuture<Void> draining = CompletableFuture.runAsync(run::drain);
    Thread.sleep(1_000);
    queue.send(copies(3, "y"));
    draining.get(5, TimeUnit.MINUTES);
    assertThat(diary.sizes()).containsExactly(5);
  }

  @Test
  void aWindowHidesMessagesForLongerThanTheQueueDoes() {
    Queue given = Bench.queue(Bench.name(), 1, Optional.empty());
    LiveQueue queue = Bench.QUEUES.create(given);
    AtomicReference<Depth> seen = new AtomicReference<>();
    Pipe pipe =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.of(1)),
            FilterCriteria.none(),
            request -> {
              Thread.sleep(1_500);
              seen.set(queue.depth());
              return NOTHING;
            });
    drain(given, pipe, copies(1, "x"));
    assertThat(seen).hasValue(new Depth(0, 1, 0));
  }

  @Test
  void tellsTheTimeoutThatGoesWithAWindow() {
    Queue given = Bench.redriving(1);
    Pipe pipe =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.of(7)),
            FilterCriteria.none(),
            request -> {
              throw new IllegalStateException();
            });
    drain(given, pipe, copies(1, "x"));
    assertThat(diary.reports.getFirst().retry().orElseThrow())
        .hasToString("visible again after 457 s (wait skipped)");
  }

  @Test
  void splitsAtSixMegabytesAndLosesNone() {
    for (Source source :
        List.of(
            new Source(Bench.arn("x"), 10, OptionalInt.empty()),
            new Source(Bench.arn("x"), 100, OptionalInt.of(5)))) {
      Diary diary = new Diary();
      Queue given = Bench.queue();
      Pipe pipe = Bench.pipe(source, FilterCriteria.none(), request -> NOTHING);
      LiveRun run = Bench.run(pipe, Bench.QUEUES.create(given), executions, diary);
      run.send(copies(8, "x".repeat(OutgoingMessage.MAXIMUM)));
      run.drain();
      assertThat(diary.sizes()).containsExactly(5, 3);
      assertThat(diary.reports)
          .allSatisfy(report ->
              assertThat(report.trace().at(Stage.SOURCE).orElseThrow().size())
                  .isLessThanOrEqualTo(Source.MAXIMUM_PAYLOAD));
      assertThat(run.summary())
          .isEqualTo(new Summary(new Tally(8, 8, 8, 0, 8, 0, 0, 0, 0, 0), 0, 0));
    }
  }

  private void drain(Queue given, Pipe pipe, List<JsonNode> records) {
    LiveRun run = Bench.run(pipe, Bench.QUEUES.create(given), executions, diary);
    run.send(records);
    run.drain();
    assertThat(run.summary().accounted()).isTrue();
  }

  private static Pipe pipe(Queue queue, int size, OptionalInt window) {
    return Bench.pipe(new Source(queue.arn(), size, window), FilterCriteria.none(), null);
  }

  private static List<JsonNode> copies(int number, String body) {
    return Collections.nCopies(number, Bench.record(body));
  }
}
