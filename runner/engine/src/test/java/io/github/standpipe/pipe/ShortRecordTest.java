package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortRecordTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Source SOURCE =
      new Source("arn:aws:sqs:us-east-1:000000000000:orders.fifo", 10, OptionalInt.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messageId\":\"m1\",\"body\":{\"a\":[1,2.50]}}",
        "{\"messageId\":\"m1\",\"body\":\"{ \\\"a\\\": 1}\"}",
        "{\"messageId\":\"m1\",\"body\":\"text\"}",
        "{\"messageId\":\"m1\",\"body\":\"17\"}",
        "{\"messageId\":\"m1\",\"body\":\"x\",\"attributes\":{\"ApproximateReceiveCount\":\"3\"}}",
        "{\"messageId\":\"m1\",\"body\":\"x\",\"attributes\":{\"MessageGroupId\":\"g\"},"
            + "\"messageAttributes\":{\"n\":{\"stringValue\":\"1\",\"dataType\":\"Number\"},"
            + "\"s\":{\"stringValue\":\"x\"}}}",
        "{\"messageId\":\"m1\",\"body\":\"x\",\"md5OfBody\":\"wrong\",\"awsRegion\":\"eu-west-1\"}",
        "{\"messageId\":\"m1\",\"body\":\"{\\\"a\\\":1,\\\"a\\\":2}\"}"
      })
  void leavesWhatCompletingDoesNotGive(String written) throws JsonProcessingException {
    ObjectNode complete = SourceRecord.complete(Json.parse(written), 1, SOURCE, CLOCK);
    assertThat(Json.text(ShortRecord.of(complete, 1, SOURCE, CLOCK))).isEqualTo(written);
  }
}
