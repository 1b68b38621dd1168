package io.github.standpipe.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static Target.Entry message(String id, String body, String... parameters) {
    ObjectNode json = Json.object().put("MessageBody", body);
    for (int i = 0; i < parameters.length; i += 2) {
      json.put(parameters[i], parameters[i + 1]);
    }
    return new Target.Entry(id, json);
  }

  private static Trace trace(List<Trace.Record> records) {
    return new Trace(
        "p",
        Map.of(Stage.TARGET_INPUT, Payload.of(List.of(Json.object()))),
        records,
        new Outcome.Delivered(),
        List.of());
  }

  /** Each record is delivered or returns, and exactly those return whose entry failed. */
  @Test
  void returnsWhatFailedAndNothingElse() {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      List<Trace.Record> records = new ArrayList<>();
      int size = 1 + random.nextInt(10);
      for (int i = 0; i < size; i++) {
        Fate fate = random.nextInt(4) == 0 ? Fate.FILTERED : Fate.DELIVERED;
        records.add(new Trace.Record("m" + i, fate));
      }
      List<Target.Entry> entries = new ArrayList<>();
      Map<Integer, String> failures = new TreeMap<>();
      boolean enriched = random.nextBoolean();
      int items = 1 + random.nextInt(10);
      for (int i = 0; i < items; i++) {
        String id = enriched && random.nextInt(5) == 0 ? "" : "m" + random.nextInt(size);
        entries.add(message(id, "x"));
        if (random.nextInt(3) == 0) {
          failures.put(i, "InternalError");
        }
      }

      Trace settled =
          Delivery.failing("SendMessageBatch", entries, failures).settle(trace(records));

      for (int i = 0; i < size; i++) {
        Trace.Record before = records.get(i);
        boolean returns = before.fate() == Fate.DELIVERED && returns(before, entries, failures);
        assertThat(settled.records().get(i).fate())
            .as("seed %d, record %d", seed, i)
            .isEqualTo(returns ? Fate.RETURNED : before.fate());
      }
      assertThat(settled.outcome() instanceof Outcome.Returned).isEqualTo(!failures.isEmpty());
    }
  }

  /** The oracle: entry by entry, without sets. */
  private static boolean returns(
      Trace.Record record, List<Target.Entry> entries, Map<Integer, String> failures) {
    boolean all = true;
    boolean unnamed = false;
    boolean own = false;
    for (int i = 0; i < entries.size(); i++) {
      all &= failures.containsKey(i);
      unnamed |= failures.containsKey(i) && entries.get(i).messageId().isEmpty();
      own |= failures.containsKey(i) && entries.get(i).messageId().equals(record.messageId());
    }
    return all || unnamed || own;
  }

  @Test
  void saysWhyInOneLine() {
    List<Target.Entry> entries = List.of(message("m0", "a"), message("m1", ""), message("m2", ""));
    Trace trace =
        new QueueRules(false, false)
            .send(entries)
            .settle(
                trace(
                    List.of(
                        new Trace.Record("m0", Fate.DELIVERED),
                        new Trace.Record("m1", Fate.DELIVERED),
                        new Trace.Record("m2", Fate.DELIVERED))));
    assertThat(trace.outcome())
        .isEqualTo(
            new Outcome.Returned(
                Stage.TARGET_INPUT,
                "SendMessageBatch: 2 of 3 entries failed: MissingParameter: the body is empty"));
  }

  @Test
  void aFifoQueueNeedsAGroupAndDeduplication() {
    Target.Entry bare = message("m", "x");
    Target.Entry grouped = message("m", "x", "MessageGroupId", "g");
    Target.Entry whole = message("m", "x", "MessageGroupId", "g", "MessageDeduplicationId", "d");
    assertThat(new QueueRules(true, true).send(List.of(bare)).failures().get(0))
        .isEqualTo("MissingParameter: the queue is FIFO; give a MessageGroupId");
    assertThat(new QueueRules(true, true).send(List.of(grouped, whole)).failures()).isEmpty();
    assertThat(new QueueRules(true, false).send(List.of(grouped, whole)).failures())
        .containsOnlyKeys(0);
  }

  @Test
  void aStandardQueueTakesAGroupAndNoDeduplicationId() {
    assertThat(
            new QueueRules(false, false)
                .send(
                    List.of(
                        message("m", "x", "MessageGroupId", "g"),
                        message("m", "x", "MessageDeduplicationId", "d")))
                .failures())
        .containsOnlyKeys(1);
  }

  @Test
  void aQueueRejectsControlCharactersAndMoreThanAMebibyte() {
    assertThat(new QueueRules(false, false).send(List.of(message("m", "\u0001"))).failures())
        .containsEntry(0, "InvalidMessageContents: the body holds a control character");
    String half = "x".repeat(524_288);
    assertThat(
            new QueueRules(false, false)
                .send(List.of(message("a", half), message("b", half)))
                .failures())
        .isEmpty();
    assertThat(
            new QueueRules(false, false)
                .send(List.of(message("a", half), message("b", half + "x")))
                .refusal())
        .contains(
            "BatchRequestTooLong: the messages hold 1048577 bytes; SQS accepts at most 1048576 at"
                + " once");
  }

  private static Target.Entry event(Instant time) {
    return new Target.Entry(
        "m", Json.object().put("message", "x").put("Timestamp", "" + time.toEpochMilli()));
  }

  @Test
  void aLogGroupRejectsEventsThatAreTooOldOrTooNew() {
    LogRules rules = new LogRules(NOW);
    Delivery sent =
        rules.send(
            List.of(
                event(NOW.minus(Duration.ofDays(14)).minusMillis(1)),
                event(NOW.minus(Duration.ofDays(14))),
                event(NOW.plus(Duration.ofHours(2))),
                event(NOW.plus(Duration.ofHours(2)).plusMillis(1))));
    assertThat(sent.failures()).containsOnlyKeys(0, 3);
    assertThat(sent.warnings()).isEmpty();
  }

  @Test
  void warnsOfEventsThatAreNotInTheOrderOfTheirTimes() {
    Delivery sent = new LogRules(NOW).send(List.of(event(NOW), event(NOW.minusMillis(1))));
    assertThat(sent.failures()).isEmpty();
    assertThat(sent.warnings())
        .singleElement()
        .satisfies(one -> assertThat(one.rule()).isEqualTo("target-log-order"));
  }

  @Test
  void aLogGroupRefusesWhatIsNoTimeAndWhatIsTooLarge() {
    Target.Entry text =
        new Target.Entry("m", Json.object().put("message", "x").put("Timestamp", "today"));
    assertThat(new LogRules(NOW).send(List.of(text)).refusal().orElseThrow())
        .isEqualTo(
            "InvalidParameterException: the Timestamp of an event is not a number of milliseconds"
                + " since 1970");
    Target.Entry large =
        new Target.Entry("m", Json.object().put("message", "x".repeat(1_048_576 - 25)));
    assertThat(new LogRules(NOW).send(List.of(large)).refusal().orElseThrow())
        .contains("1048577 bytes");
  }

  @Test
  void showsABodyThatIsJsonAsJson() {
    Set<String> shown = new HashSet<>();
    Delivery.accepted(
            "SendMessageBatch",
            List.of(message("a", "{\"a\": 1}"), message("b", "7"), message("c", "{a:1}")))
        .json()
        .forEach(entry -> shown.add(Json.text(entry.get("MessageBody"))));
    assertThat(shown).containsExactlyInAnyOrder("{\"a\":1}", "\"7\"", "\"{a:1}\"");
  }
}
