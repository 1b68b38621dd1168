package io.github.standpipe.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final Set<String> KEPT =
      Set.of("detail-type", "detail.status", "lookups.customers.tier");
  private final Redaction redaction = keeping(KEPT, 7, List.of());

  private static Redaction keeping(Set<String> kept, long seed, List<ObjectNode> records) {
    return Redaction.replacing(new Replacements(kept, Map.of(), seed), records, Map.of());
  }

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
  void movesDatesNearEachOtherByTheSameDays() throws JsonProcessingException {
    JsonNode event = document("[\"2026-01-01T09:30:00Z\", \"2026-01-03\", \"2026-99-99\"]");
    String first = event.get(0).textValue();
    assertThat(first).endsWith("T09:30:00Z").doesNotStartWith("2026-01-01");
    assertThat(java.time.LocalDate.parse(first.substring(0, 10)).plusDays(2))
        .hasToString(event.get(1).textValue());
    assertThat(event.get(2).textValue()).matches("\\d{4}-\\d{2}-\\d{2}");
  }

  @Test
  void givesTheSameForTheSameSeed() {
    assertThat(keeping(KEPT, 7, List.of()).key("C-17")).isEqualTo(redaction.key("C-17"));
    assertThat(keeping(KEPT, 8, List.of()).key("C-17")).isNotEqualTo(redaction.key("C-17"));
  }

  @Test
  void redactsARecordAndLeavesOutWhatFollowsFromIt() throws JsonProcessingException {
    JsonNode record =
        redaction.record(
            (ObjectNode)
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
                + "\"size\":\\{\"dataType\":\"Number\",\"stringValue\":\"\\d{2}\"},"
                + "\"blob\":\\{\"dataType\":\"Binary\",\"binaryValue\":\"AAAA\"}}}");
    assertThat(record.path("body").textValue()).isNotEqualTo("call Ann");
  }

  @Test
  void keepsWhatADocumentIsAskedToKeep() throws JsonProcessingException {
    JsonNode document =
        redaction.document("customers", Json.parse("{\"name\":\"Ann\",\"tier\":\"gold\"}"));
    assertThat(document.path("tier").textValue()).isEqualTo("gold");
    assertThat(document.path("name").textValue()).matches("[A-Z][a-z]{2}").isNotEqualTo("Ann");
  }

  @Test
  void keepsAValueWhereverItStandsOnceItIsKept() throws JsonProcessingException {
    ObjectNode record =
        Json.object().put("body", "{\"other\":\"placed\",\"detail\":{\"status\":\"placed\"}}");
    Redaction keeping = keeping(KEPT, 7, List.of(record));
    assertThat(keeping.record(record).get("body").textValue())
        .isEqualTo("{\"other\":\"placed\",\"detail\":{\"status\":\"placed\"}}");
    assertThat(keeping.key("placed")).isEqualTo("placed");
  }

  @Test
  void makesAnIdOfHexadecimalDigitsOne() {
    String id = redaction.key("7bf73129-1428-4cd3-a780-95db273d1601");
    assertThat(id)
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo("7bf73129-1428-4cd3-a780-95db273d1601");
  }

  @Test
  void replacesNothingWhereItIsNone() throws JsonProcessingException {
    ObjectNode record =
        (ObjectNode) Json.parse("{\"messageId\":\"m\",\"receiptHandle\":\"r\",\"body\":\"Ann\"}");
    assertThat(Json.text(Redaction.NONE.record(record)))
        .isEqualTo("{\"messageId\":\"m\",\"body\":\"Ann\"}");
    assertThat(Redaction.NONE.key("C-17")).isEqualTo("C-17");
  }

  /** An event as a redacted record holds it. */
  private JsonNode document(String json) throws JsonProcessingException {
    return Json.parse(redaction.record(Json.object().put("body", json)).get("body").textValue());
  }

  /** Forms in which a value has been seen to stay. */
  private static final List<String> FORMS =
      List.of(
          "%s",
          "2026-03-01 %s rang",
          "2026-03-01T%s",
          "2026-03-01T10:00:00Z %s",
          " {\"name\": \"%s\"}",
          "\"{\\\"name\\\": \\\"%s\\\"}\"",
          "[\"2026-03-01 %s\"]",
          "<%s@byte.example>");

  @Test
  void leavesNoMarkedValueInTenThousandBodies() {
    Random random = new Random(7);
    for (int body = 0; body < 10_000; body++) {
      String mark = mark(random);
      String text = FORMS.get(random.nextInt(FORMS.size())).formatted(mark);
      ObjectNode event = Json.object().put("kind", "a");
      event.putObject("detail").putArray("notes").add(text);
      ObjectNode record = Json.object().put("messageId", "m");
      record.put("body", random.nextBoolean() ? Json.text(event) : text);
      record
          .putObject("messageAttributes")
          .putObject("tenant")
          .put("dataType", "String." + mark)
          .put("stringValue", text);

      ObjectNode redacted = keeping(Set.of("kind"), body, List.of(record)).record(record);

      assertThat(redacted.toString()).as(text).doesNotContain(mark);
    }
  }

  private static String mark(Random random) {
    List<String> letters =
        List.of(
            "q", "Z", "\u00e9", "\u2460", "\u2163", "e\u0308", "\u24b6", "\u4e2d", "7", "\u00bd");
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      mark.append(letters.get(random.nextInt(letters.size())));
    }
    return mark.toString();
  }

  @Test
  void replacesNumeralsMarksAndHalvesOfCharacters() {
    assertThat(redaction.key("\u2460\u2163\u24b6\ud800")).isEqualTo("\u2605\u2605\u2605\u2605");
    assertThat(redaction.key("e\u0308x")).matches("[a-z]\u0301[a-z]");
  }

  @Test
  void keepsTheTimeBehindADateAndNothingElse() {
    assertThat(redaction.key("2026-03-01T10:15:30.5+01:00")).endsWith("T10:15:30.5+01:00");
    assertThat(redaction.key("2026-03-01 10:15 Ada")).doesNotEndWith("Ada");
  }
}
