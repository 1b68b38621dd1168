package io.github.standpipe.internal.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Refusal;
import io.github.standpipe.pipe.Warning;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusPatternsTest {
  private static final Path CASES = Path.of("runner/engine/src/test/resources/bus/patterns.json");

  private static boolean matches(String pattern, String event) {
    try {
      var parsed = PatternDialect.CLASSIC.parse(pattern, "W").pattern();
      boolean matches = parsed.matches(Json.parse(event));
      assertThat(parsed.explain(Json.parse(event)).agrees()).isTrue();
      return matches;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(PatternDialect dialect, String pattern) {
    try {
      dialect.parse(pattern, "W");
      return "";
    } catch (Refusal e) {
      return e.getMessage().replace("W: Event pattern is not valid. Reason: ", "");
    }
  }

  @Test
  void agreesWithEachCase() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int status = PatternCases.run(Json.read(CASES), new PrintStream(printed));
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("82 of 82");
    assertThat(status).isZero();
  }

  @Test
  void printsWhatDiffers() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String cases =
        """
        [{"name": "same", "event": {"a": "b"}, "pattern": {"a": ["b"]}},
         {"name": "other_NEG", "event": {"a": "b"}, "pattern": "{\\"a\\": [\\"b\\"]}"},
         {"name": "taken_EXC", "event": {"a": "b"}, "pattern": {"a": ["b"]}},
         {"name": "refused", "event": {"a": "b"}, "pattern": {"a": "b"}}]
        """;
    int status = PatternCases.run(Json.parse(cases), new PrintStream(printed));
    assertThat(status).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "1 of 4",
            "other_NEG: does not match on the service, and matches here",
            "taken_EXC: is refused on the service, and matches here",
            "refused: matches on the service, and is refused (the pattern: Event pattern is not"
                + " valid. Reason: \"a\" must be an object or an array) here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|Filter is not an object",
        "{\"a\": \"x\"}|\"a\" must be an object or an array",
        "{\"a\": []}|Empty arrays are not allowed",
        "{\"a\": [{\"EXISTS\": true}]}|Unrecognized match type EXISTS",
        "{\"a\": [{\"cidr\": \"10.0.0.0\"}]}|Malformed CIDR, one '/' required",
        "{\"a\": [{\"wildcard\": \"a**b\"}]}|Consecutive wildcard characters at pos 2",
        "{\"a\": [{\"wildcard\": \"*a*a*a*a*a*a*a*a*a*a*a*\"}]}|Rule is too complex - try using"
            + " fewer wildcard characters or fewer repeating character sequences after a wildcard"
            + " character",
        "{\"a\": [{\"anything-but\": {\"prefix\": \"\"}}]}|Null prefix/suffix not allowed",
      })
  void refusesInTheWordsOfTheService(String pattern, String reason) {
    assertThat(refusal(PatternDialect.CLASSIC, pattern)).isEqualTo(reason);
  }

  @Test
  void refusesTextsThatAreNotPatterns() {
    assertThat(refusal(PatternDialect.CLASSIC, "{\"a\": [{\"anything-but\": [null]}]}"))
        .isEqualTo("Inside anything but list, start|null|boolean is not supported");
    assertThat(refusal(PatternDialect.CLASSIC, "{\"a\"")).startsWith("it is not JSON: ");
  }

  @Test
  void comparesNumbersByValueAndDottedKeysBothWays() {
    assertThat(matches("{\"n\": [300]}", "{\"n\": 300.0}")).isTrue();
    assertThat(matches("{\"n\": [300]}", "{\"n\": \"300\"}")).isFalse();
    assertThat(matches("{\"a.b\": [1]}", "{\"a\": {\"b\": 1}}")).isTrue();
    assertThat(matches("{\"a\": {\"b\": [1]}}", "{\"a.b\": 1}")).isTrue();
  }

  @Test
  void takesTheLastOfARepeatedKeyAndWarns() {
    String pattern = "{\"a\": [1], \"a\": [2]}";
    assertThat(matches(pattern, "{\"a\": 2}")).isTrue();
    assertThat(matches(pattern, "{\"a\": 1}")).isFalse();
    assertThat(PatternDialect.CLASSIC.parse(pattern, "W").warnings())
        .containsExactly(
            new Warning("bus-pattern-repeats", "W: has a duplicate key 'a'; the last counts"));
  }

  @Test
  void warnsBetweenWhatWasSeenAcceptedAndWhatWasSeenRefused() {
    String pattern = "{\"a\": [{\"wildcard\": \"*:*:*:*:b/*\"}]}";
    assertThat(PatternDialect.CLASSIC.parse(pattern, "W").warnings())
        .extracting(Warning::rule)
        .containsExactly("bus-pattern-complexity");
  }

  @Test
  void boundsTheSizeAndTheCombinations() {
    String long2 = "{\"a\": [\"" + "x".repeat(2100) + "\"]}";
    assertThat(PatternDialect.CLASSIC.parse(long2, "W").warnings())
        .extracting(Warning::message)
        .containsExactly(
            "W: has 2111 characters; the quota is 2048 unless it was raised for the account");
    assertThat(refusal(PatternDialect.CLASSIC, "{\"a\": [\"" + "x".repeat(4100) + "\"]}"))
        .isEqualTo("it has 4111 characters; write at most 4096");
    assertThat(refusal(PatternDialect.DATA, "{\"a\": [\"" + "é".repeat(2050) + "\"]}"))
        .isEqualTo("it has 4111 bytes; write at most 4096");
    String or =
        IntStream.range(0, 4)
            .mapToObj(i -> "\"k" + i + "\": {\"$or\": [" + branches(6) + "]}")
            .collect(Collectors.joining(", ", "{", "}"));
    assertThatThrownBy(() -> PatternDialect.CLASSIC.parse(or, "W"))
        .hasMessage("W: has over 1000 combinations of $or, more than EventBridge accepts");
  }

  private static String branches(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"b\": [" + i + "]}")
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": [{\"wildcard\": \"x*\"}]}",
        "{\"a\": {\"b\": [1, {\"anything-but\": {\"wildcard\": \"x*\"}}]}}",
        "{\"$or\": [{\"a\": [{\"wildcard\": \"x\"}]}, {\"b\": [1]}]}",
        "{\"a\": {\"$or\": [{\"b\": [{\"anything-but\": {\"wildcard\": [\"x\"]}}]}, {\"c\": [1]}]}}"
      })
  void subscribersTakeNoWildcards(String pattern) {
    for (PatternDialect dialect :
        new PatternDialect[] {PatternDialect.DATA, PatternDialect.SYSTEM_METADATA}) {
      assertThat(refusal(dialect, pattern))
          .isEqualTo(
              "Filter pattern must not contain wildcard matchers (wildcard, anything-but"
                  + " wildcard)");
    }
    assertThat(refusal(PatternDialect.CLASSIC, pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": [{\"anything-but\": {\"prefix\": \"x\"}}]}",
        "{\"a\": [{\"anything-but\": {\"suffix\": [\"x\"]}}]}",
        "{\"a\": [{\"anything-but\": {\"equals-ignore-case\": \"x\"}}]}",
        "{\"a\": [{\"cidr\": \"10.0.0.0/8\"}]}",
        "{\"$or\": [{\"a\": [{\"exists\": false}]}, {\"b\": [{\"numeric\": [\">\", 1]}]}]}"
      })
  void subscribersTakeTheOtherOperatorsButNotOnMetadata(String pattern) {
    assertThat(refusal(PatternDialect.DATA, pattern)).isEmpty();
    assertThat(refusal(PatternDialect.SYSTEM_METADATA, pattern)).isEmpty();
    assertThat(refusal(PatternDialect.METADATA, pattern))
        .matches("uses '[$a-z-]+'; a METADATA filter accepts only exact values");
  }
}
