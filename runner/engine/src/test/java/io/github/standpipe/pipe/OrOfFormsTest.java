package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Branches of one {@code $or} each ask for a form of body or for none. */
class OrOfFormsTest {
  private static final String BODY = "{\"body\": {\"kind\": [\"%s\"]}}";
  private static final String ABSENT = "{\"body\": {\"kind\": [{\"exists\": false}]}}";
  private static final String ATTRIBUTE =
      "{\"messageAttributes\": {\"kind\": {\"stringValue\": [\"%s\"]}}}";

  private final List<Warning> warnings = new ArrayList<>();

  private static ObjectNode record(String body, String attribute) {
    ObjectNode record = Json.object().put("messageId", "m").put("body", body);
    record.putObject("messageAttributes").putObject("kind").put("stringValue", attribute);
    return record;
  }

  private boolean passes(String pattern, JsonNode record) {
    FilterCriteria filter = Given.filter(pattern);
    Explanation explanation = filter.explain(Payload.of(List.of(record))).getFirst();
    boolean passes = filter.pass(List.of(record), warnings::add).getFirst();
    assertThat(explanation.passes()).isEqualTo(passes);
    assertThat(explanation.agrees()).as(pattern).isTrue();
    return passes;
  }

  @Test
  void eachBranchSeesTheBodiesThatItAsksFor() {
    String or = "{\"$or\": [" + BODY.formatted("a") + ", " + ATTRIBUTE.formatted("b") + "]}";

    assertThat(passes(or, record("{\"kind\": \"a\"}", "x"))).isTrue();
    assertThat(passes(or, record("{\"kind\": \"x\"}", "b"))).isTrue();
    assertThat(passes(or, record("{\"kind\": \"x\"}", "x"))).isFalse();
    assertThat(passes(or, record("a text", "x"))).isFalse();
    assertThat(warnings).isEmpty();
    assertThat(passes(or, record("a text", "b"))).isTrue();
    assertThat(warnings)
        .containsExactly(
            new Warning(
                "filter-or", "record m: its body is text; only branches without body saw it"));
  }

  /** Text has no such key, but a branch on keys wants JSON. */
  @Test
  void absenceInATextIsNotAMatch() {
    String or = "{\"$or\": [" + ABSENT + ", " + ATTRIBUTE.formatted("b") + "]}";

    assertThat(passes(or, record("a text", "x"))).isFalse();
    assertThat(passes(or, record("{}", "x"))).isTrue();
  }

  /** The naive reading: any of the branches as a separate pattern. */
  @Test
  void isAnyOfItsBranchesAsPatternsOfTheirOwn() {
    Random random = new Random(7);
    List<String> kinds = List.of("a", "b", "c");
    List<String> branches = List.of(BODY, ATTRIBUTE, ABSENT, "{\"detail\": {\"x\": [\"%s\"]}}");
    int passed = 0;
    for (int i = 0; i < 3000; i++) {
      List<String> some = new ArrayList<>(List.of(ATTRIBUTE.formatted("a")));
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        String branch = branches.get(random.nextInt(branches.size()));
        some.add(branch.formatted(kinds.get(random.nextInt(3))));
      }
      String body =
          random.nextBoolean() ? "{\"kind\":\"" + kinds.get(random.nextInt(3)) + "\"}" : "t";
      JsonNode record = record(body, kinds.get(random.nextInt(3)));
      boolean any =
          some.stream()
              .filter(one -> !one.contains("detail"))
              .anyMatch(one -> Given.filter(one).pass(List.of(record), w -> {}).getFirst());

      assertThat(passes("{\"$or\": [" + String.join(",", some) + "]}", record))
          .as("%s %s", some, record)
          .isEqualTo(any);
      passed += any ? 1 : 0;
    }
    assertThat(passed).isBetween(500, 2500);
  }

  /** A number counts as inexact exactly if event-ruler finds it on neither side of another. */
  @Test
  void knowsTheNumbersThatEventRulerComparesWithNothing() {
    Random random = new Random(11);
    FilterCriteria either =
        Given.filter(
            "{\"body\": {\"n\": [{\"numeric\": [\">\", 0]}, {\"numeric\": [\"<=\", 0]}]}}");
    int inexact = 0;
    for (int i = 0; i < 3000; i++) {
      BigDecimal number =
          new BigDecimal(new java.math.BigInteger(1 + random.nextInt(80), random))
              .movePointLeft(random.nextInt(30));
      JsonNode record = record("{\"n\":" + number + "}", "x");
      warnings.clear();
      boolean compared = either.pass(List.of(record), warnings::add).getFirst();

      assertThat(warnings.isEmpty()).as("%s", number).isEqualTo(compared);
      inexact += compared ? 0 : 1;
    }
    assertThat(inexact).isBetween(300, 2700);
    assertThat(either.explain(Payload.of(List.of(record("{\"n\":123456789012345678}", "x")))))
        .first()
        .extracting(explanation -> String.join("\n", explanation.lines()))
        .asString()
        .endsWith(
            "; event-ruler cannot compare a number" + " that is not the shortest form of a double");
  }

  @Test
  void warnsOfMoreRecordsThanABatchHolds() {
    Source queue = new Source("arn:aws:sqs:r:a:q", 10, java.util.OptionalInt.empty());
    Source fifo = new Source("arn:aws:sqs:r:a:q.fifo", 10, java.util.OptionalInt.empty());

    assertThat(queue.compare(10)).isEmpty();
    assertThat(queue.compare(61))
        .contains(
            new Warning(
                "source-batch-limits",
                "the batch has 61 records but BatchSize is 10; Pipes would pass them on in 7"
                    + " batches"));
    assertThat(fifo.compare(200))
        .contains(
            new Warning(
                "source-batch-limits",
                "the batch has 200 records but BatchSize is 10, the maximum of a FIFO queue; Pipes"
                    + " would pass them on in 20 batches"));
  }
}
