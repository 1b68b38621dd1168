package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random messages and documents that hold personal values, each of which is known as a mark. */
final class MarkedEvents {
  private static final List<String> LETTERS =
      List.of("q", "Z", "\u00e9", "\u2460", "\u2163", "e\u0308", "\u24b6", "\u4e2d", "7", "\u00bd");
  private static final List<String> FIELDS =
      List.of("name", "email", "phone", "street", "note", "customerId", "tags", "line1", "Contact");

  private final Random random;
  final List<String> marks = new ArrayList<>();
  final List<ObjectNode> records = new ArrayList<>();
  final Map<String, ObjectNode> documents = new LinkedHashMap<>();

  MarkedEvents(Random random) {
    this.random = random;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      records.add(record(i));
    }
    if (random.nextBoolean()) {
      documents.put("customers", Json.object().set("C-1", value(2)));
    }
  }

  private ObjectNode record(int place) {
    ObjectNode event = object(3);
    event
        .put("kind", "order")
        .put("mail", email())
        .put("who", person())
        .put("age", 12 + random.nextInt(80));
    ObjectNode record = Json.object().put("messageId", "m-" + place);
    record.put("body", random.nextInt(10) == 0 ? text() : Json.text(event));
    ObjectNode attributes = record.putObject("attributes");
    attributes.put("MessageGroupId", person()).put("SenderId", "AIDA" + mark());
    attributes.put("AWSTraceHeader", "Root=1-" + mark());
    ObjectNode tenant = record.putObject("messageAttributes").putObject("tenant");
    tenant.put("stringValue", text()).put("dataType", "String." + mark());
    record
        .withObject("/messageAttributes/blob")
        .put("binaryValue", "AQIDBA==")
        .put("dataType", "Binary");
    return record;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 7)) {
      case 0 -> Json.array().add(number()).get(0);
      case 1, 2 -> Json.array().add(text()).get(0);
      case 3 -> {
        ArrayNode items = Json.array();
        for (int i = random.nextInt(4); i >= 0; i--) {
          items.add(value(depth - 1));
        }
        yield items;
      }
      case 4 -> {
        String json = Json.text(value(depth - 1));
        yield Json.array().add(random.nextBoolean() ? " \n" + json : json).get(0);
      }
      case 5 ->
          Json.array().add(Json.text(Json.array().add(Json.text(value(depth - 1))).get(0))).get(0);
      default -> object(depth);
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(4); i >= 0; i--) {
      object.set(key(), value(depth - 1));
    }
    return object;
  }

  private String key() {
    return switch (random.nextInt(12)) {
      case 0 -> email();
      case 1 -> person();
      case 2 ->
          "C-"
              + (1000 + random.nextInt(9000))
              + noted(String.valueOf(1_000_000_000L + random.nextInt(900_000_000)));
      case 3 -> phone();
      default -> FIELDS.get(random.nextInt(FIELDS.size()));
    };
  }

  private long number() {
    return Long.parseLong(
        noted(String.valueOf(1_000_000_000_000L + random.nextLong(9_000_000_000_000L))));
  }

  private String text() {
    return switch (random.nextInt(9)) {
      case 0 -> email();
      case 1 -> person();
      case 2 -> phone();
      case 3 -> "12 " + mark() + " Street, Lyon";
      case 4 -> "2026-03-0" + (1 + random.nextInt(9)) + " " + person() + " rang";
      case 5 -> "2026-03-01T10:00:00Z <" + email() + ">";
      case 6 -> mark();
      case 7 -> "\"" + person() + "\"";
      default -> "\u00e9 " + mark() + "\ud800";
    };
  }

  private String email() {
    return noted("m" + letters(8)) + "@byte.example";
  }

  private String person() {
    return "Ada " + noted("Q" + letters(9));
  }

  private String phone() {
    return "+33 " + noted(String.valueOf(100_000_000_000L + random.nextLong(800_000_000_000L)));
  }

  private String mark() {
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      mark.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return noted(mark.toString());
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  private String noted(String mark) {
    marks.add(mark);
    return mark;
  }

  /** One that compares, or only looks at, what each event holds. */
  FilterCriteria filter() {
    List<String> rules =
        List.of(
            "\"mail\": [{\"exists\": true}]",
            "\"mail\": [{\"anything-but\": [\"test@byte.example\"]}]",
            "\"mail\": [{\"suffix\": \"@byte.example\"}]",
            "\"mail\": [{\"prefix\": \"m\"}]",
            "\"who\": [{\"prefix\": \"Ada \"}]",
            "\"who\": [{\"anything-but\": [\"Test User\", \"Ada\"]}]",
            "\"who\": [{\"equals-ignore-case\": \"" + "ada " + letters(3) + "\"}]",
            "\"age\": [{\"numeric\": [\">=\", 18, \"<\", 65]}]",
            "\"age\": [{\"numeric\": [\"<\", 18]}, {\"numeric\": [\">\", 90]}]",
            "\"note\": [{\"exists\": false}]",
            "\"kind\": [\"order\"]");
    List<FilterPattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String one = rules.get(random.nextInt(rules.size()));
      patterns.add(FilterPattern.parse("{\"body\": {" + one + "}}", "W"));
    }
    if (random.nextInt(3) == 0) {
      String who = who(records.getFirst());
      if (!who.isEmpty()) {
        String pattern = "{\"body\": {\"who\": [" + Json.text(Json.array().add(who).get(0)) + "]}}";
        patterns.add(FilterPattern.parse(pattern, "W"));
      }
    }
    return FilterCriteria.of(patterns);
  }

  private static String who(ObjectNode record) {
    return Originals.event(record).path("who").asText();
  }
}
