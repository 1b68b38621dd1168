package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an envelope shows of the stages that its record passed. */
class QuarantineTraceTest {
  private static final String ORDER =
      "{\"type\":\"Order\",\"metadata\":{\"version\":\"1.4\"},\"secret\":1.10}";

  @TempDir Path root;
  private Layer layer = new Layer(Path.of(""));

  @BeforeEach
  void unpack() {
    layer =
        new Layer(root)
            .quarantining()
            .file("order.jslt", "quarantine(\"no\")")
            .file("Order.v1-v2.jslt", "{\"type\": .type, \"secrets\": [.secret]}");
  }

  private JsonNode envelope(String body) {
    layer.answer(Transform.in(layer.environment()), batch(record("m", body)));
    return layer.quarantined.getLast();
  }

  private String trace(String body) {
    return Json.text(envelope(body).path("trace"));
  }

  private static String sns(String message) {
    return Json.text(
        Json.object().put("Type", "Notification").put("TopicArn", "arn:t").put("Message", message));
  }

  @Test
  void namesTheFieldsAtEachStage() {
    assertThat(trace(sns(ORDER)))
        .isEqualTo(
            "[{\"stage\":\"body\",\"bytes\":126,\"is\":\"an object\","
                + "\"fields\":[\"Type\",\"TopicArn\",\"Message\"]},{\"stage\":\"event\",\"is\":\"an"
                + " object\","
                + "\"fields\":[\"type\",\"metadata\",\"secret\"],\"version\":\"1.4\"},{\"stage\":\"version\",\"is\":\"an"
                + " object\",\"fields\":[\"type\",\"secrets\"]}]");
  }

  @Test
  void leavesOutAStageThatChangedNothing() {
    assertThat(trace("{\"a\":1}"))
        .isEqualTo("[{\"stage\":\"body\",\"bytes\":7,\"is\":\"an object\",\"fields\":[\"a\"]}]");
    assertThat(trace("[1]")).isEqualTo("[{\"stage\":\"body\",\"bytes\":3,\"is\":\"an array\"}]");
  }

  @Test
  void endsWhereTheRecordCameNoFurther() {
    assertThat(trace("SECRET")).isEqualTo("[{\"stage\":\"body\",\"bytes\":6}]");
    assertThat(trace(sns("SECRET")))
        .startsWith("[{\"stage\":\"body\",\"bytes\":")
        .doesNotContain("SECRET", "\"event\"");
    assertThat(trace(ORDER.replace("1.4", "7")))
        .isEqualTo(
            "[{\"stage\":\"body\",\"bytes\":57,\"is\":\"an object\","
                + "\"fields\":[\"type\",\"metadata\",\"secret\"],\"version\":\"7\"}]");
  }

  @Test
  void holdsTheValuesOnlyWhereItIsToldTo() {
    layer.set("QUARANTINE_TRACE", "values");
    assertThat(trace(ORDER))
        .isEqualTo(
            "[{\"stage\":\"body\",\"bytes\":59,\"is\":\"an object\","
                + "\"fields\":[\"type\",\"metadata\",\"secret\"],\"value\":"
                + ORDER
                + ",\"version\":\"1.4\"},{\"stage\":\"version\",\"is\":\"an object\","
                + "\"fields\":[\"type\",\"secrets\"],"
                + "\"value\":{\"type\":\"Order\",\"secrets\":[1.10]}}]");
    assertThat(trace("[".repeat(999) + "]".repeat(999)))
        .isEqualTo("[{\"stage\":\"body\",\"bytes\":1998,\"is\":\"an array\"}]");
  }

  @ParameterizedTest
  @CsvSource({"keys,", "whole, stages"})
  void namesNoFieldWhereTheRecordIsLeftOutOrItIsToldTo(String record, String trace) {
    layer.set("QUARANTINE_RECORD", record).set("QUARANTINE_TRACE", trace == null ? "" : trace);
    assertThat(trace(ORDER))
        .isEqualTo(
            "[{\"stage\":\"body\",\"bytes\":59,\"is\":\"an object\",\"version\":\"1.4\"},"
                + "{\"stage\":\"version\",\"is\":\"an object\"}]");
  }

