package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Trace.Fate;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a pipe that waits for its machine treats the answer. */
class MachineAnswerTest {
  private static final Trace DELIVERED =
      new Trace(
          "OrderPipe",
          Map.of(),
          List.of(
              new Trace.Record("a", Fate.DELIVERED),
              new Trace.Record("b", Fate.FILTERED),
              new Trace.Record("c", Fate.DELIVERED),
              new Trace.Record("d", Fate.DELIVERED)),
          new Outcome.Delivered(),
          List.of());

  private static Trace settled(String execution) throws IOException {
    return MachineAnswer.of(Json.parse(execution)).settle(DELIVERED);
  }

  private static Trace output(String output) throws IOException {
    return settled("{\"status\": \"SUCCEEDED\", \"output\": " + output + "}");
  }

  private static String returned(Trace trace) {
    return trace.records().stream()
        .filter(record -> record.fate() == Fate.RETURNED)
        .map(Trace.Record::messageId)
        .collect(Collectors.joining(","));
  }

  @Test
  void aFailureReturnsTheBatch() throws IOException {
    Trace trace = settled("{\"status\": \"FAILED\", \"error\": \"Lost\", \"cause\": \"secret\"}");

    assertThat(returned(trace)).isEqualTo("a,c,d");
    assertThat(trace.outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT, "StartSyncExecution: the execution ended as FAILED with Lost"));
  }

  @Test
  void aTimeOutReturnsTheBatch() throws IOException {
    assertThat(settled("{\"status\": \"TIMED_OUT\"}").outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT, "StartSyncExecution: the execution ended as TIMED_OUT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"batchItemFailures\"",
        "[{\"batchItemFailures\": [{\"itemIdentifier\": \"a\"}]}]",
        "{\"batchItemFailures\": []}",
        "{\"batchItemFailures\": null}"
      })
  void anyOtherAnswerIsSuccess(String output) throws IOException {
    assertThat(output(output)).isEqualTo(DELIVERED);
  }

  @Test
  void returnsTheRecordsThatTheAnswerNames() throws IOException {
    Trace trace =
        output(
            "{\"batchItemFailures\": [{\"itemIdentifier\": \"d\"}, {\"itemIdentifier\": \"a\"}]}");

    assertThat(returned(trace)).isEqualTo("a,d");
    assertThat(trace.records().get(2).fate()).isEqualTo(Fate.DELIVERED);
    assertThat(trace.outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT, "StartSyncExecution: batchItemFailures names 2 of 4 records"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"itemIdentifier\": \"\"}]",
        "[{\"itemIdentifier\": null}]",
        "[{\"itemIdentifier\": 7}]",
        "[{\"itemIdentifier\": \"a\"}, {\"id\": \"c\"}]",
        "\"a\"",
        "{\"itemIdentifier\": \"a\"}"
      })
  void anItemWithoutAnIdReturnsTheBatch(String failures) throws IOException {
    Trace trace = output("{\"batchItemFailures\": " + failures + "}");

    assertThat(returned(trace)).isEqualTo("a,c,d");
    assertThat(trace.outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT,
                "StartSyncExecution: batchItemFailures contains an item without the"
                    + " messageId of a record as its itemIdentifier"));
  }

  @Test
  void anUnknownIdReturnsTheBatch() throws IOException {
    assertThat(returned(output("{\"batchItemFailures\": [{\"itemIdentifier\": \"z\"}]}")))
        .isEqualTo("a,c,d");
  }

  @Test
  void ofRandomAnswersExactlyTheNamedRecordsReturn() throws IOException {
    Random random = new Random(14);
    for (int i = 0; i < 1000; i++) {
      List<Trace.Record> records =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(n -> new Trace.Record("m" + n, Fate.DELIVERED))
              .toList();
      Set<String> failed = new HashSet<>();
      records.forEach(record -> {
        if (random.nextInt(3) == 0) {
          failed.add(record.messageId());
        }
      });
      String items =
          failed.stream()
              .map(id -> "{\"itemIdentifier\": \"" + id + "\"}")
              .collect(Collectors.joining(", "));
      Trace trace = new Trace("P", Map.of(), records, new Outcome.Delivered(), List.of());
      String answer =
          "{\"status\": \"SUCCEEDED\", \"output\": {\"batchItemFailures\": [" + items + "]}}";
      Trace settled = MachineAnswer.of(Json.parse(answer)).settle(trace);

      assertThat(settled.records())
          .filteredOn(record -> record.fate() == Fate.RETURNED)
          .extracting(Trace.Record::messageId)
          .containsExactlyInAnyOrderElementsOf(failed);
      assertThat(settled.outcome() instanceof Outcome.Delivered).isEqualTo(failed.isEmpty());
    }
  }
}
