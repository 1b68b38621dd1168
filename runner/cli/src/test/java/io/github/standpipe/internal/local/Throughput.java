package io.github.standpipe.internal.local;

import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.Queue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Compares a run with a bare loop of receive and delete on the same server, round by round, so that
 * both meet the same noise. Prints the medians; arguments: messages a round, rounds.
 */
final class Throughput {
  private static final String BODY =
      "{\"detail-type\":\"OrderPlaced\",\"detail\":{\"id\":17,\"note\":\""
          + "x".repeat(900)
          + "\"}}";

  private Throughput() {}

  public static void main(String[] arguments) {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    for (int pollers : new int[] {1, 4, 16}) {
      double[] bare = new double[rounds];
      double[] run = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        double b = rate(messages, filled(messages), queue -> bare(queue, pollers));
        double r = rate(messages, filled(messages), queue -> run(queue, pollers));
        if (round >= 0) {
          bare[round] = b;
          run[round] = r;
        }
      }
      System.out.printf(
          "%2d pollers: bare loop %,.0f/s, run %,.0f/s, ratio %.2f%n",
          pollers, median(bare), median(run), median(run) / median(bare));
    }
    System.exit(0);
  }

  private static LiveQueue filled(int messages) {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    queue.send(Collections.nCopies(messages, Bench.record(BODY)));
    return queue;
  }

  private interface Loop {
    void drain(LiveQueue queue);
  }

  private static double rate(int messages, LiveQueue queue, Loop loop) {
    long from = System.nanoTime();
    loop.drain(queue);
    double seconds = (System.nanoTime() - from) / 1e9;
    if (queue.depth().total() != 0) {
      throw new IllegalStateException("not drained");
    }
    queue.sqs().deleteQueue(q -> q.queueUrl(queue.url()));
    return messages / seconds;
  }

  private static void run(LiveQueue queue, int pollers) {
    Queue given = Bench.queue(queue.name(), 90, Optional.empty());
    Pipe pipe =
        Bench.pipe(
            new Source(given.arn(), 10, OptionalInt.empty()),
            Bench.filter("{\"body\":{\"detail-type\":[\"OrderPlaced\"]}}"),
            null);
    new LiveRun(
            pipe,
            queue,
            RecordedExecutions.counted(),
            new Listener() {},
            LiveRun.Settings.STANDARD.withPollers(pollers))
        .drain();
  }

  private static void bare(LiveQueue queue, int pollers) {
    try (ExecutorService threads = Executors.newFixedThreadPool(pollers)) {
      IntStream.range(0, pollers)
          .mapToObj(i -> CompletableFuture.runAsync(() -> bare(queue), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private static void bare(LiveQueue queue) {
    List<Message> messages = queue.receive(10, OptionalInt.empty(), 0);
    while (!messages.isEmpty()) {
      List<Message> got = messages;
      queue
          .sqs()
          .deleteMessageBatch(d ->
              d.queueUrl(queue.url())
                  .entries(
                      got.stream()
                          .map(m ->
                              DeleteMessageBatchRequestEntry.builder()
                                  .id(m.messageId())
                                  .receiptHandle(m.receiptHandle())
                                  .build())
                          .toList()));
      messages = queue.receive(10, OptionalInt.empty(), 0);
    }
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