  @Test
  void refusesValuesWhereTheRecordIsLeftOut() {
    layer.set("QUARANTINE_RECORD", "keys").set("QUARANTINE_TRACE", "values");
    assertThatThrownBy(() -> envelope("{}"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "environment variable QUARANTINE_TRACE: is 'values', but QUARANTINE_RECORD leaves the"
                + " record out; write stages or fields");
    layer.set("QUARANTINE_RECORD", "whole").set("QUARANTINE_TRACE", "all");
    assertThatThrownBy(() -> envelope("{}"))
        .hasMessage(
            "environment variable QUARANTINE_TRACE: is 'all'; write fields, stages or values");
  }

  @Test
  void namesFiftyFieldsAtMost() {
    ObjectNode wide = Json.object();
    for (int i = 0; i < 60; i++) {
      wide.put("f" + i, i);
    }
    assertThat(envelope(Json.text(wide)).at("/trace/0/fields")).hasSize(50);
  }

  @Test
  void losesTheTraceBeforeTheRecordWhereAnEnvelopeIsTooLarge() {
    layer.set("QUARANTINE_TRACE", "values");
    ObjectNode envelope = (ObjectNode) envelope(ORDER);
    ObjectNode shorter = QuarantineEnvelope.redacted(envelope);
    assertThat(shorter.path("record")).isEqualTo(envelope.path("record"));
    assertThat(Json.text(shorter.path("trace"))).doesNotContain("secret").contains("1.4");
    ObjectNode shortest = QuarantineEnvelope.byKeys(envelope);
    assertThat(Json.text(shortest)).doesNotContain("secret", "record").contains("\"keys\":");
  }

  @Test
  void sendsTheRecordWithoutTheTracesContentsWhereTheQueueTakesNoMore() {
    layer.set("QUARANTINE_TRACE", "values");
    JsonNode all = envelope(ORDER);
    assertThat(all.path("trace").findValues("value")).hasSize(2);
    layer.set("QUARANTINE_MAX_BYTES", String.valueOf(Json.bytes(all).length - 1));
    JsonNode fitting = envelope(ORDER);
    assertThat(fitting.path("record")).isEqualTo(all.path("record"));
    assertThat(Json.text(fitting.path("trace")))
        .isEqualTo(
            "[{\"stage\":\"body\",\"bytes\":59,\"is\":\"an object\",\"version\":\"1.4\"},"
                + "{\"stage\":\"version\",\"is\":\"an object\"}]");
    layer.set("QUARANTINE_MAX_BYTES", String.valueOf(Json.bytes(fitting).length - 1));
    JsonNode keys = envelope(ORDER);
    assertThat(keys.has("record")).isFalse();
    assertThat(keys.at("/keys/messageId").asText()).isEqualTo("m");
  }

  @Test
  void tellsWhetherItWasDecidedOrAnErrorAndWhatTheBatchLookedUp() {
    JsonNode decided = envelope(ORDER);
    assertThat(decided.path("outcome").asText()).isEqualTo("quarantine");
    assertThat(decided.has("lookups")).isFalse();
    layer.documents("products").file("order.jslt", "error(lookup(\"products\", .sku).name)");
    layer.set("MAX_RECEIVES", "1");
    JsonNode failed = envelope("{\"sku\":\"a\"}");
    assertThat(failed.path("outcome").asText()).isEqualTo("failure");
    assertThat(Json.text(failed.path("lookups")))
        .isEqualTo("{\"calls\":1,\"keys\":1,\"cacheHits\":0}");
  }

  @Test
  void showsWhatAnInputTemplateRenderedAsTheBody() {
    layer.answer(Enricher.each(e -> new Verdict.Quarantine("no")), "[{\"a\":1}]");
    assertThat(Json.text(layer.quarantined.getLast().path("trace")))
        .isEqualTo("[{\"stage\":\"body\",\"is\":\"an object\",\"fields\":[\"a\"]}]");
  }

  @Test
  void saysThatNoReasonWasGiven() {
    layer.answer(Enricher.each(e -> new Verdict.Quarantine(" ")), batch(record("m", "{}")));
    assertThat(layer.quarantined.getLast().path("reason").asText())
        .isEqualTo("no reason was given");
  }
}
