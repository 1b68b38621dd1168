package io.github.standpipe.internal.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static JsonNode json(String text) {
    try {
      return Json.parse(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static List<String> differences(String expected, String seen) {
    return differences(Notation.read(json(expected)), json(seen));
  }

  private static List<String> differences(JsonNode expected, JsonNode seen) {
    return ValueComparison.of(expected, seen).differences().stream()
        .map(Difference::toString)
        .toList();
  }

  @Test
  void tellsOnlyWhatDiffersByItsPath() {
    assertThat(
            differences(
                "{'a': 1, 'b': {'c': [1, {'d e': 'x'}], 'f': true}, 'g': null}",
                "{'a': 1, 'b': {'c': [1, {'d e': 'y'}], 'f': true}, 'h': 0}"))
        .containsExactly(
            "$.b.c[1]['d e']: expected \"x\", was \"y\"",
            "$.g: expected null, was absent",
            "$.h: expected nothing, was 0");
  }

  @ParameterizedTest
  @CsvSource({"2,2.0", "1.50,1.5", "1e3,1000", "0,-0.0", "0.1,1e-1"})
  void takesNumbersOfOneValueForOneNumber(String expected, String seen) {
    assertThat(differences("[" + expected + "]", "[" + seen + "]")).isEmpty();
    assertThat(differences("[{'a': " + expected + "}, 1]", "[0, {'a': " + seen + "}, 1]"))
        .containsExactly("$[0]: expected nothing, was 0");
  }

  @Test
  void tellsNumbersTextsAndOtherValuesApart() {
    assertThat(differences("[2, '2', true, null]", "['2', 2, 'true', 'null']")).isNotEmpty();
    assertThat(differences("[9007199254740993]", "[9007199254740992]"))
        .containsExactly("$[0]: expected 9007199254740993, was 9007199254740992");
  }

  @Test
  void leavesTheOrderOfKeysOutAndKeepsThatOfItems() {
    assertThat(differences("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}")).isEmpty();
    assertThat(differences("[1, 2, 3]", "[2, 3, 1]"))
        .containsExactly("$[0]: expected 1, was at $[2]");
  }

  @Test
  void tellsOfAnInsertedItemOnce() {
    assertThat(differences("[{'id': 1}, {'id': 2}]", "[{'id': 9}, {'id': 1}, {'id': 2}]"))
        .containsExactly("$[0]: expected nothing, was {\"id\":9}");
    assertThat(differences("[1, 2, 3]", "[1, 3]")).containsExactly("$[1]: expected 2, was absent");
  }

  @Test
  void pairsWhatIsMostAlikeWhereAnItemChangedBesideOneThatCame() {
    assertThat(
            differences(
                "[{'sku': 'A', 'n': 1, 'of': 'x'}, {'sku': 'B', 'n': 2, 'of': 'x'}]",
                "[{'sku': 'Z', 'n': 7, 'of': 'y'}, {'sku': 'A', 'n': 5, 'of': 'x'},"
                    + " {'sku': 'B', 'n': 6, 'of': 'x'}]"))
        .containsExactly(
            "$[0]: expected nothing, was {\"sku\":\"Z\",\"n\":7,\"of\":\"y\"}",
            "$[0].n: expected 1, was 5",
            "$[1].n: expected 2, was 6");
  }

  @Test
  void tellsItemsThatHaveNothingInCommonAsAWhole() {
    assertThat(differences("[{'a': 1}, 5]", "[{'b': 2}, 5]"))
        .containsExactly("$[0]: expected {\"a\":1}, was {\"b\":2}");
  }

  @Test
  void tellsWhatStandsBesideADifference() {
    ValueComparison comparison =
        ValueComparison.of(
            json("[{'id': 'o-1', 'lines': [{'sku': 'A', 'n': 2, 'price': 5}]}]"),
            json("[{'id': 'o-1', 'lines': [{'sku': 'A', 'n': 2, 'price': 6}]}]"));

    assertThat(comparison.differences())
        .containsExactly(new Difference("$[0].lines[0].price", "5", "6", "sku \"A\", n 2"));
  }

  @Test
  void tellsALargeValueByItsPathAndSizeAlone() {
    String large = IntStream.range(0, 40).mapToObj(i -> "'k" + i + "': " + i).toList().toString();
    assertThat(differences("{}", "{'a': {" + large.substring(1, large.length() - 1) + "}}"))
        .containsExactly("$.a: expected nothing, was an object of 40 keys");
    assertThat(differences("{'a': " + IntStream.range(0, 90).boxed().toList() + "}", "{'a': 1}"))
        .containsExactly("$.a: expected an array of 90 items, was 1");
  }

  @Test
  void showsALongTextWhereItParts() {
    String same = "x".repeat(100);
    assertThat(differences("['" + same + "a']", "['" + same + "b']"))
        .containsExactly(
            "$[0]: expected \"..."
                + "x".repeat(20)
                + "a\" (101 characters, from 81 on),"
                + " was \"..."
                + "x".repeat(20)
                + "b\" (101 characters, from 81 on)");
  }

  @Test
  void tellsATextThatHoldsJsonByThePlacesInIt() {
    JsonNode expected = Json.object().put("body", "{\"a\":1,\"b\":[2]}");
    assertThat(differences(expected, Json.object().put("body", "{\"a\":1,\"b\":[3]}")))
        .containsExactly("$.body.b[0]: expected 2, was 3");
    assertThat(differences(Json.array().add("{}"), Json.array().add("{ }")))
        .containsExactly("$[0]: expected \"{}\", was the same JSON, written as \"{ }\"");
  }

  @Test
  void findsNothingWhereNothingDiffersAndSomethingWhereItDoes() {
    Random random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      JsonNode one = Made.value(random, 3);
      JsonNode other = random.nextBoolean() ? Made.value(random, 3) : one.deepCopy();
      assertThat(differences(one, other).isEmpty())
          .as("%s and %s", one, other)
          .isEqualTo(Sameness.holds(one, other));
    }
  }

  @Test
  void alignsTenThousandItemsAtOnceWhateverDiffers() {
    ArrayNode orders = orders(i -> i, i -> "new");
    ArrayNode inserted = orders.deepCopy().insert(5_000, "x");
    ArrayNode stamped = orders(i -> i, i -> "old" + i).insert(0, "x");
    ArrayNode others = orders(i -> i + 20_000, i -> "other" + i);
    ArrayNode reversed = orders(i -> 9_999 - i, i -> "new");
    differences(orders, inserted);

    assertQuick(() -> assertThat(differences(orders, inserted)).hasSize(1));
    assertQuick(() -> assertThat(differences(orders, stamped)).hasSize(10_001));
    assertQuick(() -> assertThat(differences(orders, others)).hasSizeGreaterThan(9_999));
    assertQuick(() -> assertThat(differences(orders, reversed)).hasSize(9_999));
    assertQuick(() -> assertThat(differences(rules(), others)).isEmpty());
    assertQuick(() -> assertThat(differences(rules(), stamped)).hasSize(1));
  }

  /**
   * Bounded well above what it takes, which is some 0.1 s of this thread, and below what is felt.
   */
  private static void assertQuick(Runnable run) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    run.run();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(3));
  }

  private static ArrayNode orders(
      java.util.function.IntUnaryOperator id, java.util.function.IntFunction<String> state) {
    ArrayNode orders = Json.array();
    IntStream.range(0, 10_000)
        .forEach(i -> orders.addObject().put("id", id.applyAsInt(i)).put("state", state.apply(i)));
    return orders;
  }

  private static JsonNode rules() {
    ArrayNode rules = Json.array();
    JsonNode rule =
        json("{'id': {'$expect': 'anything'}, 'state': {'$expect': {'type': 'string'}}}");
    IntStream.range(0, 10_000).forEach(i -> rules.add(rule));
    return Notation.read(rules);
  }

  @Test
  void neverSplitsASurrogatePairOfALongText() {
    Random random = new Random(12);
    for (int i = 0; i < 1_000; i++) {
      String same = faces(random, 40 + random.nextInt(40));
      JsonNode one = TextNode.valueOf(same + faces(random, 60));
      JsonNode other = TextNode.valueOf(same + faces(random, 60));

      String lines = ValueComparison.of(one, other).differences().toString();

      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(lines)).as(lines).isTrue();
    }
  }

  private static String faces(Random random, int number) {
    return random
        .ints(number, 0, 3)
        .mapToObj(i -> i == 0 ? "a" : i == 1 ? "\uD83D\uDE00" : "\uD83D\uDE01")
        .collect(Collectors.joining());
  }
}
