package io.github.standpipe.internal.bus;

import static io.github.standpipe.internal.bus.Laying.around;
import static io.github.standpipe.internal.bus.Laying.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.PutEvents.EntryAnswers;
import io.github.standpipe.internal.bus.PutEvents.RefusedEntry;
import io.github.standpipe.internal.bus.PutEvents.TakenEntry;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PutEventsTest {
  private static final PutEvents BUS = new PutEvents(around());

  private static ObjectNode entry() {
    return Json.object().put("Source", "s").put("DetailType", "t").put("Detail", "{}");
  }

  private static PutEvents.EntryAnswer answer(JsonNode entry) {
    return ((EntryAnswers) BUS.answer(List.of(entry))).entries().getFirst();
  }

  @Test
  void takesTenEntriesAndNoMore() {
    assertThat(BUS.answer(Collections.nCopies(10, entry())))
        .isInstanceOfSatisfying(EntryAnswers.class, a -> assertThat(a.failedEntryCount()).isZero());
    assertThat(BUS.answer(Collections.nCopies(11, entry())))
        .isInstanceOfSatisfying(
            PutEvents.RequestRefusal.class,
            refused -> assertThat(refused.code()).isEqualTo("ValidationException"));
  }

  @Test
  void boundsTheSizeOfTheCall() {
    ObjectNode fits = entry().put("Detail", "{\"a\":\"" + "é".repeat(524_283) + "\"}");
    assertThat(PutEvents.size(fits)).isEqualTo(1_048_576);
    assertThat(((EntryAnswers) BUS.answer(List.of(fits))).warnings())
        .containsExactly(
            new Warning(
                "bus-put-events",
                "the entries have 1048576 bytes in all; older AWS documents allow 262144, so send"
                    + " fewer at once"));
    assertThat(((EntryAnswers) BUS.answer(List.of(entry()))).warnings()).isEmpty();
    assertThat(BUS.answer(List.of(fits.deepCopy().put("Time", 1))))
        .isEqualTo(
            new PutEvents.RequestRefusal(
                "ValidationException",
                "Total size of the entries in the request is over the limit."));
    ObjectNode named = entry();
    named.putArray("Resources").add("12345");
    assertThat(PutEvents.size(named)).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Source", "DetailType", "Detail"})
  void asksForWhatIsMissingOrEmpty(String key) {
    RefusedEntry refused =
        new RefusedEntry(
            "InvalidArgument",
            "Parameter %1$s is not valid. Reason: %1$s is a required argument.".formatted(key));
    assertThat(answer(entry().put(key, ""))).isEqualTo(refused);
    assertThat(answer(entry().without(List.of(key)))).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotJSON", "[]", "{{}", "\"NotJSON\"", "1", "null", "{} {}"})
  void aDetailIsAnObject(String detail) {
    assertThat(answer(entry().put("Detail", detail)))
        .isEqualTo(new RefusedEntry("MalformedDetail", "Detail is malformed."));
  }

  @Test
  void takesNoSourceOfAws() {
    assertThat(answer(entry().put("Source", "aws.s3")))
        .isInstanceOfSatisfying(
            RefusedEntry.class,
            refused -> assertThat(refused.code()).isEqualTo("NotAuthorizedForSourceException"));
  }

  @Test
  void answersEachEntryInTheirOrder() {
    EntryAnswers answered =
        (EntryAnswers) BUS.answer(List.of(entry(), entry().put("Detail", "x"), entry()));
    assertThat(answered.failedEntryCount()).isEqualTo(1);
    assertThat(answered.entries().get(0)).isInstanceOf(TakenEntry.class);
    assertThat(answered.entries().get(1)).isInstanceOf(RefusedEntry.class);
    assertThat(answered.entries().get(2)).isInstanceOf(TakenEntry.class);
  }

  @Test
  void cutsTheTimeToSeconds() {
    assertThat(time(entry().put("Time", "2022-01-01"))).isEqualTo("2022-01-01T00:00:00Z");
    assertThat(time(entry().put("Time", "2022-01-01T10:00:00.987+02:00")))
        .isEqualTo("2022-01-01T08:00:00Z");
    assertThat(time(entry().put("Time", 1_641_024_000.75))).isEqualTo("2022-01-01T08:00:00Z");
    assertThat(time(entry())).isEqualTo("2026-05-06T07:08:09Z");
    assertThat(answer(entry().put("Time", "yesterday"))).isInstanceOf(RefusedEntry.class);
  }

  private static String time(JsonNode entry) {
    return ((TakenEntry) answer(entry)).event().json().get("time").asText();
  }

  @Test
  void readsTheBusFromItsNameOrItsArn() {
    assertThat(((TakenEntry) answer(entry())).bus()).isEqualTo("default");
    assertThat(((TakenEntry) answer(entry().put("EventBusName", "depot"))).bus())
        .isEqualTo("depot");
    assertThat(
            ((TakenEntry) answer(entry().put("EventBusName", "arn:aws:events:r:1:event-bus/depot")))
                .bus())
        .isEqualTo("depot");
  }

  @Test
  void resourcesAreAnArrayAlsoIfNoneAreGiven() {
    assertThat(((TakenEntry) answer(entry())).event().json().get("resources"))
        .isEqualTo(json("[]"));
  }
}
