package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.Queue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Targets other than state machines in live runs, on the embedded server and on a loopback one. */
@Timeout(600)
class TargetsTest {
  private final Diary diary = new Diary();

  private static Pipe pipe(Queue source, Target target) {
    return new Pipe(
        "labels",
        "arn:aws:pipes:eu-west-1:123456789012:pipe/labels",
        new Source(source.arn(), 10, OptionalInt.empty()),
        FilterCriteria.none(),
        null,
        target);
  }

  private static @Nullable InputTemplate text(String template) {
    return InputTemplate.parseText(template, "t.yaml:1");
  }

  private static List<Message> drained(LiveQueue queue) {
    List<Message> all = new ArrayList<>();
    while (true) {
      List<Message> some =
          queue
              .sqs()
              .receiveMessage(r ->
                  r.queueUrl(queue.url())
                      .maxNumberOfMessages(10)
                      .visibilityTimeout(600)
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      if (some.isEmpty()) {
        return all;
      }
      all.addAll(some);
      some.forEach(one ->
          queue
              .sqs()
              .deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle(one.receiptHandle())));
    }
  }

  /** Each message arrives exactly once, or is a dead letter because the queue rejects its text. */
  @Test
  void eachMessageIsOnTheTargetOnceOrADeadLetter() {
    Queue source = Bench.redriving(2);
    LiveQueue from = Bench.QUEUES.create(source);
    LiveQueue to = Bench.QUEUES.create(Bench.queue());
    Target target = new Target.OfQueue(Bench.arn(to.name()), Map.of(), text("<$.body.label>"));
    LiveRun run =
        new LiveRun(
            pipe(source, target), from, EntryCalls.to(to), diary, LiveRun.Settings.STANDARD);
    Random random = new Random(7);
    List<JsonNode> records = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    int rejected = 0;
    for (int i = 0; i < 60; i++) {
      boolean isRejected = random.nextInt(6) == 0;
      String label = isRejected ? "" : "label " + i;
      records.add(Bench.record("{\"label\": \"" + label + "\"}"));
      rejected += isRejected ? 1 : 0;
      if (!isRejected) {
        expected.add(label);
      }
    }

    run.send(records);
    run.drain();

    assertThat(drained(to)).extracting(Message::body).containsExactlyInAnyOrderElementsOf(expected);
    Summary summary = run.summary();
    assertThat(summary.deadLettered()).isEqualTo(rejected);
    assertThat(summary.tally().enriched()).isEqualTo(expected.size());
    assertThat(summary.accounted()).isTrue();
    assertThat(summary.left()).isZero();
  }

  /** The messages of a group keep their order on the way from one FIFO queue to another. */
  @Test
  void keepsTheOrderOfEachGroupBetweenFifoQueues() {
    Queue source = Bench.fifoQueue();
    LiveQueue from = Bench.QUEUES.create(source);
    LiveQueue to = Bench.QUEUES.create(Bench.fifoQueue());
    Target target =
        new Target.OfQueue(
            Bench.arn(to.name()),
            Map.of("MessageGroupId", "$.body.street", "MessageDeduplicationId", "$.messageId"),
            text("<$.body.n>"));
    LiveRun run =
        new LiveRun(
            pipe(source, target), from, EntryCalls.to(to), diary, LiveRun.Settings.STANDARD);
    Random random = new Random(11);
    Map<String, List<String>> expected = new HashMap<>();
    List<JsonNode> records = new ArrayList<>();
    for (int n = 0; n < 45; n++) {
      String street = "s" + random.nextInt(3);
      expected.computeIfAbsent(street, s -> new ArrayList<>()).add("" + n);
      var record = Bench.record("{\"street\": \"" + street + "\", \"n\": " + n + "}");
      record.putObject("attributes").put("MessageGroupId", street);
      records.add(record);
    }

    run.send(records);
    run.drain();

    Map<String, List<String>> arrived = new HashMap<>();
    for (Message message : drained(to)) {
      String street = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
      arrived.computeIfAbsent(street, s -> new ArrayList<>()).add(message.body());
    }
    assertThat(arrived).isEqualTo(expected);
  }

  /** What a server was asked. */
  private record Asked(String path, String target, JsonNode body) {}

  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();

  private LoopbackServer answering(int status, String body) {
    return LoopbackServer.start(
        LoopbackServer.Limits.STANDARD,
        request -> {
          String text = new String(request.body(), StandardCharsets.UTF_8);
          asked.add(new Asked(request.path(), request.target(), Bench.json(text)));
          return new EndpointAnswer(status, (ObjectNode) Bench.json(body));
        });
  }

