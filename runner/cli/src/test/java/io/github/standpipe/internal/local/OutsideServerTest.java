package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Queue;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The embedded server represents an external one: only its endpoint is known. */
@Timeout(600)
class OutsideServerTest {
  private final Diary diary = new Diary();
  private final RecordedExecutions executions = RecordedExecutions.counted();
  private final ServerQueues outside = outside(Bench.SERVER.endpoint());

  private static ServerQueues outside(URI endpoint) {
    return ServerQueues.of(
        Servers.of(Map.of("AWS_ENDPOINT_URL_SQS", endpoint.toString())), Bench.arn("any"));
  }

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void refusesToGuessAServer() {
    assertThatThrownBy(() -> ServerQueues.of(Servers.of(Map.of()), Bench.arn("x")))
        .isInstanceOf(Fault.class)
        .hasMessage("AWS_ENDPOINT_URL_SQS is not set; set it to a URL");
  }

  @Test
  void drainsAQueueThatWasThere() {
    Queue given = Bench.redriving(3);
    Bench.QUEUES.create(given).send(Bench.records("before"));
    LiveQueue queue = outside.find(given);
    assertThat(queue.visibilityTimeout()).isEqualTo(90);
    assertThat(queue.deadLetters().orElseThrow().name()).isEqualTo("dead-" + given.name());

    LiveRun run = Bench.run(Bench.pipe(given, null), queue, executions, diary);
    run.send(Bench.records("now"));
    run.drain();

    assertThat(run.summary().tally().sent()).isEqualTo(1);
    assertThat(run.summary().tally().delivered()).isEqualTo(2);
    assertThat(run.summary().accounted()).isTrue();
  }

  @Test
  void neverSkipsAWait() {
    Queue given =
        Bench.queue(
            Bench.name(),
            1,
            Optional.of(
                new Queue.RedrivePolicy(Bench.queue(Bench.name(), 1, Optional.empty()), 2)));
    LiveQueue queue = outside.create(given);
    LiveRun run =
        Bench.run(
            Bench.pipe(given, null),
            queue,
            (machine, input) -> {
              throw new Fault("no");
            },
            diary);
    run.send(Bench.records("x"));
    long from = System.nanoTime();
    run.drain();

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(diary.reports)
        .allSatisfy(report ->
            assertThat(report.retry().orElseThrow()).hasToString("visible again after 1 s"));
    assertThat(run.summary().deadLettered()).isEqualTo(1);
  }

  @Test
  void leavesAMessageThatWouldReturnForEver() {
    for (String name : List.of(Bench.name(), Bench.name() + ".fifo")) {
      Queue given = Bench.queue(name, 0, Optional.empty());
      LiveRun run =
          Bench.run(
              Bench.pipe(given, null),
              outside.create(given),
              (machine, input) -> {
                throw new Fault("no");
              },
              diary);
      run.send(Bench.records("x", "y"));
      run.drain();
      assertThat(run.summary().left()).isEqualTo(2);
      assertThat(run.summary().accounted()).isTrue();
    }
  }

  @Test
  void namesAQueueThatIsNotThere() {
    Queue missing = Bench.queue("missing", 30, Optional.empty());
    assertThatThrownBy(() -> outside.find(missing))
        .isInstanceOf(Fault.class)
        .hasMessage(
            Bench.SERVER.endpoint()
                + ": there is no queue 'missing'; create it, or pass --create-queues");
  }

  @Test
  void namesAServerThatIsNotThere() {
    try (ServerQueues nowhere = outside(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> nowhere.find(Bench.queue("orders", 30, Optional.empty())))
          .isInstanceOf(Fault.class)
          .hasMessage("http://127.0.0.1:1: the queue 'orders' cannot be used: Connection refused");
    }
  }

  @Test
  void endsInOneLineWhenTheQueueIsGone() {
    Queue given = Bench.queue();
    LiveQueue queue = outside.create(given);
    LiveRun run = impatient(given, queue);
    queue.sqs().deleteQueue(q -> q.queueUrl(queue.url()));
    String place = Bench.SERVER.endpoint() + ": the queue '" + given.name() + "' ";

    assertThatThrownBy(run::drain)
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(place + "has not answered for 0 s: ")
        .hasMessageNotContaining("\n");
    assertThat(diary.problems)
        .singleElement()
        .asString()
        .startsWith(place + "does not answer; trying again: ");
  }

  @Test
  void endsInOneLineWhenTheServerIsGone() {
    Queue given = Bench.queue("orders", 30, Optional.empty());
    URI endpoint;
    LiveRun run;
    try (EmbeddedSqs server = EmbeddedSqs.start(given.arn())) {
      endpoint = server.endpoint();
      run = impatient(given, outside(endpoint).create(given));
    }
    assertThatThrownBy(run::drain)
        .isInstanceOf(Fault.class)
        .hasMessage(endpoint + ": the queue 'orders' has not answered for 0 s: Connection refused");
    assertThat(diary.problems)
        .singleElement()
        .asString()
        .startsWith(endpoint + ": the queue 'orders' does not answer; trying again: Connection re");
  }

  private LiveRun impatient(Queue given, LiveQueue queue) {
    return new LiveRun(
        Bench.pipe(given, null),
        queue,
        executions,
        diary,
        new LiveRun.Settings(1, false, Duration.ofMillis(500), InstantSource.system()));
  }
}
