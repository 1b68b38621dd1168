package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRecordTest {
  private static ObjectNode complete(String given) {
    return complete(given, Given.QUEUE);
  }

  private static ObjectNode complete(String given, Source source) {
    return SourceRecord.complete(Given.json(given), 3, source, Given.CLOCK);
  }

  @Test
  void completesABodyToARecordInSqsOrder() {
    assertThat(Json.text(complete("{\"body\": \"{\\\"a\\\":1}\"}")))
        .isEqualTo(
            """
            {"messageId":"00000000-0000-4000-8000-000000000003",\
            "receiptHandle":"receipt-of-00000000-0000-4000-8000-000000000003",\
            "body":"{\\"a\\":1}",\
            "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1772600767089",\
            "SenderId":"AIDAEXAMPLE","ApproximateFirstReceiveTimestamp":"1772600767089"},\
            "messageAttributes":{},"md5OfMessageAttributes":null,\
            "md5OfBody":"bb6cb5c68df4652941caf652a366f2d8","eventSource":"aws:sqs",\
            "eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:orders",\
            "awsRegion":"eu-west-1"}\
            """);
  }

  @Test
  void addsTheAttributesOfAFifoQueue() {
    assertThat(
            complete("{\"body\": \"x\", \"messageId\": \"m\"}", Given.queue("orders.fifo"))
                .get("attributes")
                .toString())
        .endsWith(
            "\"SequenceNumber\":\"18849496460467696128\",\"MessageGroupId\":\"1\","
                + "\"MessageDeduplicationId\":\"m\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"text\"|text",
        "\" { } \"|` { } `",
        "{\"a\" : [1, 2.0]}|{\"a\":[1,2.0]}",
        "[ ]|[]",
        "5|5",
        "null|null",
        "\"\"|``"
      })
  void keepsABodyThatIsTextAndCompactsOneThatIsJson(String given, String body) {
    assertThat(complete("{\"body\": " + given + "}").get("body").textValue()).isEqualTo(body);
  }

  @Test
  void keepsWhatIsGiven() {
    String given =
        "{\"messageId\":\"m\",\"receiptHandle\":\"r\",\"body\":\"b\","
            + "\"attributes\":{\"ApproximateReceiveCount\":\"4\",\"SentTimestamp\":\"5\","
            + "\"SenderId\":\"s\",\"ApproximateFirstReceiveTimestamp\":\"6\",\"AWSTraceHeader\":\"t\"},"
            + "\"messageAttributes\":{\"t\":{\"stringValue\":\"v\",\"stringListValues\":[],"
            + "\"binaryListValues\":[],\"dataType\":\"String\"}},\"md5OfMessageAttributes\":\"h\","
            + "\"md5OfBody\":\"g\",\"eventSource\":\"e\",\"eventSourceARN\":\"a\",\"awsRegion\":\"w\"}";
    assertThat(Json.text(complete(given))).isEqualTo(given);
  }

  @Test
  void completesARecordThatIsCompleteToItself() {
    ObjectNode once =
        complete(
            "{\"body\": {\"a\": 1}, \"messageAttributes\": {\"t\": {\"stringValue\": \"v\"}}}");
    assertThat(complete(Json.text(once))).isEqualTo(once);
  }

  @Test
  void givesMessageAttributesTheirShape() {
    ObjectNode record =
        complete(
            "{\"body\": \"x\", \"messageAttributes\": {\"s\": {\"stringValue\": \"v\"},"
                + " \"b\": {\"binaryValue\": \"AP8=\"}}}");
    assertThat(record.get("messageAttributes").toString())
        .isEqualTo(
            "{\"s\":{\"stringValue\":\"v\",\"stringListValues\":[],\"binaryListValues\":[],"
                + "\"dataType\":\"String\"},"
                + "\"b\":{\"binaryValue\":\"AP8=\",\"stringListValues\":[],\"binaryListValues\":[],"
                + "\"dataType\":\"Binary\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"timestamp\":{\"stringValue\":\"1493147359900\",\"dataType\":\"Number\"}}|235c5c510d26fb653d073faed50ae77c",
        "{\"é\":{\"stringValue\":\"日\"},\"bin\":{\"binaryValue\":\"AP8=\",\"dataType\":\"Binary.png\"},\"timestamp\":{\"stringValue\":\"1493147359900\",\"dataType\":\"Number\"}}|c65eaa4201d1a263a218dffd1341232e"
      })
  void digestsMessageAttributesAsSqsDoes(String attributes, String md5) {
    assertThat(
            complete("{\"body\": \"x\", \"messageAttributes\": " + attributes + "}")
                .get("md5OfMessageAttributes")
                .textValue())
        .isEqualTo(md5);
  }

  @Test
  void digestsABodyAsUtf8() {
    assertThat(complete("{\"body\": \"é\"}").get("md5OfBody").textValue())
        .isEqualTo("66ddcd97cfdeabb2f6fb8a999b4bc76f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|record 3: has no body; add one, as text or as JSON",
        "\"text\"|record 3: is a string; write an object",
        "[]|record 3: is an array; write an object",
        "{\"Body\":\"x\"}|record 3: has a field 'Body', which no SQS record has",
        "{\"body\":\"x\",\"messageId\":5}|record 3: messageId is a number; SQS sends a string",
        "{\"body\":\"x\",\"attributes\":[]}|record 3: attributes: is an array; write an object",
        "{\"body\":\"x\",\"attributes\":{\"ApproximateReceiveCount\":2}}|record 3: attributes:"
            + " ApproximateReceiveCount is a number; SQS sends a string",
        "{\"body\":\"x\",\"messageAttributes\":\"x\"}|record 3: messageAttributes: is a string;"
            + " write an object",
        "{\"body\":\"x\",\"messageAttributes\":{\"t\":\"x\"}}|record 3: messageAttributes.t: is a"
            + " string; write an object",
        "{\"body\":\"x\",\"messageAttributes\":{\"t\":{}}}|record 3: messageAttributes.t: has no"
            + " stringValue, which its dataType requires",
        "{\"body\":\"x\",\"messageAttributes\":{\"t\":{\"StringValue\":\"x\"}}}|record 3:"
            + " messageAttributes.t: has a field 'StringValue', which no SQS record has",
        "{\"body\":\"x\",\"messageAttributes\":{\"t\":{\"stringValue\":\"x\",\"dataType\":\"Binary\"}}}|record"
            + " 3: messageAttributes.t: has no binaryValue, which its dataType requires",
        "{\"body\":\"x\",\"messageAttributes\":{\"t\":{\"binaryValue\":\"%\"}}}|record 3:"
            + " messageAttributes.t: binaryValue is not Base64"
      })
  void refusesWhatSqsNeverSends(String given, String message) {
    assertThat(Given.fault(() -> complete(given))).isEqualTo(message);
  }
}
