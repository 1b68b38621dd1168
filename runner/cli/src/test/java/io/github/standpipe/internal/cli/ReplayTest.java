package io.github.standpipe.internal.cli;

import static io.github.standpipe.internal.cli.OutsideQueues.envelope;
import static io.github.standpipe.internal.cli.OutsideQueues.message;
import static io.github.standpipe.internal.cli.OutsideQueues.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What would become of dead letters and quarantined messages now, and sending them back. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ReplayTest {
  private static final String TEMPLATE =
      "runner/cli/src/test/resources/quarantine/pipes/template.yaml";
  private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
  private static final String GOOD = "{\"orderId\":\"O-1\"}";
  private static final String POISON = "{\"poison\":true}";

  @TempDir Path folder;
  private OutsideQueues queues;

  @BeforeEach
  void start() throws IOException {
    queues = OutsideQueues.of(TEMPLATE, "QuarantinesToBad");
  }

  @AfterEach
  void close() {
    queues.close();
  }

  /** With ids as {@code <id>}, which the server gives. */
  private static List<String> lines(Said said) {
    return said.out()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
        .lines()
        .toList();
  }

  @Test
  void tellsWhyEachWasQuarantinedAndWhatWouldBecomeOfIt() {
    queues
        .quarantine()
        .send(
            List.of(
                envelope("it was poison", record("m-1", GOOD)),
                envelope("it was poison", record("m-2", POISON))));

    Said said = queues.say("replay", "--quarantine");

    assertThat(lines(said))
        .containsExactly(
            "QuarantinesToBad  2 messages from the queue bad-orders",
            "  m-1",
            "    was  quarantined: it was poison",
            "    now  delivered",
            "  m-2",
            "    was  quarantined: it was poison",
            "    now  quarantined: runner/cli/src/test/resources/quarantine/transforms/order.jslt:"
                + " it is poison",
            "1 would be delivered, 1 would be quarantined");
    assertThat(said.code()).isEqualTo(1);
    assertThat(queues.quarantine().depth().visible()).as("shown again").isEqualTo(2);
    assertThat(queues.source().depth().total()).isZero();
    assertThat(queues.meddler().calls()).doesNotContain("DeleteMessageBatch", "SendMessageBatch");
  }

  @Test
  void tellsAsJson() throws IOException {
    queues.dead().send(List.of(message("no JSON at all")));

    Said said = queues.say("replay", "--dead-letters", "--json");

    JsonNode json = Started.json(said.out());
    assertThat(json.path("from").asText()).isEqualTo("the queue Dead");
    assertThat(json.at("/messages/0/was").isNull()).isTrue();
    assertThat(json.at("/messages/0/now").asText()).isEqualTo("quarantined");
    assertThat(json.at("/messages/0/reason").asText())
        .isEqualTo("its body is not JSON: unrecognized token");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void sendsBackThoseThatWouldBeDeliveredAndLeavesTheOthers() throws IOException {
    ObjectNode attributed = record("m-1", GOOD);
    attributed
        .putObject("messageAttributes")
        .putObject("tenant")
        .put("stringValue", "acme")
        .put("dataType", "String");
    queues
        .quarantine()
        .send(
            List.of(
                envelope("it was poison", attributed),
                envelope("it was poison", record("m-2", POISON)),
                message(
                    "{\"reason\":\"r\",\"stage\":\"body\",\"function\":\"f\",\"messageId\":\"m-3\","
                        + "\"keys\":{}}")));

    Said said = queues.say("replay", "--quarantine", "--redrive", "--yes");

    assertThat(lines(said))
        .contains(
            "    now  unusable: the envelope of message m-3 holds its keys only; the body is gone,"
                + " see QUARANTINE_RECORD",
            "  m-1  sent back")
        .endsWith("1 message sent back to Source, 2 of 3 looked at left in bad-orders");
    assertThat(said.code()).isEqualTo(1);
    assertThat(queues.quarantine().depth().visible()).isEqualTo(2);
    assertThat(queues.source().depth().visible()).isEqualTo(1);
    List<String> calls = queues.meddler().calls();
    assertThat(calls.indexOf("SendMessageBatch")).isLessThan(calls.indexOf("DeleteMessageBatch"));

    Path save = folder.resolve("QuarantinesToBad/sent");
    queues.say("import", "--source", "--as-is", "--save", save.toString());
    String sent = Files.readString(save.resolve("1-source.json"));
    assertThat(sent).contains("\"orderId\": \"O-1\"", "\"stringValue\": \"acme\"");
  }

  @Test
  void sendsOneCopyOfAMessageBackAndLeavesOrDeletesTheOthers() {
    List<ObjectNode> copies =
        List.of(
            envelope("r", record("m-1", GOOD)),
            envelope("r", record("m-1", GOOD)),
            envelope("r", record("m-2", GOOD)));
    queues.quarantine().send(copies);

    Said left = queues.say("replay", "--quarantine", "--redrive", "--yes");

    assertThat(left.lines())
        .contains(
            "    a copy: the queue holds this message more than once",
            "  m-1  left: it is a copy of a message above; pass --repeats delete to delete it")
        .endsWith("2 messages sent back to Source, 1 of 3 looked at left in bad-orders");
    assertThat(left.code()).isEqualTo(1);
    assertThat(queues.source().depth().visible()).isEqualTo(2);
    assertThat(queues.quarantine().depth().visible()).isEqualTo(1);

    queues.quarantine().send(List.of(copies.getFirst()));
    Said deleted =
        queues.say("replay", "--quarantine", "--redrive", "--yes", "--repeats", "delete");

    assertThat(deleted.lines())
        .contains("  m-1  sent back", "  m-1  a copy, deleted")
        .endsWith("1 message sent back to Source, none of 2 looked at left in bad-orders");
    assertThat(deleted.code()).isZero();
    assertThat(queues.quarantine().depth().total()).isZero();
  }

  @Test
  void leavesWhatCameFromTheQueueOfAnotherPipe() {
    ObjectNode ours = record("m-1", GOOD).put("eventSourceARN", ARN + "Source");
    ObjectNode other = record("m-2", GOOD).put("eventSourceARN", ARN + "Invoices");
    queues.quarantine().send(List.of(envelope("r", ours), envelope("r", other)));

    Said said = queues.say("replay", "--quarantine", "--redrive", "--yes");

    assertThat(said.lines())
        .contains(
            "  m-2  left: it came from the queue Invoices; replay it with the pipe that reads that"
                + " queue, or pass --to Invoices")
        .endsWith("1 message sent back to Source, 1 of 2 looked at left in bad-orders");
    assertThat(queues.source().depth().visible()).isEqualTo(1);
    assertThat(queues.quarantine().depth().visible()).isEqualTo(1);
  }

  @Test
  void saysWhatToDoAboutTheEnvelopeOfAFailedExecution() {
    queues
        .quarantine()
        .send(
            List.of(
                message(
                    "{\"reason\":\"r\",\"stage\":\"execution\",\"pipe\":\"P\",\"execution\":\"x:1\","
                        + "\"event\":{\"metadata\":{\"messageId\":\"m-9\"}}}")));

    Said said = queues.say("replay", "--quarantine", "--redrive", "--yes");

    assertThat(said.lines())
        .contains(
            "  m-9",
            "    now  unusable: the envelope of a failed execution (x:1) holds the event that the"
                + " pipe made, not the message m-9, so the queue cannot take it back; correct the"
                + " state machine, then start an execution with an array of its event as the input")
        .endsWith("0 messages sent back to Source, 1 of 1 looked at left in bad-orders");
    assertThat(queues.quarantine().depth().visible()).isEqualTo(1);
  }

  @Test
  void tellsThatMaxLeftOthersUnseen() {
    queues.dead().send(List.of(message(GOOD), message(GOOD), message(GOOD)));

    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes", "--max", "2");

    assertThat(said.lines())
        .endsWith(
            "2 messages sent back to Source, none of 2 looked at left in Dead; --max 2 looked at no"
                + " more");
    assertThat(queues.dead().depth().visible()).isEqualTo(1);
  }

  @Test
  void tellsWhatWasSentAndCouldNotBeDeleted() {
    queues.dead().send(List.of(message(GOOD)));
    queues.meddler().refuse("DeleteMessageBatch");

    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes");

    assertThat(lines(said))
        .endsWith(
            "  <id>  sent back, but not deleted, so it is now in both queues: AccessDenied: not"
                + " allowed",
            "1 message sent back to Source, 1 of 1 looked at left in Dead");
    assertThat(said.code()).isEqualTo(1);
    assertThat(queues.dead().depth().visible()).isEqualTo(1);
    assertThat(queues.source().depth().visible()).isEqualTo(1);
  }

  @Test
  void leavesWhatVanishedMeanwhile() {
    queues.dead().send(List.of(message(GOOD)));
    // the second change of its visibility is the claim; by then somebody purged the queue
    queues
        .meddler()
        .first("ChangeMessageVisibilityBatch", () -> new Purge(queues.endpoint()).of("Dead"));

    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes");

    assertThat(lines(said))
        .contains("  <id>  left: it is no longer on the queue, or another consumer received it")
        .endsWith("0 messages sent back to Source, 1 of 1 looked at left in Dead");
    assertThat(queues.source().depth().total()).isZero();
    assertThat(queues.meddler().calls()).doesNotContain("SendMessageBatch");
  }

  @Test
  void leavesWhatTheQueueDoesNotTake() {
    queues.dead().send(List.of(message(GOOD)));
    queues.meddler().refuse("SendMessageBatch");

    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes");

    assertThat(lines(said))
        .anyMatch(line -> line.contains("left: ") && line.contains("AccessDenied"));
    assertThat(queues.dead().depth().visible()).isEqualTo(1);
  }

  @Test
  void neverTakesMoreThanItIsAskedTo() {
    queues.dead().send(OutsideQueues.messages(25, GOOD));

    Said said =
        queues.say("replay", "--dead-letters", "--redrive", "--yes", "--max", "12", "--json");

    assertThat(said.code()).isZero();
    assertThat(Started.json(said.out()).path("sentBack").asInt()).isEqualTo(12);
    assertThat(queues.dead().depth().visible()).isEqualTo(13);
    assertThat(queues.source().depth().visible()).isEqualTo(12);
  }

  @Test
  void sendsBackAThousand() {
    queues.dead().send(OutsideQueues.messages(1000, "{\"orderId\":\"O-%d\"}"));

    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes", "--max", "1000");

    assertThat(said.lines())
        .endsWith(
            "1,000 messages sent back to Source, none of 1,000 looked at left in Dead; --max 1000"
                + " looked at no more");
    assertThat(queues.source().depth().visible()).isEqualTo(1000);
    assertThat(queues.dead().depth().total()).isZero();
  }

  @Test
  void asksBeforeItSendsAnythingBack() {
    queues.dead().send(List.of(message(GOOD)));

    Said said = queues.say("replay", "--dead-letters", "--redrive");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(queues.dead().depth().visible()).isEqualTo(1);
    assertThat(queues.source().depth().total()).isZero();
  }

  @Test
  void saysSoWhereTheQueueIsEmpty() {
    Said said = queues.say("replay", "--dead-letters", "--redrive", "--yes");

    assertThat(said.lines()).containsExactly("QuarantinesToBad  no message from the queue Dead");
    assertThat(said.code()).isZero();
  }

  @Test
  void refusesAQueueThatIsGone() {
    assertThat(queues.say("replay", "--queue", "gone").err())
        .isEqualTo(
            "standpipe: https://sqs.us-east-1.amazonaws.com: there is no queue 'gone'; check"
                + " --queue, --region and AWS_ENDPOINT_URL_SQS\n");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(queues.say("replay", "--redrive", "x.json").err())
        .isEqualTo(
            "standpipe: --redrive: takes messages from a queue; name it by --quarantine,"
                + " --dead-letters or --queue\n");
    assertThat(queues.say("replay", "--dead-letters", "x.json").err())
        .isEqualTo("standpipe: x.json: is given, and a queue too; name one of them\n");
    assertThat(queues.say("replay", "--dead-letters", "--quarantine").err())
        .isEqualTo(
            "standpipe: name one queue: --queue, --dead-letters, --quarantine or --source\n");
    assertThat(queues.say("replay", "--source", "--redrive", "--yes").err())
        .isEqualTo("standpipe: the queue 'Source': is the queue that they would be sent back to\n");
    assertThat(queues.say("replay", "--queue", "a b").err())
        .isEqualTo("standpipe: queue 'a b': is not the name, URL or ARN of a queue\n");
    assertThat(queues.say("replay", "--dead-letters", "--max", "0").err())
        .isEqualTo("standpipe: --max 0: give a number from 1 to 10000\n");
  }

  @Test
  void wantsToKnowWhoAnswersLookUpsBeforeItSendsBack() {
    assertThat(Said.by("replay", "OrderPipe", "--quarantine", "--redrive", "--yes").err())
        .isEqualTo(
            "standpipe: --redrive: depends on what look-ups find; pass --lookups live, or --lookups"
                + " fixtures if those answer the same\n");
  }

  @Test
  void reachesTheServerThatTheEnvironmentNames() throws Exception {
    queues.dead().send(List.of(message(GOOD)));
    Map<String, String> outside = Map.of("AWS_ENDPOINT_URL_SQS", queues.endpoint());
    try (Started replay =
        Started.with(
            folder,
            outside,
            queues.arguments("replay", "--queue", queues.dead().url(), "--redrive", "--yes"))) {
      assertThat(replay.code()).isZero();
      assertThat(Files.readString(replay.out()))
          .endsWith("1 message sent back to Source, none of 1 looked at left in Dead\n");
    }
  }

  @Test
  void showsTheMessagesAgainWhenItIsEnded() throws Exception {
    queues.dead().send(OutsideQueues.messages(12, GOOD));
    CountDownLatch third = new CountDownLatch(1);
    // ten, two, and then it waits for more
    queues.meddler().nth("ReceiveMessage", 3, third::countDown);
    Map<String, String> outside = Map.of("AWS_ENDPOINT_URL_SQS", queues.meddler().endpoint());
    try (Started replay =
        Started.with(
            folder, outside, queues.arguments("replay", "--dead-letters", "--max", "100"))) {
      assertThat(third.await(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      replay.process().destroy();
      replay.process().waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(queues.dead().depth().visible()).isEqualTo(12);
  }

  @Test
  void keepsTheOrderOfAGroup() throws IOException {
    try (OutsideQueues fifo = OutsideQueues.of("pipes/template.yaml", "FifoPipe")) {
      String packed = body("packed", "north");
      fifo.dead()
          .send(
              List.of(
                  moved("PARCEL-1", "1", packed),
                  moved("PARCEL-2", "2", "{\"type\":\"Other\"}"),
                  moved("PARCEL-2", "3", packed)));

      Said said =
          fifo.say("replay", "--dead-letters", "--redrive", "--yes", "--lookups", "fixtures");

      assertThat(lines(said))
          .contains("  <id>  left: an earlier message of its group is left")
          .endsWith(
              "1 message sent back to FifoQueue.fifo, 2 of 3 looked at left in"
                  + " FifoDeadLetterQueue.fifo");
      assertThat(fifo.source().depth().visible()).isEqualTo(1);
    }
  }

  private static String body(String status, String warehouse) {
    return """
    {"type": "ParcelMoved", "metadata": {"id": "e", "version": "1", "timestamp":
     "2026-01-01T09:33:01Z", "domain": "shop", "service": "parcels", "correlationId": "c"},
     "data": {"parcelId": "P", "warehouse": "%s", "status": "%s"}}\
    """
        .formatted(warehouse, status);
  }

  private static ObjectNode moved(String group, String id, String body) {
    ObjectNode message = message(body);
    message.putObject("attributes").put("MessageGroupId", group).put("MessageDeduplicationId", id);
    return message;
  }

  @Test
  void runsAFixtureAndAFile() throws IOException {
    Said fixture =
        Said.by("replay", "OrderPipe", "fixtures/OrderPipe/returns-an-order-of-an-unknown-product");
    assertThat(fixture.out()).contains("now  returned: enriched: ");
    assertThat(fixture.code()).isEqualTo(1);

    Path file = folder.resolve("envelope.json");
    Files.writeString(file, envelope("r", record("m-1", GOOD)).get("body").textValue());
    Said said = queues.say("replay", file.toString());
    assertThat(said.lines())
        .containsExactly(
            "QuarantinesToBad  1 message from quarantine envelopes",
            "  m-1",
            "    was  quarantined: r",
            "    now  delivered",
            "1 would be delivered");
    assertThat(said.code()).isZero();
  }
}
