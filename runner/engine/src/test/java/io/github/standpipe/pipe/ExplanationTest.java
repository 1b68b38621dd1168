package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

  private static List<String> explain(String body, String... patterns) {
    List<FilterPattern> filter = new ArrayList<>();
    for (String pattern : patterns) {
      filter.add(FilterPattern.parse(pattern, "p.yaml:" + (filter.size() + 1)));
    }
    Payload batch = Payload.of(List.of(Given.record(body).put("messageId", "m")));
    return FilterCriteria.of(filter).explain(batch).getFirst().lines();
  }

  @Test
  void tellsThePatternThatCameClosestFirst() {
    assertThat(
            explain(
                "{\"a\": 1, \"b\": 2}",
                "{\"body\": [\"x\"]}",
                "{\"body\": {\"a\": [5], \"b\": [5]}}",
                "{\"body\": {\"a\": [1], \"b\": [{\"numeric\": [\">\", 2]}]}}"))
        .containsExactly(
            "record 1 (m) is rejected: none of 3 patterns does",
            "  pattern 3 does not match: 1 of 2 leaves do  p.yaml:3",
            "    + body.a: 1; wanted [1]",
            "    - body.b: 2; wanted [{\"numeric\":[\">\",2]}]",
            "  pattern 2 does not match: 0 of 2 leaves do  p.yaml:2",
            "    - body.a: 1; wanted [5]",
            "    - body.b: 2; wanted [5]",
            "  pattern 1 does not match: the body is JSON, and the pattern wants text  p.yaml:1",
            "      body: not compared; wanted [\"x\"]");
  }

  @Test
  void takesAPatternOfWhichALeafMatchesForCloserThanAShortOneOfWhichNoneDoes() {
    assertThat(
            explain(
                "{\"a\": 1, \"b\": 2, \"c\": 3}",
                "{\"body\": {\"a\": [5]}}",
                "{\"body\": {\"a\": [1], \"b\": [5], \"c\": [5]}}"))
        .contains("  pattern 2 does not match: 1 of 3 leaves do  p.yaml:2", Index.atIndex(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "orderID|{\"orderId\": 1}|; there is body.orderId",
        "order_id|{\"orderId\": 1, \"order\": 2}|; there is body.orderId",
        "status|{\"staus\": 1, \"state\": 2}|; there is body.staus",
        "data.status|{\"status\": 1}|; there is body.status",
        "status|{\"detail\": {\"status\": [1]}}|; there is body.detail.status",
        "a.b|{\"a\": {\"x\": 1, \"y\": {}}}|; body.a has x, y",
        "a.b|{\"a\": 5}|; body.a is a number",
        "a.b|{\"a\": \"{\\\"b\\\": 1}\"}|; body.a is a string of JSON; only the"
            + " body itself is parsed as JSON",
        "a|{\"a\": {\"b\": 1}}|; an object is there; a pattern matches"
            + " only values without keys below them",
        "a|{\"a\": []}|; an empty array is there, which counts as absent",
        "a|{}|``"
      })
  void tellsWhatIsThereInPlaceOfAnAbsentPath(String path, String body, String hint) {
    assertThat(explain(body, "{\"body\": {\"" + path + "\": [1]}}").getLast())
        .isEqualTo("    - body." + path + ": absent; wanted [1]" + hint);
  }

  @Test
  void tellsThatLeavesMatchInDifferentElements() {
    assertThat(
            explain(
                "{\"items\": [{\"sku\": \"A\", \"n\": 1}, {\"sku\": \"B\", \"n\": 2}]}",
                "{\"body\": {\"items\": {\"sku\": [\"A\"], \"n\": [2]}}}"))
        .containsExactly(
            "record 1 (m) is rejected: the pattern does not match",
            "  pattern 1 does not match: 1 of 2 leaves do  p.yaml:1",
            "    - body.items.sku: \"A\" at body.items[0].sku, \"B\" at body.items[1].sku, but not"
                + " in an element in which the other leaves match too; wanted [\"A\"]",
            "    + body.items.n: 2 at body.items[1].n; wanted [2]");
  }

  @Test
  void tellsTheBranchesOfAnOr() {
    assertThat(
            explain(
                "{\"a\": 1, \"c\": null}",
                "{\"body\": {\"$or\": [{\"a\": [2]}, {\"$or\": [{\"b\": [{\"exists\": false}]},"
                    + " {\"c\": [\"\"]}]}]}}"))
        .containsExactly(
            "record 1 (m) passes",
            "  pattern 1 matches  p.yaml:1",
            "    - $or 1: body.a: 1; wanted [2]",
            "    + $or 2.1: body.b: absent; wanted [{\"exists\":false}]",
            "    - $or 2.2: body.c: null; wanted [\"\"]");
  }

  @Test
  void tellsWhichPathThePatternNamesAgain() {
    assertThat(explain("{\"a\": {\"b\": 1}}", "{\"body\": {\"a\": {\"b\": [2]}, \"a.b\": [1]}}"))
        .contains(
            "      body.a.b: named again in the pattern, and the last one counts; wanted [2]",
            "    + body.a.b: 1; wanted [1]");
  }

  @Test
  void tellsThatABodyCannotBeRead() {
    assertThat(explain("[".repeat(1001), "{\"body\": {\"a\": [1]}}"))
        .containsExactly(
            "record 1 (m): record m: its body cannot be read: it nests deeper than 1000 levels, and"
                + " how AWS reads such JSON is unsettled");
  }

  @Test
  void tellsThatAPipeHasNoFilter() {
    assertThat(explain("x")).containsExactly("record 1 (m) passes: the pipe has no filter");
  }
}
