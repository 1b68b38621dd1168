package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.local.EmbeddedSqs;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.template.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Events sent to the queue of a deployed pipe, a real one on loopback, and to a bus. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SendTest {
  private static final String CASE = "fixtures/OrderPipe/passes-eight-of-ten";

  private static final String TWO = "fixtures/OrderPipe/hydrates-two-orders-of-one-customer";

  @TempDir Path folder;
  private OnCloud on;

  @BeforeEach
  void start() throws IOException {
    on = OnCloud.start().withOrderPipe("orders", "RUNNING", "");
  }

  @AfterEach
  void close() {
    on.close();
  }

  private static Queue queue(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    return new Queue(name, name, arn, name.endsWith(".fifo"), false, 30, Optional.empty());
  }

  @Test
  void sendsAFixturesMessagesToTheQueue() throws Exception {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(OnCloud.QUEUE);
        ServerQueues queues = ServerQueues.of(sqs)) {
      LiveQueue queue = queues.create(queue(OnCloud.QUEUE));
      on.set("aws.endpointUrlSqs", sqs.endpoint().toString());

      Said said = Said.by("send", "orders", CASE, "--yes");

      assertThat(said.code()).as(said.err()).isZero();
      assertThat(said.lines()).hasSize(11).startsWith("10 messages sent to " + OnCloud.QUEUE);
      assertThat(said.lines().get(1)).matches("  [0-9a-f-]{36}");
      assertThat(queue.depth().visible()).isEqualTo(10);
    }
  }

  @Test
  void saysWhatItTookAFileForAndSendsThat() throws Exception {
    Path records = folder.resolve("records.jsonl");
    Files.writeString(
        records,
        "{\"messageId\": \"m-1\", \"body\": \"one\"}\n"
            + "{\"messageId\": \"m-2\", \"body\": \"two\"}\n");
    Path text = Files.writeString(folder.resolve("text.txt"), "{\n  \"a\": 1,\n}\n");
    try (EmbeddedSqs sqs = EmbeddedSqs.start(OnCloud.QUEUE);
        ServerQueues queues = ServerQueues.of(sqs)) {
      LiveQueue queue = queues.create(queue(OnCloud.QUEUE));
      on.set("aws.endpointUrlSqs", sqs.endpoint().toString());

      Said said = Said.by("send", "orders", records.toString(), "--yes");
      Said one = Said.by("send", "orders", text.toString(), "--yes");

      assertThat(said.err()).isEqualTo("standpipe: " + records + " is taken as 2 records\n");
      assertThat(said.lines()).hasSize(3);
      assertThat(one.err())
          .isEqualTo("standpipe: " + text + " is taken as one message body, a text of 3 lines\n");
      assertThat(one.lines()).hasSize(2);
      assertThat(queue.depth().visible()).isEqualTo(3);
    }
  }

  @Test
  void sendsToAFifoQueueWithGroupAndDeduplicationIds() throws Exception {
    String arn = "arn:aws:sqs:eu-west-1:111122223333:orders.fifo";
    on.cloud()
        .with(
            "fifo",
            "RUNNING",
            "{\"RoleArn\": \"%s\", \"Source\": \"%s\", \"Target\": \"%s\"}"
                .formatted(OnCloud.ROLE, arn, OnCloud.MACHINE));
    Path file = folder.resolve("record.json");
    Files.writeString(
        file,
        """
        [{"body": "one", "attributes": {"MessageGroupId": "a", "MessageDeduplicationId": "1"}},
         {"body": "one", "attributes": {"MessageGroupId": "a", "MessageDeduplicationId": "1"}},
         {"body": "one", "attributes": {"MessageGroupId": "b"},
          "messageAttributes": {"kind": {"stringValue": "x", "dataType": "String"}}}]
        """);
    try (EmbeddedSqs sqs = EmbeddedSqs.start(arn);
        ServerQueues queues = ServerQueues.of(sqs)) {
      LiveQueue queue = queues.create(queue(arn));
      on.set("aws.endpointUrlSqs", sqs.endpoint().toString());

      Said said = Said.by("send", "fifo", file.toString(), "--yes", "--json");

      assertThat(said.code()).as(said.err()).isZero();
      JsonNode json = Started.json(said.out());
      assertThat(json.path("to").asText()).isEqualTo(arn);
      assertThat(json.path("ids")).hasSize(3);
      assertThat(queue.depth().visible()).isEqualTo(2);
    }
  }

  @Test
  void putsAFixturesEventsOnABus() throws IOException {
    Said said = Said.by("send", "orders", TWO, "--bus", "shop-orders", "--yes");

    assertThat(said.lines())
        .hasSize(3)
        .startsWith("2 events sent to the bus shop-orders in eu-west-1", "  event-1");
    JsonNode entry = on.cloud().events().getFirst();
    assertThat(entry.path("Source").asText()).isEqualTo("shop.orders");
    assertThat(entry.path("DetailType").asText()).isNotEmpty();
    assertThat(entry.path("EventBusName").asText()).isEqualTo("shop-orders");
    assertThat(Started.json(entry.path("Detail").asText()).at("/data/orderId").isTextual())
        .isTrue();
  }

  @Test
  void putsMoreEventsThanOneCallTakes() throws IOException {
    Path file = folder.resolve("many.json");
    String event = "{\"body\": {\"source\": \"s\", \"detail-type\": \"t\", \"detail\": {}}}";
    Files.writeString(file, "[" + (event + ",").repeat(22) + event + "]");

    Said said = Said.by("send", "orders", file.toString(), "--bus", "b", "--yes");

    assertThat(said.lines()).hasSize(24);
    assertThat(on.cloud().calls().stream().filter(c -> c.endsWith("PutEvents"))).hasSize(3);
  }

  @Test
  void tellsAnEventThatTheBusDoesNotTake() throws IOException {
    Path file = folder.resolve("two.json");
    Files.writeString(
        file,
        """
        [{"body": {"source": "s", "detail-type": "t", "detail": {}}},
         {"body": {"source": "aws.s3", "detail-type": "t", "detail": {}}}]
        """);

    Said said = Said.by("send", "orders", file.toString(), "--bus", "b", "--yes");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: b: event 2 was rejected (NotAuthorizedForSourceException): Not authorized"
                + " for the source.; 1 before it were sent\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void refusesABodyThatIsNoEvent() throws IOException {
    Path file = folder.resolve("body.txt");
    Files.writeString(file, "{\"orderId\": 1}");

    Said noEvent = Said.by("send", "orders", file.toString(), "--bus", "b", "--yes");
    Files.writeString(file, "hello");
    Said noJson = Said.by("send", "orders", file.toString(), "--bus", "b", "--yes");

    assertThat(noEvent.err())
        .isEqualTo(
            "standpipe: event 1: is not an event of a bus; its body needs a source, a detail-type"
                + " and a detail\n");
    assertThat(noJson.err())
        .isEqualTo(
            "standpipe: "
                + file
                + ", event 1: is not JSON: unrecognized token; a bus accepts events only\n");
    assertThat(on.cloud().changes()).isEmpty();
  }

  @Test
  void sendsNothingWithoutATerminalOrYes() {
    Said said = Said.by("send", "orders", CASE);

    assertThat(said.err())
        .isEqualTo(
            "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void tellsAPipeThatDoesNotReadItsQueue() throws IOException {
    on.withOrderPipe("orders", "STOPPED", "");

    assertThat(Said.by("send", "orders", CASE).err())
        .startsWith("standpipe: orders is STOPPED; the events wait in the queue\n");
  }

  @Test
  void refusesASourceThatIsNoQueue() throws IOException {
    String stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/s";
    on.cloud().with("stream", "RUNNING", "{\"Source\": \"%s\"}".formatted(stream));

    assertThat(Said.by("send", "stream", CASE, "--yes").err())
        .isEqualTo(
            "standpipe: " + stream + ": is not a queue; events can only be sent to an SQS queue\n");
  }

  @Test
  void refusesAFolderThatIsNoFixture() {
    assertThat(Said.by("send", "orders", "fixtures", "--yes").err())
        .isEqualTo(
            "standpipe: fixtures: has no 1-source.json; name a file, or the folder of a fixture"
                + " that begins with one\n");
  }
}
