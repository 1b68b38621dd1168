package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata is found in every envelope, and nothing of a similar name hides it. */
class MetadataTest {
  private static final List<String> ENVELOPES =
      List.of(
          "auto",
          "body",
          "text",
          "sns",
          "eventbridge",
          "sns,eventbridge",
          "auto,eventbridge",
          "sns,text",
          "eventbridge,eventbridge",
          "sns,sns");

  private static final Enricher KEEPS =
      Enricher.each(event -> new Verdict.Quarantine("to see its metadata"));

  @TempDir Path root;

  /** A record made at random, and the expected metadata. */
  private static final class Case {
    final Random random;
    final String envelope;
    String id = "";
    String version = "";
    String correlationId = "m";
    private final @Nullable ObjectNode metadata;

    Case(Random random) {
      this.random = random;
      this.envelope = ENVELOPES.get(random.nextInt(ENVELOPES.size()));
      this.metadata = random.nextBoolean() ? Json.object().put("id", "e-1") : null;
    }

    boolean opens(String layer) {
      return List.of(envelope.split(",")).contains(layer);
    }

    String record() {
      boolean read = !opens("text");
      boolean bus = opens("eventbridge") || random.nextBoolean();
      ObjectNode message = bus ? bus() : plain();
      if (envelope.equals("eventbridge,eventbridge")) {
        message = Json.object().put("id", "outer").set("detail", message);
      }
      boolean sns = opens("sns") || !envelope.startsWith("eventbridge") && random.nextBoolean();
      if (envelope.equals("sns,sns")) {
        message = sns(message);
      }
      if (sns && envelope.equals("body")) {
        read = false;
      }
      if (read) {
        expect(bus);
      }
      ObjectNode body = sns ? sns(message) : message;
      if (sns && !envelope.equals("text") && random.nextBoolean()) {
        attribute(body.putObject("MessageAttributes"), "Type", "Value", "sns-1");
      }
      ObjectNode record = (ObjectNode) Layer.json(Layer.record("m", Json.text(body)));
      if (random.nextInt(4) == 0) {
        attribute(record.putObject("messageAttributes"), "dataType", "stringValue", "sqs-1");
      }
      return Json.text(record);
    }

    private void attribute(ObjectNode attributes, String type, String value, String id) {
      attributes.putObject("other").put(type, "String").put(value, "x");
      attributes.putObject("correlationId").put(type, "String").put(value, id);
      correlationId = id;
    }

    private void expect(boolean bus) {
      id = metadata == null ? bus ? "bus-1" : "own-1" : "e-1";
      version = metadata == null ? "" : metadata.path("version").asText();
      String own = metadata == null ? "" : metadata.path("correlationId").asText();
      correlationId = own.isEmpty() ? "m" : own;
    }

    private ObjectNode bus() {
      ObjectNode event = Json.object().put("version", "0").put("id", "bus-1");
      if (!opens("eventbridge") || random.nextBoolean()) {
        event.put("detail-type", "OrderPlaced");
      }
      ObjectNode detail = event.putObject("detail").put("id", "domain-1");
      if (random.nextBoolean()) {
        detail.set("detail", decoy());
      }
      describe(detail);
      return event;
    }

    /** Not an event envelope, though it may have one or the other field of one. */
    private ObjectNode plain() {
      ObjectNode event = Json.object().put("id", "own-1");
      switch (random.nextInt(4)) {
        case 0 -> event.set("detail", decoy());
        case 1 -> event.putObject("detail").putObject("metadata").put("id", "wrong");
        case 2 -> event.put("detail-type", "OrderPlaced").put("detail", "by post");
        default -> event.put("detail-type", "OrderPlaced");
      }
      describe(event);
      return event;
    }

    private void describe(ObjectNode holder) {
      if (metadata != null) {
        if (random.nextBoolean()) {
          metadata.put("version", new BigDecimal(random.nextInt(50)).movePointLeft(1));
        }
        if (random.nextBoolean()) {
          metadata.put("correlationId", "c-1");
        }
        holder.set("metadata", metadata);
      } else if (random.nextBoolean()) {
        holder.set("metadata", decoy());
      }
    }

    private JsonNode decoy() {
      return switch (random.nextInt(4)) {
        case 0 -> Json.object().put("t", "a text").get("t");
        case 1 -> Json.array().add(1);
        case 2 -> NullNode.instance;
        default -> Json.object().put("n", 7).get("n");
      };
    }

    private static ObjectNode sns(ObjectNode message) {
      return Json.object()
          .put("Type", "Notification")
          .put("MessageId", "s-1")
          .put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:orders")
          .put("Message", Json.text(message));
    }
  }

  @Test
  void findsMetadataInEveryEnvelope() {
    Random random = new Random(8);
    for (int run = 0; run < 2000; run++) {
      Case each = new Case(random);
      String record = each.record();
      Layer layer = new Layer(root).quarantining().set("ENVELOPE", each.envelope);
      layer.answer(KEEPS, batch(record));
      JsonNode kept = layer.quarantined.getFirst();
      String found =
          kept.path("metadata").path("id").asText()
              + " "
              + kept.path("metadata").path("version").asText()
              + " "
              + kept.path("correlationId").asText();
      assertThat(found)
          .as(each.envelope + " " + record)
          .isEqualTo(each.id + " " + each.version + " " + each.correlationId);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|1",
        "1.0|1.0",
        "1e1|10",
        "12345678901234567890|12345678901234567890",
        "1e999999|",
        "1e-999999|",
        "\"V1\"|V1",
        "\" 2 \"|2",
        "true|",
        "null|",
        "[1]|",
        "\"\"|"
      })
  void readsAVersionAsItIsWritten(String json, String version) {
    JsonNode body = Layer.json("{\"metadata\":{\"version\":" + json + "}}");
    assertThat(Metadata.of(body, false).version()).isEqualTo(version == null ? "" : version);
  }

  @Test
  void stampsAFieldThatIsNull() {
    Layer layer = new Layer(root).set("EMIT_METADATA", "metadata");
    assertThat(
            layer.answer(
                layer.transform("{\"a\": 1, * : .}"), batch(record("m", "{\"metadata\":null}"))))
        .isEqualTo(
            "[{\"a\":1,\"metadata\":"
                + "{\"id\":\"m\",\"messageId\":\"m\",\"correlationId\":\"m\"}}]");
  }
}
