package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceRecord;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.template.Queue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record of the live run is what a fixture's record completes to (rule source-record). */
@Timeout(600)
class SourceRecordShapeTest {

  @Test
  void hasTheFieldsOfAPlainMessage() {
    JsonNode seen = seen(Bench.queue(), Bench.json("{\"body\": {\"a\": [1, 2.50]}}"));
    assertThat(seen.path("body").textValue()).isEqualTo("{\"a\":[1,2.50]}");
    assertThat(seen.path("messageAttributes")).isEmpty();
    assertThat(seen.path("md5OfMessageAttributes").isNull()).isTrue();
    assertThat(seen.path("attributes").fieldNames())
        .toIterable()
        .containsExactly(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp");
  }

  @Test
  void hasTheMessageAttributesAndTheirDigest() {
    JsonNode given =
        Bench.json(
            """
            {"body": "x", "messageAttributes": {
              "trace": {"stringValue": "ü-1", "stringListValues": [], "binaryListValues": [],
                        "dataType": "String"},
              "count": {"stringValue": "12.50", "stringListValues": [], "binaryListValues": [],
                        "dataType": "Number"},
              "bytes": {"binaryValue": "AP8Q", "stringListValues": [], "binaryListValues": [],
                        "dataType": "Binary"}}}
            """);
    JsonNode seen = seen(Bench.queue(), given);
    assertThat(seen.path("messageAttributes")).isEqualTo(given.path("messageAttributes"));
    assertThat(seen.path("md5OfMessageAttributes").textValue()).hasSize(32);
  }

  @Test
  void hasTheSystemAttributesOfAFifoQueue() {
    JsonNode given =
        Bench.json(
            """
            {"body": "x", "attributes": {"MessageGroupId": "g", "MessageDeduplicationId": "d"}}
            """);
    JsonNode seen = seen(Bench.fifoQueue(), given);
    assertThat(seen.path("attributes").fieldNames())
        .toIterable()
        .containsExactly(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageGroupId",
            "MessageDeduplicationId");
    assertThat(seen.at("/attributes/MessageGroupId").textValue()).isEqualTo("g");
    assertThat(seen.at("/attributes/MessageDeduplicationId").textValue()).isEqualTo("d");
  }

  /** The record that comes out, which completes to itself when its digests are left out. */
  private static JsonNode seen(Queue queue, JsonNode given) {
    Diary diary = new Diary();
    Pipe pipe = Bench.pipe(queue, null);
    LiveRun run = Bench.run(pipe, Bench.QUEUES.create(queue), RecordedExecutions.counted(), diary);
    run.send(List.of(given));
    run.drain();
    JsonNode seen =
        diary.reports.getFirst().trace().at(Stage.SOURCE).orElseThrow().items().getFirst();
    ObjectNode bare = seen.deepCopy();
    bare.remove(List.of("md5OfBody", "md5OfMessageAttributes", "eventSource", "awsRegion"));
    assertThat(SourceRecord.complete(bare, 1, pipe.source(), () -> Instant.EPOCH))
        .hasToString(seen.toString());
    return seen;
  }
}
