package io.github.standpipe.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction = new Redaction(Set.of("detail-type", "detail.status"), 7);

  @Test
  void keepsKeysKindsAndWhatItIsAskedToKeep() throws JsonProcessingException {
    JsonNode event =
        document(
            """
            {"detail-type": "OrderPlaced", "detail": {"status": "placed", "user": "Ann-1 O", "paid": true,
             "none": null, "count": 3, "total": -120.50, "tags": ["x9"], "empty": {}, "blank": " "}}
            """);
    assertThat(event.at("/detail-type").textValue()).isEqualTo("OrderPlaced");
    assertThat(event.at("/detail/status").textValue()).isEqualTo("placed");
    assertThat(event.at("/detail/user").textValue())
        .matches("[A-Z][a-z]{2}-\\d [A-Z]")
        .isNotEqualTo("Ann-1 O");
    assertThat(event.at("/detail/total").decimalValue().toPlainString())
        .matches("-\\d{3}\\.\\d{2}")
        .isNotEqualTo("-120.50");
    assertThat(event.at("/detail/tags/0").textValue()).matches("[a-z]\\d").isNotEqualTo("x9");
    assertThat(event.at("/detail/paid").booleanValue()).isTrue();
    assertThat(event.at("/detail/none").isNull()).isTrue();
    assertThat(event.at("/detail/count").intValue()).isEqualTo(3);
    assertThat(event.at("/detail/empty").isEmpty()).isTrue();
    assertThat(event.at("/detail/blank").textValue()).isEqualTo(" ");
  }

  @Test
  void standsInTheSameForTheSameEverywhere() throws JsonProcessingException {
    JsonNode event = document("{\"id\": \"C-17\", \"text\": \"{\\\"id\\\": \\\"C-17\\\"}\"}");
    String id = event.get("id").textValue();
    assertThat(event.get("text").textValue()).isEqualTo("{\"id\":\"" + id + "\"}");
    assertThat(redaction.key("C-17")).isEqualTo(id);
    assertThat(redaction.key("[\"C-17\",\"x\"]")).startsWith("[\"" + id + "\",");
  }

  @Test
  void standsInDifferentlyForDifferentValues() {
    Set<String> seen = new HashSet<>();
    for (int i = 100; i < 600; i++) {
      seen.add(redaction.key("C-" + i));
    }
    assertThat(seen).hasSize(500);
  }

  @Test
  void movesAllDatesByTheSameDays() throws JsonProcessingException {
    JsonNode event = document("[\"2026-01-01T09:30:00Z\", \"2026-01-03\", \"2026-99-99\"]");
    String first = event.get(0).textValue();
    assertThat(first).endsWith("T09:30:00Z").doesNotStartWith("2026-01-01");
    assertThat(java.time.LocalDate.parse(first.substring(0, 10)).plusDays(2))
        .hasToString(event.get(1).textValue());
    assertThat(event.get(2).textValue()).matches("\\d{4}-\\d{2}-\\d{2}");
  }

  @Test
  void givesTheSameForTheSameSeed() {
    assertThat(new Redaction(Set.of(), 7).key("C-17")).isEqualTo(redaction.key("C-17"));
    assertThat(new Redaction(Set.of(), 8).key("C-17")).isNotEqualTo(redaction.key("C-17"));
  }

  @Test
  void redactsARecordAndLeavesOutWhatFollowsFromIt() throws JsonProcessingException {
    JsonNode record =
        redaction.record(
            Json.parse(
                """
                {"messageId": "m1", "receiptHandle": "AQEB", "md5OfBody": "x", "body": "call Ann",
                 "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:orders",
                 "attributes": {"ApproximateReceiveCount": "3", "SenderId": "AIDA", "MessageGroupId": "C-17"},
                 "messageAttributes": {"tenant": {"stringValue": "acme", "dataType": "String"},
                   "size": {"stringValue": "12", "dataType": "Number"},
                   "blob": {"binaryValue": "AQID", "dataType": "Binary"}}}
                """));
    assertThat(Json.text(record))
        .matches(
            "\\{\"messageId\":\"m1\",\"body\":\"[a-z]{4} [A-Z][a-z]{2}\","
                + "\"attributes\":\\{\"ApproximateReceiveCount\":\"3\",\"MessageGroupId\":\"[A-Z]-\\d{2}\"},"
                + "\"messageAttributes\":\\{\"tenant\":\\{\"dataType\":\"String\",\"stringValue\":\"[a-z]{4}\"},"
                + "\"size\":\\{\"dataType\":\"Number\",\"stringValue\":\"12\"},"
                + "\"blob\":\\{\"dataType\":\"Binary\",\"binaryValue\":\"AAAA\"}}}");
    assertThat(record.path("body").textValue()).isNotEqualTo("call Ann");
  }

  private JsonNode document(String json) throws JsonProcessingException {
    return redaction.document(Json.parse(json));
  }
}
