package io.github.standpipe.internal.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
  private static final String FORMS =
      "write \"anything\", or an object with one of type, matches, between, atLeast, exactly";

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.parse(text.replace('\'', '"'));
  }

  private static List<String> differences(String rule, String seen) throws Exception {
    JsonNode expected = Notation.read(json("[{'$expect': " + rule + "}]"));
    return ValueComparison.of(expected, json("[" + seen + "]")).differences().stream()
        .map(Difference::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'anything' | null",
        "'anything' | {'a': [1]}",
        "{'type': 'object'} | {}",
        "{'type': 'array'} | []",
        "{'type': 'string'} | ''",
        "{'type': 'number'} | 1.5",
        "{'type': 'integer'} | 7",
        "{'type': 'integer'} | 7.0",
        "{'type': 'boolean'} | false",
        "{'type': 'null'} | null",
        "{'matches': 'A-[0-9]+'} | 'A-12'",
        "{'between': [1, 5]} | 1",
        "{'between': [1, 5]} | 5.0",
        "{'atLeast': {'a': 1}} | {'a': 1.0, 'b': 2}",
        "{'atLeast': {'a': {'$expect': 'anything'}}} | {'a': [], 'b': 2}",
        "{'exactly': {'$expect': 'anything'}} | {'$expect': 'anything'}",
        "{'exactly': {'$expect': 1, 'b': 2}} | {'$expect': 1, 'b': 2}"
      })
  void allowsWhatARuleAllows(String rule, String seen) throws Exception {
    assertThat(differences(rule, seen)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'object'} | [] | $[0]: expected an object, was []",
        "{'type': 'string'} | null | $[0]: expected a string, was null",
        "{'type': 'integer'} | 7.5 | $[0]: expected an integer, was 7.5",
        "{'type': 'number'} | '7' | $[0]: expected a number, was '7'",
        "{'type': 'null'} | 0 | $[0]: expected null, was 0",
        "{'matches': 'A-[0-9]+'} | 'xA-1' | $[0]: expected a string that matches 'A-[0-9]+', was"
            + " 'xA-1'",
        "{'between': [1, 5]} | 5.01 | $[0]: expected a number from 1 to 5, was 5.01",
        "{'between': [1, 5]} | '3' | $[0]: expected a number from 1 to 5, was '3'",
        "{'atLeast': {'a': 1}} | {'b': 1} | $[0].a: expected 1, was absent",
        "{'atLeast': {'a': 1}} | [] | $[0]: expected an object with at least a, was []",
        "{'atLeast': {'a': {'b': 1}}} | {'a': {'b': 1, 'c': 2}} | $[0].a.c: expected nothing, was"
            + " 2",
        "{'exactly': {'$expect': 'anything'}} | 5 | $[0]: expected {'$expect':'anything'}, was 5"
      })
  void refusesWhatARuleDoesNotAllow(String rule, String seen, String told) throws Exception {
    assertThat(differences(rule, seen))
        .singleElement()
        .satisfies(d -> assertThat(d.replace('"', '\'')).isEqualTo(told));
  }

  @Test
  void wantsTheKeyThatMayHoldAnything() throws Exception {
    JsonNode expected = Notation.read(json("[{'a': {'$expect': 'anything'}}]"));

    assertThat(ValueComparison.of(expected, json("[{}]")).differences())
        .extracting(Difference::toString)
        .containsExactly("$[0].a: expected anything, was absent");
  }

  @Test
  void tellsEachPlaceThatIsNotExactAndWhatWasIgnoredThere() throws Exception {
    JsonNode expected =
        Notation.read(
            json(
                "[{'a': {'$expect': 'anything'}, 'b': {'$expect': {'atLeast': {'c': {'$expect':"
                    + " {'between': [0, 1]}}}}}}, {'$expect': {'atLeast': {'d': 1}}}]"));

    ValueComparison comparison =
        ValueComparison.of(expected, json("[{'a': 1, 'b': {'c': 1, 'x': 2, 'y': 3}}, {'d': 1}]"));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.loose())
        .extracting(LoosePlace::toString)
        .containsExactly(
            "$[0].a: anything",
            "$[0].b: at least 1 key; ignored: x, y",
            "$[0].b.c: a number from 0 to 1",
            "$[1]: at least 1 key; there is no other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'anythin' | is 'anythin'; FORMS",
        "5 | is a number; FORMS",
        "{} | has no key; FORMS",
        "{'type': 'string', 'matches': 'a'} | has more than one key; FORMS",
        "{'like': 'a'} | has no form 'like'; FORMS",
        "{'type': 'text'} | type is 'text'; write one of object, array, string, number, integer,"
            + " boolean, null",
        "{'type': 5} | type is a number; write one of object, array, string, number, integer,"
            + " boolean, null",
        "{'matches': 5} | matches is a number; write a regular expression as a string",
        "{'matches': '['} | matches '[': Unclosed character class",
        "{'between': [1]} | between is not an array of two numbers; write [1, 5]",
        "{'between': [5, 1]} | between has its greater end first; no number is between them",
        "{'atLeast': [1]} | atLeast is not an object with keys; write the required keys",
        "{'atLeast': {}} | atLeast is not an object with keys; write the required keys",
        "{'atLeast': {'$expect': 'anything'}} | atLeast holds $expect among its keys"
      })
  void refusesOtherFormsByTheirPath(String rule, String told) throws Exception {
    JsonNode written = json("[{'a b': {'$expect': " + rule + "}}]");

    assertThatThrownBy(() -> Notation.read(written))
        .hasMessage("$[0]['a b']: $expect " + told.replace("FORMS", FORMS));
  }

  @Test
  void refusesARuleWithKeysBesideIt() throws Exception {
    JsonNode written = json("[{'$expect': 'anything', 'b': 1}]");

    assertThatThrownBy(() -> Notation.read(written))
        .hasMessage(
            "$[0]: $expect has other keys beside it; it must be the only key of its object");
  }

  @Test
  void refusesTheNotationInWhatIsGiven() throws Exception {
    JsonNode given = json("[{'a': [0, {'$expect': 'anything'}]}]");

    assertThatThrownBy(() -> Notation.refuse(given))
        .hasMessage("$[0].a[1]: $expect is in a given value; only an expectation may contain it");
  }

  @Test
  void writesAValueThatHoldsTheKeyAsExactlyThat() throws Exception {
    JsonNode value = json("[{'a': {'$expect': 'anything'}}, 5]");

    assertThat(Notation.exactly(value))
        .isEqualTo(json("[{'a': {'$expect': {'exactly': {'$expect': 'anything'}}}}, 5]"));
    assertThat(ValueComparison.of(Notation.read(Notation.exactly(value)), value).differences())
        .isEmpty();
  }

  @Test
  void likensAnExpectationToWhatWasSeenWhereItHolds() throws Exception {
    JsonNode expected =
        Notation.read(
            json("[{'a': {'$expect': 'anything'}, 'n': 2.0, 'b': {'$expect': {'type': 'null'}}}]"));

    JsonNode likened =
        ComparableExpectation.to(json("[{'b': 5, 'n': 2, 'a': 7, 'c': 1}]"), expected);

    assertThat(Json.text(likened).replace('"', '\''))
        .isEqualTo("[{'b':{'$expect':{'type':'null'}},'n':2,'a':7}]");
    JsonNode keys = Notation.read(json("{'$expect': {'atLeast': {'a': 1, 'b': 2}}}"));
    assertThat(
            Json.text(ComparableExpectation.to(json("{'x': 0, 'a': 5}"), keys)).replace('"', '\''))
        .isEqualTo("{'x':0,'a':1,'b':2}");
  }
}
