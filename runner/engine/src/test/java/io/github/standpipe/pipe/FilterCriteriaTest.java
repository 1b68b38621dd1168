package io.github.standpipe.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterCriteriaTest {
  private static final String ID = "record 00000000-0000-4000-8000-000000000001: ";

  private final List<Warning> warnings = new ArrayList<>();

  private boolean passes(FilterCriteria filter, JsonNode record) {
    return filter.pass(List.of(record), warnings::add).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"body\":[\"text\"]}|text|true",
        "{\"body\":[\"text\"]}|other|false",
        "{\"body\":[{\"prefix\":\"{\"}]}|{\"a\":1}|false",
        "{\"body\":[{\"exists\":true}]}|{\"a\":1}|false",
        "{\"body\":[{\"exists\":true}]}|text|true",
        "{\"body\":{\"a\":[1]}}|text|false",
        "{\"body\":{\"a\":[{\"exists\":false}]}}|text|false",
        "{\"body\":{\"a\":[1]}}|{\"a\":1}|true",
        "{\"body\":{\"a\":[1]}}|{\"a\":2}|false",
        "{\"body\":{\"a\":[1]}}| {\"a\":1} |true",
        "{\"body\":{\"a\":[1]}}|{\"a\":1}x|false",
        "{\"body\":{\"a\":[1]}}|\uFEFF{\"a\":1}|false",
        "{\"body\":{\"a\":[1]}}|``|false",
        "{\"body\":[\"5\"]}|5|false",
        "{\"body\":[\"x\"]}|\"x\"|false",
        "{\"messageId\":[{\"prefix\":\"0\"}]}|text|true",
        "{\"messageId\":[{\"prefix\":\"0\"}]}|{\"a\":1}|true"
      })
  void putsAPatternToBodiesOfItsForm(String pattern, String body, boolean passes) {
    assertThat(passes(Given.filter(pattern), Given.record(body))).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"x\"]|\"x\"|true",
        "[\"x\"]|\"X\"|false",
        "[\"x\"]|[\"y\",\"x\"]|true",
        "[\"x\"]|[[\"x\"]]|true",
        "[\"a\",\"b\"]|[\"c\",\"b\"]|true",
        "[\"a\"]|[]|false",
        "[\"é\"]|\"\\u00e9\"|true",
        "[\"\\u00e9\"]|\"é\"|true",
        "[300]|300|true",
        "[300]|300.0|true",
        "[300]|3.0e2|true",
        "[300]|\"300\"|false",
        "[0]|-0.0|true",
        "[5]|5.0|true",
        "[12345678901234567890]|12345678901234567890|true",
        "[true]|true|true",
        "[true]|\"true\"|false",
        "[null]|null|true",
        "[null]|\"\"|false",
        "[null]|\"null\"|false",
        "[\"\"]|\"\"|true",
        "[\"\"]|null|false",
        "[{\"numeric\":[\">\",5]}]|6|true",
        "[{\"numeric\":[\">\",5]}]|\"6\"|false",
        "[{\"numeric\":[\">\",5]}]|5|false",
        "[{\"numeric\":[\">=\",5,\"<\",7]}]|5.0|true",
        "[{\"numeric\":[\"=\",5]}]|5.0|true",
        "[{\"numeric\":[\"<=\",5]}]|[9,4]|true",
        "[{\"numeric\":[\">\",5000000001]}]|5000000002|true",
        "[{\"numeric\":[\">\",0]}]|123456789012345678901|false",
        "[{\"numeric\":[\">\",0]}]|1e1000000000|false",
        "[{\"exists\":true}]|null|true",
        "[{\"exists\":true}]|\"\"|true",
        "[{\"exists\":true}]|{\"b\":1}|false",
        "[{\"exists\":false}]|{\"b\":1}|true",
        "[{\"exists\":true}]|[]|false",
        "[{\"exists\":true}]|{}|false",
        "[{\"exists\":false}]|[]|true",
        "[{\"exists\":false}]|1|false",
        "[{\"exists\":false},\"x\"]|\"x\"|true",
        "[{\"exists\":false},\"x\"]|\"y\"|false",
        "[{\"anything-but\":\"x\"}]|\"y\"|true",
        "[{\"anything-but\":\"x\"}]|\"x\"|false",
        "[{\"anything-but\":\"x\"}]|null|true",
        "[{\"anything-but\":\"x\"}]|1|true",
        "[{\"anything-but\":\"x\"}]|true|true",
        "[{\"anything-but\":\"x\"}]|{\"b\":1}|false",
        "[{\"anything-but\":\"x\"}]|[\"x\",\"y\"]|true",
        "[{\"anything-but\":\"x\"}]|[\"x\"]|false",
        "[{\"anything-but\":1}]|\"1\"|true",
        "[{\"anything-but\":1}]|1.0|false",
        "[{\"anything-but\":[\"x\",\"y\"]}]|\"y\"|false",
        "[{\"anything-but\":[1,2]}]|3|true",
        "[{\"prefix\":\"\"}]|\"any\"|true",
        "[{\"prefix\":\"ab\"}]|\"abc\"|true",
        "[{\"prefix\":\"AB\"}]|\"abc\"|false",
        "[{\"prefix\":{\"equals-ignore-case\":\"AB\"}}]|\"abc\"|true",
        "[{\"suffix\":\"bc\"}]|\"abc\"|true",
        "[{\"suffix\":{\"equals-ignore-case\":\"BC\"}}]|\"abc\"|true",
        "[{\"equals-ignore-case\":\"É\"}]|\"é\"|true",
        "[{\"equals-ignore-case\":\"SS\"}]|\"ß\"|false",
        "[\"::1\"]|\"0:0:0:0:0:0:0:1\"|true"
      })
  void comparesAValue(String matchers, String value, boolean passes) {
    FilterCriteria filter = Given.filter("{\"body\":{\"a\":" + matchers + "}}");
    assertThat(passes(filter, Given.record("{\"z\":1,\"a\":" + value + "}"))).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[null]}|{\"b\":1}|false",
        "{\"a\":[{\"exists\":false}]}|{\"b\":1}|true",
        "{\"a\":[{\"exists\":false},\"x\"]}|{\"b\":1}|true",
        "{\"a\":[{\"anything-but\":\"x\"}]}|{\"b\":1}|false",
        "{\"a\":[1],\"b\":[2]}|{\"a\":1,\"b\":3}|false",
        "{\"a\":[1],\"b\":[2]}|{\"a\":1,\"b\":2}|true",
        "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}|{\"a\":9,\"b\":2}|true",
        "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}|{\"a\":9,\"b\":9}|false",
        "{\"c\":[3],\"$or\":[{\"a\":[1]},{\"$or\":[{\"b\":[2]},{\"b\":[4]}]}]}|{\"c\":3,\"b\":4}|true",
        "{\"a.b\":[1]}|{\"a\":{\"b\":1}}|true",
        "{\"a\":{\"b\":[1]}}|{\"a.b\":1}|true",
        "{\"a\":{\"f\":[\"Anna\"],\"l\":[\"Jones\"]}}|{\"a\":[{\"f\":\"Anna\",\"l\":\"Smith\"},{\"f\":\"Bob\",\"l\":\"Jones\"}]}|false",
        "{\"a\":{\"f\":[\"Anna\"],\"l\":[\"Smith\"]}}|{\"a\":[{\"f\":\"Anna\",\"l\":\"Smith\"},{\"f\":\"Bob\",\"l\":\"Jones\"}]}|true",
        "{\"a\":{\"x\":[1]},\"b\":{\"y\":[4]}}|{\"a\":[{\"x\":0},{\"x\":1}],\"b\":[{\"y\":4},{\"y\":5}]}|true",
        "{\"a\":{\"x\":[{\"exists\":false}]}}|{\"a\":[{\"x\":1},{\"y\":1}]}|false",
        "{\"a\":[1]}|[{\"a\":1},{\"a\":2}]|true",
        "{\"a\":[1]}|[{\"a\":3},{\"a\":2}]|false",
        "{\"a\":[1]}|{\"a\":2,\"a\":1}|true",
        "{\"a\":[1]}|{\"a\":1,\"a\":2}|false"
      })
  void comparesABody(String pattern, String body, boolean passes) {
    FilterCriteria filter = Given.filter("{\"body\":" + pattern + "}");
    assertThat(passes(filter, Given.record(body))).isEqualTo(passes);
  }

  @Test
  void passesARecordThatMatchesAnyPattern() {
    FilterCriteria filter = Given.filter("{\"body\":{\"a\":[1]}}", "{\"body\":[\"go\"]}");
    List<JsonNode> records =
        List.of(
            Given.record("{\"a\":1}"),
            Given.record("go"),
            Given.record("{\"a\":2}"),
            Given.record("stop"));
    assertThat(filter.pass(records, warnings::add)).containsExactly(true, true, false, false);
  }

  @Test
  void asksMetadataOfBodiesOfEveryForm() {
    FilterCriteria filter =
        Given.filter("{\"body\":{\"a\":[1]}}", "{\"attributes\":{\"SenderId\":[\"AIDAEXAMPLE\"]}}");
    assertThat(passes(filter, Given.record("text"))).isTrue();
    assertThat(passes(filter, Given.record("{\"a\":2}"))).isTrue();
  }

  @Test
  void passesEveryRecordWithoutAPattern() {
    assertThat(passes(FilterCriteria.none(), Given.record("[".repeat(100_000)))).isTrue();
    assertThat(passes(FilterCriteria.of(List.of()), Given.record("x"))).isTrue();
  }

  @Test
  void takesFivePatternsAndNoMore() {
    FilterPattern pattern = FilterPattern.parse("{\"body\":[\"x\"]}", "W");
    assertThat(FilterCriteria.of(Collections.nCopies(5, pattern)).patterns()).hasSize(5);
    assertThat(Given.fault(() -> FilterCriteria.of(Collections.nCopies(6, pattern))))
        .isEqualTo("has 6 filters; Pipes accepts at most 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":300.0}|U6|the number at body.a is written differently from the pattern's; compared"
            + " by value",
        "{\"a\":[[3e2]]}|U6|the number at body.a is written differently from the pattern's;"
            + " compared by value",
        "7|U7|its body is a JSON scalar; it was read as JSON, not as text",
        "\"x\"|U7|its body is a JSON scalar; it was read as JSON, not as text",
        "null|U7|its body is a JSON scalar; it was read as JSON, not as text",
        "\uFEFF{}|U7|its body begins with a byte order mark; it was read as text",
        "[{\"a\":1}]|filter-body-array|its body is a JSON array; an object pattern matches if one"
            + " element does",
        "{\"a\":1,\"a\":2}|U20|its body repeats a key; the last one was used, as AWS documents"
      })
  void warnsOfUnsettledGround(String body, String rule, String message) {
    passes(Given.filter("{\"body\":{\"a\":[300]}}"), Given.record(body));
    assertThat(warnings).containsExactly(new Warning(rule, ID + message));
  }

  @Test
  void doesNotWarnOfAPlainMatch() {
    passes(Given.filter("{\"body\":{\"a\":[300]}}"), Given.record("{\"a\":300}"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void doesNotReadBodiesThatNoPatternAsksFor() {
    FilterCriteria filter = Given.filter("{\"messageId\":[{\"prefix\":\"0\"}]}");
    assertThat(passes(filter, Given.record("[".repeat(100_000)))).isTrue();
    assertThat(passes(filter, Given.record("7"))).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void returnsTheBatchForABodyItCannotRead() {
    Pipe pipe = Given.pipe(Given.filter("{\"body\":{\"a\":[1]}}"), null, Given.machine(null));
    String unsettled = ", and how AWS reads such JSON is unsettled";
    String where = "filtered: " + ID + "its body cannot be read: ";
    for (String body : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
      assertThat(Given.outcome(pipe.run(Given.records(body), Given.CLOCK)))
          .isEqualTo(where + "it nests deeper than 1000 levels" + unsettled);
    }
    assertThat(Given.outcome(pipe.run(Given.records("9".repeat(2000)), Given.CLOCK)))
        .isEqualTo(where + "it holds a number of more than 1000 digits" + unsettled);
    assertThat(Given.outcome(pipe.run(Given.records("1e99999999999"), Given.CLOCK)))
        .isEqualTo(where + "it holds a number whose exponent is too large" + unsettled);
  }

  @Test
  void readsBodiesOfAThousandLevels() {
    FilterCriteria filter = Given.filter("{\"body\":{\"a\":[1]}}");
    String arrays = "{\"a\":" + "[".repeat(990) + "1" + "]".repeat(990) + "}";
    String objects = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    assertThat(passes(filter, Given.record(arrays))).isTrue();
    assertThat(passes(filter, Given.record(objects))).isFalse();
  }

  @Test
  void refusesAnItemThatIsNoRecord() {
    FilterCriteria filter = Given.filter("{\"body\":{\"a\":[1]}}");
    assertThat(Given.fault(() -> passes(filter, IntNode.valueOf(1))))
        .isEqualTo(
            "the batch contains an item that is not a record, so no pattern can be compared with"
                + " it");
  }
}
