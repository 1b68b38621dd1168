package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Timeout(600)
class EmbeddedSqsTest {
  private static final int MEBIBYTE = 1_048_576;

  @Test
  void takesABodyOfOneMebibyte() {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    queue.send(Bench.records("x".repeat(MEBIBYTE)));
    assertThat(queue.depth().visible()).isEqualTo(1);
  }

  @Test
  void refusesABodyThatIsLonger() {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    assertThatThrownBy(() -> raw(queue, "x".repeat(MEBIBYTE + 1))).isInstanceOf(SqsException.class);
    assertThatThrownBy(() -> raw(queue, "a\u0000")).isInstanceOf(SqsException.class);
    assertThat(queue.depth()).isEqualTo(Depth.NONE);
  }

  private static void raw(LiveQueue queue, String body) {
    queue.sqs().sendMessage(m -> m.queueUrl(queue.url()).messageBody(body));
  }

  @Test
  void refusesWhatSqsDoesNotTakeBeforeAnythingIsSent() {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    refused(queue, "", "message 2: its body is empty, which SQS rejects");
    refused(
        queue,
        "a\u0000",
        "message 2: its body holds a control character or half a surrogate pair, which SQS"
            + " rejects");
    refused(
        queue,
        "a\ud800",
        "message 2: its body holds a control character or half a surrogate pair, which SQS"
            + " rejects");
    refused(
        queue,
        "ü".repeat(MEBIBYTE / 2) + "x",
        "message 2: it holds 1048577 bytes; SQS accepts at most 1048576");
    assertThat(queue.depth()).isEqualTo(Depth.NONE);
  }

  private static void refused(LiveQueue queue, String body, String message) {
    assertThatThrownBy(() -> queue.send(Bench.records("x", body)))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  @Test
  void refusesAMessageAttributeWithoutAValue() {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    assertAttribute(
        queue,
        "{\"dataType\": \"String\"}",
        "message 1: its message attribute 'a' has no value; give it a stringValue or binaryValue");
    assertAttribute(
        queue,
        "{\"binaryValue\": \"?\"}",
        "message 1: the binaryValue of its message attribute 'a' is not Base64");
  }

  private static void assertAttribute(LiveQueue queue, String attribute, String message) {
    JsonNode record =
        Bench.json("{\"body\": \"x\", \"messageAttributes\": {\"a\": " + attribute + "}}");
    assertThatThrownBy(() -> queue.send(List.of(record)))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }

  @Test
  void sendsInCallsOfAtMostOneMebibyte() {
    LiveQueue queue = Bench.QUEUES.create(Bench.queue());
    List<String> ids = queue.send(Collections.nCopies(25, Bench.record("x".repeat(MEBIBYTE / 4))));
    assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    assertThat(queue.depth()).isEqualTo(new Depth(25, 0, 0));
  }

  @Test
  void takesRegionAndAccountFromTheArn() {
    LiveQueue queue = Bench.QUEUES.create(Bench.redriving(4));
    String attributes =
        queue
            .sqs()
            .getQueueAttributes(q -> q.queueUrl(queue.url()).attributeNamesWithStrings("All"))
            .attributesAsStrings()
            .toString();
    assertThat(attributes)
        .contains(Bench.arn(queue.name()))
        .contains(Bench.arn("dead-" + queue.name()))
        .contains("VisibilityTimeout=90");
  }

  @Test
  void isQuietAndLeavesNoThreadThatKeepsTheProcess() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    try (PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(caught);
      System.setErr(caught);
      try (EmbeddedSqs server = EmbeddedSqs.start(Bench.arn("any"));
          ServerQueues queues = ServerQueues.of(server)) {
        assertThat(server.endpoint().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
        queues.create(Bench.queue()).send(Bench.records("x"));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("sqs-"))
        .allMatch(Thread::isDaemon);
  }
}
