package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publishers put events, and a run accounts for each. */
@Timeout(600)
class EventEndpointTest {
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
              DeadLetterConfig: {Arn: LETTERS}
      Twice:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {detail: {twice: [true]}}
          Targets:
            - {Id: again, Arn: INBOX, InputPath: $.detail}
            - {Id: function, Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f'}
      Quoted:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [shop.stock]}
          Targets:
            - Id: inbox
              Arn: INBOX
              DeadLetterConfig: {Arn: LETTERS}
              InputTransformer: {InputPathsMap: {d: $.detail.of}, InputTemplate: '{"of": "<d>"}'}
      Forgotten:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [shop.forgotten]}
          Targets:
            - Id: inbox
              Arn: INBOX
              InputTransformer: {InputPathsMap: {d: $.detail}, InputTemplate: '{"of": "<d>"}'}
      Outside:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Shop
          EventPattern: {source: [shop.outside]}
          Targets: [{Id: function, Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f'}]
      Everything:
        Type: AWS::Events::Archive
        Properties: {ArchiveName: everything, SourceArn: !GetAtt Shop.Arn}
      Orders:
        Type: AWS::Events::Archive
        Properties:
          ArchiveName: orders
          SourceArn: !GetAtt Shop.Arn
          EventPattern: {source: [shop.orders]}
      """;

  /** For tests that do not count what came before. */
  private static EndpointBench shared;

  @BeforeAll
  static void start() {
    shared = new EndpointBench("", SHOP);
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  /** An entry, and what naive reading says becomes of it. */
  private record Planned(PutEventsRequestEntry entry, EventFate fate, int messages, String code) {}

  private static PutEventsRequestEntry.Builder entry(String source, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("shop")
        .source(source)
        .detailType("Changed")
        .detail(detail);
  }

  private static Planned planned(Random random) {
    int number = random.nextInt(1_000_000);
    return switch (random.nextInt(12)) {
      case 0 ->
          new Planned(entry("shop.orders", "[]").build(), EventFate.REFUSED, 0, "MalformedDetail");
      case 1 ->
          new Planned(entry("shop.orders", "{").build(), EventFate.REFUSED, 0, "MalformedDetail");
      case 2 ->
          new Planned(
              entry("shop.orders", "{}").detailType(null).build(),
              EventFate.REFUSED,
              0,
              "InvalidArgument");
      case 3 -> new Planned(entry("", "{}").build(), EventFate.REFUSED, 0, "InvalidArgument");
      case 4 ->
          new Planned(
              entry("aws.s3", "{}").build(),
              EventFate.REFUSED,
              0,
              "NotAuthorizedForSourceException");
      case 5 ->
          new Planned(
              entry("shop.else", "{\"n\": " + number + "}").build(), EventFate.UNMATCHED, 0, "");
      case 6 ->
          new Planned(
              entry("shop.orders", "{}").eventBusName("nowhere").build(),
              EventFate.UNMATCHED,
              0,
              "");
      case 7 ->
          new Planned(
              entry("shop.stock", "{\"of\": {\"n\": " + number + "}}").build(),
              EventFate.DEAD_LETTERED,
              0,
              "");
      case 8 ->
          new Planned(
              entry("shop.stock", "{\"of\": \"n" + number + "\"}").build(),
              EventFate.DELIVERED,
              1,
              "");
      case 9 ->
          new Planned(
              entry("shop.orders", "{\"twice\": true, \"n\": " + number + "}").build(),
              EventFate.DELIVERED,
              2,
              "");
      case 10 -> new Planned(entry("shop.outside", "{}").build(), EventFate.ELSEWHERE, 0, "");
      default ->
          new Planned(
              entry("shop.orders", "{\"n\": " + number + "}")
                  .eventBusName("arn:aws:events:eu-west-1:123456789012:event-bus/shop")
                  .time(Instant.now())
                  .resources("arn:aws:x:::order/" + number)
                  .build(),
              EventFate.DELIVERED,
              1,
              "");
    };
  }

  @Test
  void accountsForEachOfAThousandEntries() {
    Random random = new Random(20261130);
    Map<EventFate, Integer> expected = new EnumMap<>(EventFate.class);
    int put = 0;
    int messages = 0;
    int calls = 0;
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      while (put < 1000) {
        List<Planned> plan =
            IntStream.rangeClosed(0, random.nextInt(10)).mapToObj(i -> planned(random)).toList();
        boolean tooMany = random.nextInt(20) == 0;
        if (tooMany) {
          plan = IntStream.range(0, 11).mapToObj(i -> planned(random)).toList();
        }
        put(publisher, plan, tooMany);
        calls++;
        put += plan.size();
        for (Planned one : plan) {
          expected.merge(tooMany ? EventFate.REFUSED : one.fate(), 1, Integer::sum);
          messages += tooMany ? 0 : one.messages();
        }
      }
      bench.run.drain();

      EventTally tally = bench.endpoint.tally();
      assertThat(tally.fates()).isEqualTo(expected);
      assertThat(tally.put()).isEqualTo(put);
      assertThat(tally.calls()).isEqualTo(calls);
      assertThat(tally.messages()).isEqualTo(messages);
      assertThat(tally.accounted()).isTrue();
      assertThat(bench.deadLetters()).isEqualTo(expected.get(EventFate.DEAD_LETTERED));
      Summary summary = bench.run.summary();
      assertThat(summary.accounted()).isTrue();
      assertThat(summary.tally().delivered()).isEqualTo(messages);
      assertThat(summary.deadLettered()).isZero();
    }
  }

  private static void put(EventBridgeClient publisher, List<Planned> plan, boolean tooMany) {
    List<PutEventsRequestEntry> entries = plan.stream().map(Planned::entry).toList();
    if (tooMany) {
      assertThatExceptionOfType(EventBridgeException.class)
          .isThrownBy(() -> publisher.putEvents(p -> p.entries(entries)))
          .satisfies(refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(refusal.statusCode()).isEqualTo(400);
          });
      return;
    }
    PutEventsResponse answer = publisher.putEvents(p -> p.entries(entries));
    assertThat(answer.entries()).hasSameSizeAs(plan);
    for (int i = 0; i < plan.size(); i++) {
      PutEventsResultEntry result = answer.entries().get(i);
      if (plan.get(i).code().isEmpty()) {
        assertThat(result.eventId()).matches("[0-9a-f-]{36}");
      } else {
        assertThat(result.errorCode()).isEqualTo(plan.get(i).code());
      }
    }
    assertThat(answer.failedEntryCount())
        .isEqualTo((int) plan.stream().filter(one -> !one.code().isEmpty()).count());
  }

  @Test
  void bringsTheEventToTheQueueUnderTheIdThatItAnswers() {
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      String id =
          publisher
              .putEvents(p -> p.entries(entry("shop.orders", "{\"a\": [1, \"ü\"]}").build()))
              .entries()
              .getFirst()
              .eventId();

      Message message = bench.queue.receive(1, OptionalInt.empty(), 0).getFirst();
      JsonNode body = Bench.json(message.body());
      assertThat(body.path("id").asText()).isEqualTo(id);
      assertThat(body.path("detail")).isEqualTo(Bench.json("{\"a\": [1, \"ü\"]}"));
      assertThat(body.path("account").asText()).isEqualTo("123456789012");
      assertThat(body.path("region").asText()).isEqualTo("eu-west-1");
      EventReport report = bench.reports.getFirst();
      assertThat(report.id()).isEqualTo(id);
      assertThat(report.messageIds()).containsExactly(message.messageId());
    }
  }

  @Test
  void aDeadLetterSaysWhichRuleCouldNotDeliver() {
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      publisher.putEvents(p -> p.entries(entry("shop.stock", "{\"of\": {}}").build()));

      Message letter = bench.lettersQueue().receive(1, OptionalInt.empty(), 0).getFirst();
      assertThat(text(letter, "ERROR_CODE")).isEqualTo("INVALID_JSON");
      assertThat(text(letter, "RULE_ARN")).endsWith(":rule/shop/Quoted");
      assertThat(Bench.json(letter.body()).path("source").asText()).isEqualTo("shop.stock");
    }
  }

  private static String text(Message letter, String attribute) {
    return Optional.ofNullable(letter.messageAttributes().get(attribute))
        .orElseThrow()
        .stringValue();
  }

  @Test
  void whatNoDeadLetterQueueTakesIsLostAndCounted() {
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      String huge = "{\"a\": \"" + "x".repeat(1_048_400) + "\"}";
      publisher.putEvents(p -> p.entries(entry("shop.forgotten", "{}").build()));
      publisher.putEvents(p -> p.entries(entry("shop.orders", huge).build()));

      assertThat(bench.endpoint.tally().fates()).isEqualTo(Map.of(EventFate.LOST, 2));
      assertThat(bench.endpoint.tally().accounted()).isTrue();
    }
  }

  @Test
  void deadLettersOfRulesAreNotThoseOfThePipe() {
    String shared = SHOP.replace("LETTERS", "DEAD");
    try (EndpointBench bench = new EndpointBench("", shared);
        EventBridgeClient publisher = bench.publisher()) {
      publisher.putEvents(p -> p.entries(entry("shop.stock", "{\"of\": {}}").build()));
      publisher.putEvents(p -> p.entries(entry("shop.orders", "{}").build()));
      bench.run.drain();

      assertThat(bench.queue.deadLetters().orElseThrow().depth().total()).isEqualTo(1);
      Summary summary = bench.run.summary();
      assertThat(summary.deadLettered()).isZero();
      assertThat(summary.accounted()).isTrue();
    }
  }

  @Test
  void aFifoQueueGetsItsGroupsInOrder() {
    String rule =
        """
        Shop:
          Type: AWS::Events::EventBus
          Properties: {Name: shop}
        Inbox:
          Type: AWS::SQS::Queue
          Properties: {QueueName: NAME, FifoQueue: true, ContentBasedDeduplication: true}
        All:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Shop
            EventPattern: {source: [shop.orders]}
            Targets:
              - Id: inbox
                Arn: INBOX
                SqsParameters: {MessageGroupId: $.detail.customer}
        """;
    try (EndpointBench bench = new EndpointBench(".fifo", rule.replace("NAME", "other.fifo"));
        EventBridgeClient publisher = bench.publisher()) {
      for (int i = 0; i < 12; i++) {
        String detail = "{\"customer\": \"c" + i % 3 + "\", \"n\": " + i + "}";
        publisher.putEvents(p -> p.entries(entry("shop.orders", detail).build()));
      }
      publisher.putEvents(p -> p.entries(entry("shop.orders", "{}").build()));

      List<String> ofOne = new ArrayList<>();
      for (Message message : bench.queue.receive(10, OptionalInt.empty(), 0)) {
        String group = message.attributesAsStrings().get("MessageGroupId");
        JsonNode detail = Bench.json(message.body()).path("detail");
        assertThat(group).isEqualTo(detail.path("customer").asText());
        if ("c0".equals(group)) {
          ofOne.add(detail.path("n").asText());
        }
      }
      assertThat(ofOne).isSorted().startsWith("0");
      assertThat(bench.endpoint.tally().fates())
          .isEqualTo(Map.of(EventFate.DELIVERED, 12, EventFate.UNDECIDED, 1));
    }
  }

  @Test
  void recordsAndReplays() throws Exception {
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      publisher.putEvents(p ->
          p.entries(
              entry("shop.orders", "{}").build(),
              entry("shop.else", "{}").build(),
              entry("shop.orders", "{}").time(Instant.parse("2020-01-01T00:00:00Z")).build()));
      assertThat(publisher.describeArchive(a -> a.archiveName("everything")).eventCount())
          .isEqualTo(3);
      var archive = publisher.describeArchive(a -> a.archiveName("orders"));
      assertThat(archive.eventCount()).isEqualTo(2);
      bench.run.drain();

      publisher.startReplay(r ->
          r.replayName("again")
              .eventSourceArn(archive.archiveArn())
              .eventStartTime(Instant.now().minusSeconds(600))
              .eventEndTime(Instant.now().plusSeconds(1))
              .destination(d -> d.arn(archive.eventSourceArn())));
      while (!publisher
          .describeReplay(r -> r.replayName("again"))
          .stateAsString()
          .equals("COMPLETED")) {
        Thread.sleep(20);
      }

      Message message = bench.queue.receive(10, OptionalInt.empty(), 0).getFirst();
      assertThat(Bench.json(message.body()).path("replay-name").asText()).isEqualTo("again");
      EventTally tally = bench.endpoint.tally();
      assertThat(tally.replayed()).isEqualTo(1);
      assertThat(tally.count(EventFate.DELIVERED)).isEqualTo(3);
      assertThat(tally.accounted()).isTrue();
      assertThat(publisher.describeArchive(a -> a.archiveName("orders")).eventCount())
          .as("a replay is not archived")
          .isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DescribeArchive|{\"ArchiveName\": \"x\"}|ResourceNotFoundException|Archive x does not"
            + " exist.",
        "DescribeReplay|{\"ReplayName\": \"x\"}|ResourceNotFoundException|Replay x does not exist.",
        "StartReplay|{}|ValidationException|1 validation error detected: Value at 'replayName'"
            + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
            + " [\\.\\-_A-Za-z0-9]+",
        "StartReplay|{\"ReplayName\": \"r\"}|ValidationException|1 validation error detected: Value"
            + " at 'eventStartTime' failed to satisfy constraint: Member must not be null",
        "StartReplay|{\"ReplayName\": \"r\", \"EventStartTime\": 2, \"EventEndTime\": 1,"
            + " \"EventSourceArn\": \"arn:aws:events:eu-west-1:123456789012:archive/orders\","
            + " \"Destination\": {\"Arn\":"
            + " \"arn:aws:events:eu-west-1:123456789012:event-bus/shop\"}}|ValidationException|Parameter"
            + " EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.",
        "PutEvents|{}|ValidationException|1 validation error detected: Value at 'entries' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 1",
        "PutEvents|[]|SerializationException|the body is an array; send an object",
        "PutEvents|{\"Entries\": {}}|SerializationException|Entries is an object; send an array",
        "PutEvents|{\"Entries\": [5]}|SerializationException|entry 1 is a number; send an object",
        "PutEvents|{\"Entries\": [{\"Source\": 5}]}|SerializationException|entry 1: Source is a"
            + " number; send a string",
        "PutEvents|{\"Entries\": [{\"Detail\": {}}]}|SerializationException|entry 1: Detail is an"
            + " object; send a string",
        "PutEvents|{\"Entries\": [{\"Resources\": [{}]}]}|SerializationException|entry 1: a"
            + " resource is an object; send a string",
        "PutEvents|{\"Entries\": [|SerializationException|the body is not JSON: it ends too early:"
            + " expected close marker for Array",
        "ListRules|{}|UnknownOperationException|standpipe run answers PutEvents, DescribeArchive,"
            + " StartReplay and DescribeReplay"
      })
  void refusesACallAsAwsDoes(String operation, String body, String code, String message)
      throws Exception {
    HttpResponse<String> answer = shared.call(operation, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Bench.json(answer.body()).path("__type").asText()).isEqualTo(code);
    assertThat(Bench.json(answer.body()).path("message").asText()).isEqualTo(message);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
    assertThat(shared.endpoint.tally().accounted()).isTrue();
  }

  @Test
  void takesAsMuchAsAws() throws Exception {
    try (EndpointBench bench = new EndpointBench("", SHOP);
        EventBridgeClient publisher = bench.publisher()) {
      String half = "{\"a\": \"" + "\u00fc".repeat(260_000) + "\"}";
      PutEventsRequestEntry entry = entry("shop.orders", half).build();
      assertThat(publisher.putEvents(p -> p.entries(entry)).failedEntryCount()).isZero();
      String escaped =
          "{\"Entries\": [{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\": \"{\\\"a\\\": \\\""
              + "\\u00fc".repeat(1_400_000)
              + "\\\"}\"}]}";
      for (HttpResponse<String> answer :
          List.of(
              bench.call("PutEvents", escaped),
              bench.call("PutEvents", "{\"Entries\": [" + " ".repeat(9_000_000) + "]}"))) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Bench.json(answer.body()).path("message").asText())
            .isEqualTo("Total size of the entries in the request is over the limit.");
      }
    }
  }

  @Test
  void takesNullsForMembersThatAreNotThere() throws Exception {
    HttpResponse<String> answer =
        shared.call(
            "PutEvents",
            "{\"Entries\": [{\"EventBusName\": \"shop\", \"Source\": null, \"DetailType\": \"t\","
                + " \"Detail\": \"{}\", \"Time\": null}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\"Parameter Source is not valid. Reason: Source is a required"
                + " argument.\"}]}");
  }

  @Test
  void describesItself() throws Exception {
    var answer =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(shared.endpoint.uri()).build(),
                HttpResponse.BodyHandlers.ofString());
    JsonNode json = Bench.json(answer.body());
    assertThat(json.path("buses")).isEqualTo(Bench.json("[\"shop\"]"));
    assertThat(json.path("archives")).isEqualTo(Bench.json("[\"everything\", \"orders\"]"));
    assertThat(json.path("queueArn").asText()).isEqualTo(shared.inbox.arn());
  }
}
