package io.github.standpipe.internal.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of expressions that throw, and of those that would run on or fill the memory. */
class JsonataFaultsTest {
  private static JsonNode evaluate(String expression)
      throws JsonataExpressions.EvaluationException {
    return Objects.requireNonNull(
        new JsonataExpressions(new ConcurrentHashMap<>(), UUID::randomUUID)
            .evaluate(expression, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "$abs(\"x\") => T0410: Argument 1 of function \"abs\" does not match function signature",
        "$uppercase(null) => T0410: Argument 1 of function \"uppercase\" does not match function"
            + " signature",
        "$sum([1, \"a\"]) => T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
        "$join([1]) => T0412: Argument 1 of function \"join\" must be an array of \"strings\"",
        "$number(\"abc\") => D3030: Unable to cast value to a number: \"abc\"",
        "$number(\"\") => D3030: Unable to cast value to a number: \"\"",
        "$toMillis(\"noon\") => D3110: The argument of the toMillis function must be an ISO 8601"
            + " formatted timestamp. Given \"noon\"",
        "$sort([1, \"a\"]) => D3070: The single argument form of the sort function can only be"
            + " applied to an array of strings or an array of numbers.  Use the second argument to"
            + " specify a comparison function",
        "1 >= \"a\" => T2009: The values 1 and \"a\" either side of operator \">=\" must be of the"
            + " same data type",
        "\"a\" + 1 => T2001: The left side of the \"+\" operator must evaluate to a number",
        "-\"a\" => D1002: Cannot negate a non-numeric value: \"a\"",
        "$sqrt(-4) => D3060: The sqrt function cannot be applied to a negative number: -4",
        "$error(\"boom\") => D3137: boom",
        "$foo(1) => T1006: Attempted to invoke a non-function",
        "$eval(\"1\") => T1006: Attempted to invoke a non-function",
        "$range(1, 5, 0) => D3137: $range takes an increment other than 0, and makes at most"
            + " 1000000 items"
      })
  void wordsFaultsAsTheServiceDoes(String expression, String text) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(JsonataExpressions.EvaluationException.class)
        .hasMessage("threw an error during evaluation. " + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$sum([1..873783])",
        "($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p('x', 31)))",
        "($p := function($s, $n) { $n = 0 ? $s : $p($append($s, $s), $n - 1) }; $p([1], 40))",
        "$pad('x', 2000000000)",
        "$string([1..800000])"
      })
  void boundsTheMemoryOfAnExpression(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .hasMessage("threw an error during evaluation: " + JsonataBounds.MEMORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(90))",
        "($f := function($n) { 1 + $f($n) }; $f(1))"
      })
  void boundsTheDepthOfAnExpression(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .hasMessage("threw an error during evaluation: " + JsonataBounds.DEPTH);
  }

  @Test
  void endsAnExpressionThatDoesNotEnd() {
    String expression = "($f := function($x) { $f($x + 1) }; $f(1))";
    JsonataExpressions expressions =
        new JsonataExpressions(
            new ConcurrentHashMap<>(), UUID::randomUUID, new JsonataLimits(200, 100, 1_000));
    long began = System.nanoTime();
    assertThatThrownBy(() -> expressions.evaluate(expression, Map.of()))
        .hasMessage("threw an error during evaluation: " + JsonataBounds.TIME);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void padsWithCodePoints() throws JsonataExpressions.EvaluationException {
    assertThat(evaluate("$pad('a', 4, '-\ud83d\ude00')").textValue()).isEqualTo("a-\ud83d\ude00-");
    assertThat(evaluate("$pad('a', -3)").textValue()).isEqualTo("  a");
    assertThat(evaluate("$pad('abc', 2, '')").textValue()).isEqualTo("abc");
  }

  @Test
  void evaluatesARegularExpression() throws JsonataExpressions.EvaluationException {
    assertThat(evaluate("$split('a1b22c', /[0-9]+/)").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThatThrownBy(() -> evaluate("$match('a', /a/) + 1"))
        .hasMessageEndingWith(
            "T2001: The left side of the \"+\" operator must evaluate to a number");
  }
}
