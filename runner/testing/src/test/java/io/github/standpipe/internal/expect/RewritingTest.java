package io.github.standpipe.internal.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RewritingTest {

  private static String rewritten(String text, String seen) throws JsonProcessingException {
    return rewritten(text, Json.parse(seen));
  }

  private static String rewritten(String text, JsonNode seen) throws JsonProcessingException {
    JsonNode written = Json.parse(text);
    return ExpectationText.of(new Expectation(text, written, Notation.read(written)), seen, false);
  }

  @Test
  void changesTheValuesThatDifferAndNoOtherCharacter() throws Exception {
    String text =
        """
        [
            {   "b": 1.50,
                "a" : [1,2,   3],

                "text": "a \\u0041 \\"}\\" ," , "last": true }
        ]
        """;

    assertThat(
            rewritten(
                text,
                "[{\"a\": [1, 5, 3], \"b\": 1.5, \"text\": \"a A \\\"}\\\" ,\", \"last\": {}}]"))
        .isEqualTo(text.replace("[1,2,   3]", "[1,5,   3]").replace("true", "{}"));
  }

  @Test
  void keepsTabsCarriageReturnsAndAMissingLineBreakAtTheEnd() throws Exception {
    String text = "[\r\n\t{\r\n\t\t\"a\": 1,\r\n\t\t\"b\": 2\r\n\t}\r\n]";

    assertThat(rewritten(text, "[{\"a\": {\"x\": [1], \"y\": []}, \"b\": 2, \"c\": 3}]"))
        .isEqualTo(
            "[\r\n\t{\r\n\t\t\"a\": {\r\n\t\t\t\"x\": [\r\n\t\t\t\t1\r\n\t\t\t],\r\n\t\t\t\"y\": []"
                + "\r\n\t\t},\r\n\t\t\"b\": 2,\r\n\t\t\"c\": 3\r\n\t}\r\n]");
  }

  @Test
  void addsAndRemovesKeysAtTheirPlaces() throws Exception {
    String text =
        """
        [
          {
            "gone": 0,
            "a": 1,
            "also gone": [
              1
            ],
            "d": 4
          }
        ]
        """;

    assertThat(rewritten(text, "[{\"new\": 0, \"a\": 1, \"b\": [2], \"d\": 4, \"e\": \"ü\"}]"))
        .isEqualTo(
            """
            [
              {
                "new": 0,
                "a": 1,
                "b": [
                  2
                ],
                "d": 4,
                "e": "ü"
              }
            ]
            """);
  }

  @Test
  void addsAndRemovesItemsByTheirContent() throws Exception {
    String text = "[\n  { \"id\": 1 },\n  { \"id\": 2 },\n  { \"id\": 3 }\n]\n";

    assertThat(rewritten(text, "[{\"id\": 0}, {\"id\": 1}, {\"id\": 3}]"))
        .isEqualTo("[\n  {\n    \"id\": 0\n  },\n  { \"id\": 1 },\n  { \"id\": 3 }\n]\n");
    assertThat(rewritten(text, "[{\"id\": 2}, {\"id\": 3}, {\"id\": 1}]"))
        .isEqualTo("[\n  { \"id\": 2 },\n  { \"id\": 3 },\n  { \"id\": 1 }\n]\n");
    assertThat(rewritten("[1, 2]\n", "[1, 2, {\"a\": [3]}]")).isEqualTo("[1, 2, {\"a\": [3]}]\n");
    assertThat(rewritten(text, "[]")).isEqualTo("[]\n");
    assertThat(rewritten("[]\n", "[{\"a\": 1}]")).isEqualTo("[{\"a\": 1}]\n");
  }

  @Test
  void keepsRulesThatHoldAndReplacesOthers() throws Exception {
    String text =
        """
        [
          {
            "id": { "$expect": "anything" },
            "n": { "$expect": { "between": [1, 5] } },
            "of": { "$expect": { "atLeast": { "a": 1,   "b": {"$expect": {"type": "string"}} } } },
            "c": 1
          }
        ]
        """;

    assertThat(
            rewritten(
                text,
                "[{\"id\": 7, \"n\": 9, \"of\": {\"x\": 1, \"a\": 2, \"b\": \"\"}, \"c\": 2}]"))
        .isEqualTo(
            text.replace("{ \"$expect\": { \"between\": [1, 5] } }", "9")
                .replace("\"a\": 1, ", "\"a\": 2, ")
                .replace("\"c\": 1", "\"c\": 2"));
  }

  @Test
  void keepsTheRulesOfAnItemThatMoves() throws Exception {
    String text = "[{\"id\": {\"$expect\": \"anything\"}, \"k\": 1}, 2, 3, 4]";

    assertThat(rewritten(text, "[2, 3, 4, {\"id\": 5, \"k\": 1}]"))
        .isEqualTo("[2, 3, 4, {\"id\": {\"$expect\": \"anything\"}, \"k\": 1}]");
    assertThat(rewritten("[{\"k\": 1.0}, 2, 3, 4]", "[2, 3, 4, {\"k\": 1}]"))
        .isEqualTo("[2, 3, 4, {\"k\": 1.0}]");
  }

  @Test
  void writesAValueThatHoldsTheKeyOfTheNotationAsExactlyThat() throws Exception {
    assertThat(rewritten("[{\"a\": 1}]", "[{\"a\": {\"$expect\": 1}}]"))
        .isEqualTo("[{\"a\": {\"$expect\": {\"exactly\": {\"$expect\": 1}}}}]");
  }

  @Test
  void makesAnyTextExpectWhatWasSeen() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      JsonNode written = Made.array(random, 4);
      JsonNode seen = Made.array(random, 4);
      String text = random.nextBoolean() ? Json.pretty(written) : Json.text(written);
      assertThat(Sameness.holds(Json.parseStrictly(rewritten(text, seen)), seen))
          .as("%s of %s is %s", seen, text, rewritten(text, seen))
          .isTrue();
    }
  }

  @Test
  void makesAnyTextWithRulesAllowWhatWasSeen() throws Exception {
    Random random = new Random(13);
    for (int round = 0; round < 5_000; round++) {
      JsonNode written = withRules(random, Made.array(random, 4));
      JsonNode seen = Made.array(random, 4);
      String text = random.nextBoolean() ? Json.pretty(written) : Json.text(written);
      String rewritten = rewritten(text, seen);
      assertThat(
              ValueComparison.of(Notation.read(Json.parseStrictly(rewritten)), seen).differences())
          .as("%s of %s is %s", seen, text, rewritten)
          .isEmpty();
    }
  }

  private static ArrayNode withRules(Random random, JsonNode items) {
    ArrayNode written = Json.array();
    for (JsonNode item : items) {
      JsonNode rule =
          switch (random.nextInt(6)) {
            case 0 -> Json.object().put("type", "string");
            case 1 -> Json.object().put("matches", "a.*");
            case 2 -> Json.object().set("between", Json.array().add(1).add(2));
            case 3 ->
                Json.object().set("atLeast", Json.object().set("k 1", withRules(random, item)));
            default -> null;
          };
      written.add(
          rule != null
              ? Json.object().set(Notation.KEY, rule)
              : item.isArray() ? withRules(random, item) : item);
    }
    return written;
  }

  @Test
  void changesNothingWhereNothingDiffers() throws Exception {
    Random random = new Random(12);
    for (int round = 0; round < 1_000; round++) {
      JsonNode seen = Made.array(random, 4);
      assertThat(rewritten(Json.pretty(seen), seen)).isEqualTo(Json.pretty(seen));
    }
  }
}
