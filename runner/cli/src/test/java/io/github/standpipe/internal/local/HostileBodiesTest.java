package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.template.Queue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a body holds, its message ends somewhere, and the run goes on. */
@Timeout(600)
class HostileBodiesTest {
  private static final List<String> BODIES =
      List.of(
          "not JSON",
          " ",
          "null",
          "\"text\"",
          "{\"a\":1",
          "{\"a\":1}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":\"\\ud800\"}",
          "{\"\\udfff\":1}",
          "{\"a\":1e999999999}",
          "{\"a\":" + "9".repeat(5_000) + "}",
          "[".repeat(100_000) + "]".repeat(100_000),
          "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
          "😀 ü \t\r\n <$.body> \\ \" '",
          "x".repeat(1_048_576),
          "{\"a\":\"" + "y".repeat(1_048_000) + "\"}");

  private final Diary diary = new Diary();

  @Test
  void endSomewhereInAPlainPipe() {
    conserves(FilterCriteria.none(), null, 10, 1);
  }

  @Test
  void endSomewhereBehindAFilter() {
    conserves(Bench.filter("{\"body\":{\"a\":[1]}}"), null, 10, 1);
  }

  @Test
  void endSomewhereInAnEnrichment() {
    conserves(FilterCriteria.none(), HostileBodiesTest::parsed, 10, 1);
  }

  @Test
  void endSomewhereInBatchesOfOne() {
    Summary summary =
        conserves(
            Bench.filter("{\"body\":{\"a\":[{\"exists\":true}]}}"),
            HostileBodiesTest::parsed,
            1,
            1);
    assertThat(summary.tally().filtered()).isPositive();
    assertThat(summary.tally().delivered()).isPositive();
    assertThat(summary.deadLettered()).isPositive();
  }

  @Test
  void endSomewhereWithSeveralPollers() {
    conserves(FilterCriteria.none(), HostileBodiesTest::parsed, 3, 4);
  }

  /** Parses each body with what the platform has; deep ones recur until the stack ends. */
  private static byte[] parsed(byte[] request) throws Exception {
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    for (JsonNode record : Json.parse(request)) {
      String body = record.path("body").textValue();
      if (body.startsWith("[[")) {
        sink(0);
      }
      if (!body.startsWith("x")) {
        events.addObject().set("event", Json.parse(body));
      }
    }
    return Json.bytes(events);
  }

  private static int sink(int depth) {
    return depth < 0 ? 0 : 1 + sink(depth + 1);
  }

  private Summary conserves(
      FilterCriteria filter, Enrichment.@Nullable Function function, int size, int pollers) {
    Queue given = Bench.redriving(2);
    Pipe pipe = Bench.pipe(new Source(given.arn(), size, OptionalInt.empty()), filter, function);
    List<JsonNode> records = new ArrayList<>(Bench.records(BODIES.toArray(String[]::new)));
    for (int i = 0; i < 30; i++) {
      records.add(Bench.record("{\"a\":" + i + "}"));
    }
    Collections.shuffle(records, new Random(7));
    LiveRun run =
        new LiveRun(
            pipe,
            Bench.QUEUES.create(given),
            RecordedExecutions.counted(),
            diary,
            LiveRun.Settings.STANDARD.withPollers(pollers));
    run.send(records);
    run.drain();

    Summary summary = run.summary();
    assertThat(summary.tally().sent()).isEqualTo(records.size());
    assertThat(summary.left()).isZero();
    assertThat(summary.accounted()).as(summary.toString()).isTrue();
    assertThat(diary.problems).isEmpty();
    return summary;
  }
}
