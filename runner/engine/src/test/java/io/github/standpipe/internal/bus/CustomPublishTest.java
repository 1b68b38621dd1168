package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.CustomPublish.AnsweredCall;
import io.github.standpipe.internal.bus.CustomPublish.DuplicateEntry;
import io.github.standpipe.internal.bus.CustomPublish.FailedEntry;
import io.github.standpipe.internal.bus.CustomPublish.PublishedEntry;
import io.github.standpipe.internal.bus.CustomPublish.RefusedCall;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomPublishTest {
  private static CustomPublish bus() {
    return new CustomPublish(around(), false, "orders");
  }

  private static ObjectNode enveloped() {
    return Json.object().put("Source", "s").put("DetailType", "t").put("Detail", "{}");
  }

  private static JsonNode raw(String data, String system) {
    return json("{\"Data\": " + data + ", \"SystemMetadata\": {" + system + "}}");
  }

  private static final String JSON = "\"ContentType\": \"application/json\"";

  @Test
  void takesAHundredEntries() {
    assertThat(bus().putEvents(Collections.nCopies(100, enveloped())))
        .isInstanceOf(AnsweredCall.class);
    assertThat(bus().putEvents(Collections.nCopies(101, enveloped())))
        .isEqualTo(
            new RefusedCall("InvalidInputException", "the call has 101 entries; send 1 to 100"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|Source has 0 characters; write 1 to 256",
        "{\"Source\": \"s\"}|DetailType has 0 characters; write 1 to 128",
        "{\"Source\": \"aws.s3\", \"DetailType\": \"t\"}|Source begins with aws., which only AWS"
            + " may use; write another",
        "{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\": \"{\"}|Detail is not JSON; write a"
            + " JSON text",
        "{\"Source\": \"s\", \"DetailType\": \"t\", \"EventBusName\": \"b\"}|has EventBusName,"
            + " which only Classic buses accept; remove it",
        "{\"Source\": \"s\", \"DetailType\": \"t\", \"SystemMetadata\": {\"EventGroupId\": \" \"}}|"
            + "SystemMetadata.EventGroupId is blank or too long; write 1 to 128 characters"
      })
  void oneFaultRefusesTheWholeCall(String entry, String message) {
    assertThat(bus().putEvents(List.of(enveloped(), json(entry))))
        .isEqualTo(new RefusedCall("InvalidInputException", "entry 2: " + message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"SystemMetadata\": {\"ContentType\": \"application/json\"}}|Data is missing; add it",
        "{\"Data\": 1}|SystemMetadata.ContentType is ''; write application/json",
        "{\"Data\": 1, \"SystemMetadata\": {\"ContentType\":"
            + " \"text/plain\"}}|SystemMetadata.ContentType is 'text/plain'; write"
            + " application/json",
        "{\"Data\": 1, \"Metadata\": {\"a/b\": \"x\"}, \"SystemMetadata\": {\"ContentType\":"
            + " \"application/json\"}}|Metadata has a key 'a/b' whose name or value is not a text;"
            + " write 1 to 128 characters without /, and a text"
      })
  void oneFaultRefusesAllRawEvents(String entry, String message) {
    assertThat(bus().putRawEvents(List.of(json(entry))))
        .isEqualTo(new RefusedCall("InvalidInputException", "entry 1: " + message));
  }

  @Test
  void publishesTheSameIdOnceInEachGroup() {
    String id = JSON + ", \"DeduplicationId\": \"d\"";
    CustomPublish bus = bus();
    AnsweredCall first =
        (AnsweredCall)
            bus.putRawEvents(
                List.of(
                    raw("1", id),
                    raw("2", id),
                    raw("3", id + ", \"EventGroupId\": \"g\""),
                    raw("1", JSON),
                    raw("1", JSON)));
    assertThat(first.entries().get(0)).isInstanceOf(PublishedEntry.class);
    assertThat(first.entries().get(1)).isEqualTo(new DuplicateEntry());
    assertThat(first.events()).hasSize(4);
    AnsweredCall second = (AnsweredCall) bus.putRawEvents(List.of(raw("9", id)));
    assertThat(second.entries()).containsExactly(new DuplicateEntry());
  }

  @Test
  void publishesEqualContentOnceIfItIsAskedTo() {
    CustomPublish bus = new CustomPublish(around(), true, "orders");
    AnsweredCall call =
        (AnsweredCall) bus.putRawEvents(List.of(raw("1", JSON), raw("1", JSON), raw("2", JSON)));
    assertThat(call.events()).hasSize(2);
    AnsweredCall enveloped = (AnsweredCall) bus.putEvents(List.of(enveloped(), enveloped()));
    assertThat(enveloped.events()).hasSize(1);
  }

  @Test
  void schemedDataMustBeGivenAsWhatItDecodesTo() {
    String avro = "\"ContentType\": \"application/avro\"";
    AnsweredCall call =
        (AnsweredCall) bus().putRawEvents(List.of(raw("{\"a\": 1}", avro), raw("\"AAA=\"", avro)));
    assertThat(call.events().getFirst().raw()).isEqualTo("{\"a\":1}");
    assertThat(call.events().getFirst().systemMetadata().get("ContentType").asText())
        .isEqualTo("application/avro");
    assertThat(call.entries().get(1))
        .isInstanceOfSatisfying(
            FailedEntry.class, e -> assertThat(e.code()).isEqualTo("VALIDATION_ERROR"));
  }

  @Test
  void numbersAreTextsThatGrow() {
    AnsweredCall call = (AnsweredCall) bus().putRawEvents(List.of(raw("1", JSON), raw("2", JSON)));
    assertThat(call.events())
        .extracting(event -> event.systemMetadata().get("aws:SequenceNumber"))
        .containsExactly(json("\"1\""), json("\"2\""));
  }

  @Test
  void warnsOfSizesAndDetailsThatAreNotSettled() {
    assertThat(rules(bus().putRawEvents(List.of(raw("\"" + "x".repeat(262_145) + "\"", JSON)))))
        .containsExactly("V1");
    assertThat(bus().putRawEvents(List.of(raw("\"" + "x".repeat(1_048_577) + "\"", JSON))))
        .isInstanceOf(RefusedCall.class);
    assertThat(rules(bus().putEvents(List.of(enveloped().put("Detail", "[1]")))))
        .containsExactly("V5");
    AnsweredCall none =
        (AnsweredCall) bus().putEvents(List.of(enveloped().without(List.of("Detail"))));
    assertThat(rules(none)).containsExactly("V5");
    assertThat(none.events().getFirst().data().orElseThrow().has("detail")).isFalse();
    assertThat(rules(bus().putEvents(List.of(enveloped())))).isEmpty();
  }

  private static List<String> rules(CustomPublish.CustomAnswer answer) {
    return ((AnsweredCall) answer).warnings().stream().map(Warning::rule).toList();
  }
}
