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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

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

  private static final List<SendFailure> PASSING =
      List.of(
          SendFailure.CONNECTION,
          SendFailure.ENTRY_OF_SERVER,
          SendFailure.ENTRY_THROTTLED,
          SendFailure.UNAVAILABLE,
          SendFailure.THROTTLED);

  /** How often the next calls that send fail. */
  private final AtomicInteger failing = new AtomicInteger();

  private final AtomicInteger calls = new AtomicInteger();

  private volatile SendFailure failure = SendFailure.CONNECTION;

  /** How a call that sends one message fails. */
  private enum SendFailure {
    CONNECTION(request -> {
      throw SdkClientException.create("the connection was reset");
    }),
    ENTRY_OF_SERVER(request -> rejected(request, "InternalError", false)),
    ENTRY_THROTTLED(request -> rejected(request, "RequestThrottled", true)),
    ENTRY_OF_SENDER(request -> rejected(request, "InvalidMessageContents", true)),
    UNCONFIRMED(request -> SendMessageBatchResponse.builder().build()),
    UNAVAILABLE(request -> {
      throw error(503, "ServiceUnavailable");
    }),
    THROTTLED(request -> {
      throw error(400, "ThrottlingException");
    }),
    FORBIDDEN(request -> {
      throw error(403, "AccessDenied");
    }),
    GONE(request -> {
      throw QueueDoesNotExistException.builder().statusCode(400).message("gone").build();
    }),
    INVALID(request -> {
      throw error(400, "InvalidAddress");
    });

    final Function<SendMessageBatchRequest, SendMessageBatchResponse> answer;

    SendFailure(Function<SendMessageBatchRequest, SendMessageBatchResponse> answer) {
      this.answer = answer;
    }

    private static SendMessageBatchResponse rejected(
        SendMessageBatchRequest request, String code, boolean isOfSender) {
      return SendMessageBatchResponse.builder()
          .failed(
              BatchResultErrorEntry.builder()
                  .id(request.entries().getFirst().id())
                  .code(code)
                  .senderFault(isOfSender)
                  .message("no")
                  .build())
          .build();
    }

    private static SqsException error(int status, String code) {
      return (SqsException)
          SqsException.builder()
              .statusCode(status)
              .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
              .build();
    }
  }

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
                      return failure.answer.apply(request(arguments));
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

  @SuppressWarnings("unchecked")
  private static SendMessageBatchRequest request(Object[] arguments) {
    return SendMessageBatchRequest.builder()
        .applyMutation((Consumer<SendMessageBatchRequest.Builder>) arguments[0])
        .build();
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
        failure = PASSING.get(random.nextInt(PASSING.size()));
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

  @ParameterizedTest
  @CsvSource({
    "CONNECTION, CONNECTION_FAILURE, 3",
    "ENTRY_OF_SERVER, INTERNAL_ERROR, 3",
    "ENTRY_THROTTLED, INTERNAL_ERROR, 3",
    "UNCONFIRMED, INTERNAL_ERROR, 6", // an unconfirmed entry is sent twice each time
    "UNAVAILABLE, INTERNAL_ERROR, 3",
    "THROTTLED, THROTTLING, 3",
    "ENTRY_OF_SENDER, INVALID_PARAMETER, 1",
    "FORBIDDEN, NO_PERMISSIONS, 1",
    "GONE, NO_RESOURCE, 1",
    "INVALID, INVALID_PARAMETER, 1",
  })
  void triesAgainOnlyWhatMayPassAndSaysSoInTheDeadLetter(
      SendFailure kind, String code, int sendings) {
    try (EndpointBench bench = new EndpointBench("", SHOP, this::flaky);
        EventBridgeClient publisher = bench.publisher()) {
      failure = kind;
      failing.set(99);
      put(publisher, "shop.orders");

      assertThat(calls).hasValue(sendings);
      Message letter = bench.lettersQueue().receive(1, OptionalInt.empty(), 0).getFirst();
      assertThat(attribute(letter, "ERROR_CODE")).hasValue(code);
      boolean isRetried = sendings > 1;
      assertThat(attribute(letter, "RETRY_ATTEMPTS"))
          .isEqualTo(isRetried ? Optional.of("2") : Optional.empty());
      assertThat(attribute(letter, "EXHAUSTED_RETRY_CONDITION"))
          .isEqualTo(isRetried ? Optional.of("MaximumRetryAttempts") : Optional.empty());
      assertThat(bench.endpoint.tally().fates()).isEqualTo(Map.of(EventFate.DEAD_LETTERED, 1));
    }
  }

  private static Optional<String> attribute(Message letter, String name) {
    return Optional.ofNullable(letter.messageAttributes().get(name)).map(a -> a.stringValue());
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
