package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final String RECORD = "{\"messageId\":\"m1\",\"body\":\"{\\\"a\\\":1}\"}";

  @Test
  void takesWhatTheCliReceives() {
    assertThat(
            read(
                """
                {"Messages": [{"MessageId": "m1", "ReceiptHandle": "r", "MD5OfBody": "d", "Body": "{}",
                  "Attributes": {"ApproximateReceiveCount": "2"},
                  "MessageAttributes": {"tenant": {"StringValue": "x", "DataType": "String"}}}]}
                """))
        .isEqualTo(
            "received messages: {'messageId':'m1','receiptHandle':'r','md5OfBody':'d','body':'{}',"
                + "'attributes':{'ApproximateReceiveCount':'2'},"
                + "'messageAttributes':{'tenant':{'stringValue':'x','dataType':'String'}}}");
  }

  @Test
  void takesOneReceivedMessage() {
    assertThat(read("{\"MessageId\":\"m1\",\"Body\":\"x\"}"))
        .isEqualTo("received messages: {'messageId':'m1','body':'x','messageAttributes':{}}");
  }

  @Test
  void takesALambdaEvent() {
    assertThat(read("{\"Records\":[" + RECORD + "]}"))
        .isEqualTo("a Lambda event: {'messageId':'m1','body':'{\\'a\\':1}'}");
  }

  @Test
  void takesRecordsInAnArrayAndOneALine() {
    String record = "{'messageId':'m1','body':'{\\'a\\':1}'}";
    assertThat(read("[" + RECORD + "," + RECORD + "]"))
        .isEqualTo("records of a pipe: " + record + " " + record);
    assertThat(read(RECORD + "\n\n" + RECORD + "\n"))
        .isEqualTo("records of a pipe: " + record + " " + record);
  }

  @Test
  void takesTheBatchOfAnExecutionFromAPipesLog() {
    String started = logged("ExecutionStarted", "[" + RECORD + "]");
    String later = logged("TargetStageEntered", "[{\\\"rich\\\":true}]");
    String expected = "a pipe's log: {'messageId':'m1','body':'{\\'a\\':1}'}";
    assertThat(read(started + "\n" + later)).isEqualTo(expected);
    assertThat(read("2026-01-01T00:00:00 stream/1 " + started)).isEqualTo(expected);
    assertThat(read("{\"events\":[{\"message\":" + quoted(started) + "}]}")).isEqualTo(expected);
  }

  @Test
  void takesTheRecordOfAQuarantineEnvelope() {
    String envelope =
        "{\"reason\":\"r\",\"function\":\"f\",\"stage\":\"enrich\",\"record\":" + RECORD + "}";
    String expected = "quarantine envelopes: {'messageId':'m1','body':'{\\'a\\':1}'}";
    assertThat(read(envelope)).isEqualTo(expected);
    assertThat(read("{\"Messages\":[{\"MessageId\":\"q\",\"Body\":" + quoted(envelope) + "}]}"))
        .isEqualTo(
            "received messages, quarantine envelopes: {'messageId':'m1','body':'{\\'a\\':1}'}");
  }

  /** A state machine may hand on the empty cause of a time-out. */
  @Test
  void saysThatAnEnvelopeGivesNoReason() throws JsonProcessingException {
    String envelope =
        "{\"reason\":\" \",\"function\":\"f\",\"stage\":\"enrich\",\"record\":" + RECORD + "}";
    assertThat(
            Capture.of(
                    List.of(
                        (ObjectNode)
                            Json.parse("{\"messageId\":\"q\",\"body\":" + quoted(envelope) + "}")),
                    "f.json")
                .messages()
                .getFirst()
                .reason())
        .contains("no reason was given");
  }

  @Test
  void takesAnythingElseForABody() {
    assertThat(read("not an order\n")).isEqualTo("message bodies: {'body':'not an order'}");
    assertThat(read("{\"orderId\": 1}")).isEqualTo("message bodies: {'body':'{\\'orderId\\': 1}'}");
    assertThat(read("[1, 2]")).isEqualTo("message bodies: {'body':'[1, 2]'}");
    assertThat(read("{\"Records\": [{\"s3\": {}}]}"))
        .isEqualTo("message bodies: {'body':'{\\'Records\\': [{\\'s3\\': {}}]}'}");
    assertThat(read("{\"a\":1}\n{\"a\":2}"))
        .isEqualTo("message bodies: {'body':'{\\'a\\':1}'} {'body':'{\\'a\\':2}'}");
  }

  @Test
  void refusesWhatHoldsNoMessage() {
    assertThatThrownBy(() -> read(" \n"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "f.json: does not hold a message; give the output of a receive, a log or a quarantine"
                + " queue");
    assertThatThrownBy(() -> read("{\"Messages\": []}"))
        .hasMessage(
            "f.json: does not hold a message; give the output of a receive, a log or a quarantine"
                + " queue");
    assertThatThrownBy(() -> read("{\"Messages\": [{\"MessageId\": \"m1\"}]}"))
        .hasMessage("f.json: holds a message without a Body");
  }

  @Test
  void refusesAnEnvelopeThatHasItsKeysOnly() {
    assertThatThrownBy(() ->
            read(
                "{\"reason\":\"r\",\"function\":\"f\",\"stage\":\"body\",\"messageId\":\"m7\",\"keys\":{}}"))
        .hasMessage(
            "f.json: the envelope of message m7 holds its keys only; the body is gone, see"
                + " QUARANTINE_RECORD");
  }

  @Test
  void refusesALogWithoutExecutionData() {
    assertThatThrownBy(() -> read("{\"executionId\":\"e1\",\"messageType\":\"ExecutionFailed\"}"))
        .hasMessage(
            "f.json: is a pipe's log without the records; let the pipe log them by"
                + " IncludeExecutionData: [ALL] at level INFO, or import from a queue");
  }

  @Test
  void refusesAPayloadThatWasCutOff() {
    assertThatThrownBy(() ->
            read(
                "{\"executionId\":\"e1\",\"messageType\":\"ExecutionStarted\",\"payload\":\"[{\\\"messageId\\\":"
                    + " \\\"m\",\"truncatedFields\":[\"payload\"]}"))
        .hasMessage(
            "f.json: the payload of execution e1 was cut off by Pipes, which logs at most 256 KB;"
                + " import it from a queue");
  }

  private static String logged(String type, String payload) {
    return "{\"executionId\":\"e1\",\"messageType\":\"%s\",\"resourceArn\":\"a\",\"payload\":%s}"
        .formatted(type, payload.startsWith("[{\\") ? "\"" + payload + "\"" : quoted(payload));
  }

  private static String quoted(String text) {
    return Json.text(Json.object().textNode(text));
  }

  private static String read(String text) {
    Capture capture = Capture.read(text, "f.json");
    StringBuilder summary = new StringBuilder(capture.form()).append(":");
    capture.records().forEach(record -> summary.append(' ').append(Json.text(record)));
    return summary.toString().replace("\\\"", "\\'").replace('"', '\'');
  }
}
