package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.EventArchive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publishers put events while the queue's server fails, and archives reach their limit. */
@Timeout(600)
class FailingPutsTest {
  private static final String SHOP =
      """
      Shop:
        Type: AWS::Events::EventBus
        Properties: {Name: shop}
      All:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [shop.orders]}
          Targets:
            - Id: inbox
              Arn: INBOX
              RetryPolicy: {MaximumRetryAttempts: 2}
              DeadLetterConfig: {Arn: LETTERS}
      Unkept:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [shop.stock]}
          Targets: [{Id: inbox, Arn: INBOX, RetryPolicy: {MaximumRetryAttempts: 1}}]
      """;

  /** How often the next calls that send fail. */
  private final AtomicInteger failing = new AtomicInteger();

  private final AtomicInteger calls = new AtomicInteger();

  /** The queue, on a server that fails to answer as often as it is asked to. */
  private LiveQueue flaky(LiveQueue queue) {
    SqsClient client =
        (SqsClient)
            Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(),
                new Class<?>[] {SqsClient.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("sendMessageBatch")) {
                    calls.incrementAndGet();
                    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                      throw SdkClientException.create("the connection was reset");
                    }
                  }
                  try {
                    return method.invoke(queue.sqs(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new LiveQueue(
        client,
        queue.endpoint(),
        queue.url(),
        queue.name(),
        queue.visibilityTimeout(),
        queue.contentBasedDeduplication(),
        queue.deadLetters(),
        queue.embedded());
  }

  private static void put(EventBridgeClient publisher, String source) {
    publisher.putEvents(p ->
        p.entries(
            PutEventsRequestEntry.builder()
                .eventBusName("shop")
                .source(source)
                .detailType("T")
                .detail("{}")
                .build()));
  }

  @Test
  void accountsForEachEventWhileTheServerFails() {
    Random random = new Random(20261203);
    int delivered = 0;
    int dead = 0;
    int lost = 0;
    int expectedCalls = 0;
    try (EndpointBench bench = new EndpointBench("", SHOP, this::flaky);
        EventBridgeClient publisher = bench.publisher()) {
      for (int i = 0; i < 60; i++) {
        boolean isKept = random.nextInt(3) > 0;
        int retries = isKept ? 2 : 1;
        int failures = random.nextInt(4);
        failing.set(failures);
        put(publisher, isKept ? "shop.orders" : "shop.stock");
        failing.set(0);
        expectedCalls += Math.min(failures, retries) + 1;
        delivered += failures <= retries ? 1 : 0;
        dead += failures > retries && isKept ? 1 : 0;
        lost += failures > retries && !isKept ? 1 : 0;
      }
      bench.run.drain();

      EventTally tally = bench.endpoint.tally();
      assertThat(calls).hasValue(expectedCalls);
      assertThat(tally.count(EventFate.DELIVERED)).isEqualTo(delivered).isGreaterThan(20);
      assertThat(tally.count(EventFate.DEAD_LETTERED)).isEqualTo(dead).isPositive();
      assertThat(tally.count(EventFate.LOST)).isEqualTo(lost).isPositive();
      assertThat(tally.accounted()).isTrue();
      assertThat(bench.deadLetters()).isEqualTo(dead);
      assertThat(bench.run.summary().tally().delivered()).isEqualTo(delivered);
      assertThat(bench.run.summary().accounted()).isTrue();
    }
  }

  @Test
  void aDeadLetterSaysThatTheRetriesWereMade() {
    try (EndpointBench bench = new EndpointBench("", SHOP, this::flaky);
        EventBridgeClient publisher = bench.publisher()) {
      failing.set(3);
      put(publisher, "shop.orders");

      Message letter = bench.lettersQueue().receive(1, OptionalInt.empty(), 0).getFirst();
      assertThat(letter.messageAttributes().get("ERROR_CODE").stringValue())
          .isEqualTo("CONNECTION_FAILURE");
      assertThat(letter.messageAttributes().get("RETRY_ATTEMPTS").stringValue()).isEqualTo("2");
      assertThat(letter.messageAttributes().get("EXHAUSTED_RETRY_CONDITION").stringValue())
          .isEqualTo("MaximumRetryAttempts");
    }
  }

  @Test
  void anArchiveDropsItsOldestEventsAndSaysSoOnce() {
    EventArchive archive =
        new EventArchive(
            "all", "arn:aws:events:r:a:archive/all", "bus", "t.yaml:1: All", Optional.empty());
    List<String> problems = new ArrayList<>();
    LiveArchives archives = new LiveArchives(List.of(archive), problems::add, 2_000);
    for (int i = 0; i < 100; i++) {
      JsonNode event =
          Bench.json("{\"id\": \"" + i + "\", \"pad\": \"" + "x".repeat(i * 7 % 60) + "\"}");
      archives.add("bus", new ClassicEvent(event.deepCopy(), Instant.EPOCH));
      assertThat(archives.size(archive)).isLessThanOrEqualTo(2_000);
    }

    List<Integer> kept =
        archives.events(archive).stream().map(event -> Integer.valueOf(event.id())).toList();
    assertThat(kept).isSorted().endsWith(99).hasSizeBetween(20, 99);
    assertThat(kept.getFirst() + kept.size()).as("without a gap").isEqualTo(100);
    assertThat(problems).containsExactly("archive all is full here and drops its oldest events");

    archives.add(
        "bus",
        new ClassicEvent(
            Bench.json("{\"pad\": \"" + "x".repeat(3000) + "\"}").deepCopy(), Instant.EPOCH));
    assertThat(archives.events(archive)).as("none fits beside a larger one").isEmpty();
    assertThat(archives.size(archive)).isZero();
  }

  @Test
  void pausesAsAwsDoesOnlyInRealTime() {
    LiveQueue queue = Bench.QUEUES.create(Bench.redriving(3));
    RecordedExecutions executions = RecordedExecutions.counted();
    LiveRun run = Bench.run(Bench.pipe(Bench.queue(), null), queue, executions, new Diary());
    LiveRun inRealTime =
        new LiveRun(
            Bench.pipe(Bench.queue(), null),
            queue,
            executions,
            new Diary(),
            LiveRun.Settings.STANDARD.inRealTime());
    LiveArchives none = new LiveArchives(List.of(), problem -> {});

    assertThat(millis(() -> new EventOutlet("a", inRealTime, none).pause(1)))
        .isBetween(1_000L, 300_000L);
    assertThat(millis(() -> new EventOutlet("a", run, none).pause(5))).isBetween(50L, 15_000L);
  }

  private static long millis(Runnable run) {
    long start = System.nanoTime();
    run.run();
    return (System.nanoTime() - start) / 1_000_000;
  }
}