  private static final Servers SERVERS =
      Servers.of(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));

  private static List<Target.Entry> entries(String body, int number) {
    List<Target.Entry> entries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ObjectNode json = Json.object().put(body, "{\"n\":" + i + "}");
      json.put("Source", "s").put("DetailType", "t");
      entries.add(new Target.Entry("m" + i, json));
    }
    return entries;
  }

  @Test
  void putsEventsOnABusOfAServer() {
    Target.OfBus bus =
        new Target.OfBus(
            "arn:aws:events:eu-west-1:123456789012:event-bus/depot", Map.of(), List.of(), null);
    LoopbackServer server =
        answering(
            200,
            "{\"FailedEntryCount\": 1, \"Entries\": [{\"EventId\": \"1\"}, {\"ErrorCode\":"
                + " \"InternalFailure\"}]}");
    try (ServerBus there = ServerBus.at(server.uri(), SERVERS, bus)) {
      assertThat(there.send(entries("Detail", 2)).failures())
          .isEqualTo(Map.of(1, "InternalFailure"));
    } finally {
      server.close();
    }
    JsonNode entry = asked.peek().body().path("Entries").path(1);
    assertThat(entry.path("Detail").asText()).isEqualTo("{\"n\":1}");
    assertThat(entry.path("EventBusName").asText()).isEqualTo(bus.arn());
  }

  @Test
  void callsAFunctionOfAServer() {
    Target.OfFunction function =
        new Target.OfFunction(
            "arn:aws:lambda:eu-west-1:123456789012:function:archive:live",
            Target.InvocationType.REQUEST_RESPONSE,
            null);
    LoopbackServer server =
        answering(200, "{\"batchItemFailures\": [{\"itemIdentifier\": \"m1\"}]}");
    Trace trace = delivered();
    try (ServerFunction there = ServerFunction.at(server.uri(), SERVERS, function)) {
      assertThat(there.target().call(trace).trace().records())
          .extracting(Trace.Record::fate)
          .containsExactly(Trace.Fate.DELIVERED, Trace.Fate.RETURNED);
    } finally {
      server.close();
    }
    assertThat(asked.peek().path()).startsWith("/2015-03-31/functions/archive/invocations");
    assertThat(asked.peek().body()).isEqualTo(Bench.json("[{\"a\": 1}, {\"a\": 2}]"));
  }

  @Test
  void aFunctionThatAServerDoesNotHaveReturnsTheBatch() {
    Target.OfFunction function =
        new Target.OfFunction(
            "arn:aws:lambda:eu-west-1:123456789012:function:archive",
            Target.InvocationType.REQUEST_RESPONSE,
            null);
    LoopbackServer server = answering(404, "{}");
    try (ServerFunction there = ServerFunction.at(server.uri(), SERVERS, function)) {
      assertThat(there.target().call(delivered()).trace().outcome())
          .isEqualTo(
              new Outcome.Returned(
                  Stage.TARGET_INPUT, "Invoke: " + server.uri() + ": answers status 404"));
    } finally {
      server.close();
    }
  }

  private static Trace delivered() {
    return new Trace(
        "labels",
        Map.of(
            Stage.TARGET_INPUT,
            Payload.of(List.of(Json.object().put("a", 1), Json.object().put("a", 2)))),
        List.of(
            new Trace.Record("m0", Trace.Fate.DELIVERED),
            new Trace.Record("m1", Trace.Fate.DELIVERED)),
        new Outcome.Delivered(),
        List.of());
  }

  @Test
  void putsLogEventsOnAServer() {
    Target.OfLogGroup group =
        new Target.OfLogGroup(
            "arn:aws:logs:eu-west-1:123456789012:log-group:journal:*",
            Map.of("LogStreamName", "parcels"),
            null);
    LoopbackServer server =
        answering(200, "{\"rejectedLogEventsInfo\": {\"tooOldLogEventEndIndex\": 1}}");
    try (ServerLogs there = ServerLogs.at(server.uri(), SERVERS, group)) {
      assertThat(there.send(entries("message", 3)).failures())
          .isEqualTo(Map.of(0, "the event is too old"));
    } finally {
      server.close();
    }
    assertThat(asked.peek().target()).isEqualTo("Logs_20140328.PutLogEvents");
    assertThat(asked.peek().body().path("logGroupName").asText()).isEqualTo("journal");
    assertThat(asked.peek().body().path("logStreamName").asText()).isEqualTo("parcels");
    assertThat(asked.peek().body().path("logEvents")).hasSize(3);
  }

  @Test
  void aStreamThatAServerDoesNotHaveReturnsTheBatch() {
    Target.OfLogGroup group =
        new Target.OfLogGroup(
            "arn:aws:logs:eu-west-1:123456789012:log-group:journal:*",
            Map.of("LogStreamName", "parcels"),
            null);
    LoopbackServer server = answering(400, "{\"__type\": \"ResourceNotFoundException\"}");
    try (ServerLogs there = ServerLogs.at(server.uri(), SERVERS, group)) {
      assertThat(there.send(entries("message", 1)).refusal()).contains("ResourceNotFoundException");
    } finally {
      server.close();
    }
  }
}
