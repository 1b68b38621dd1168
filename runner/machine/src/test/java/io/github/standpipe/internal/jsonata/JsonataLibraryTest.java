package io.github.standpipe.internal.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of JSONata 2.0.6, the version that Step Functions documents. */
class JsonataLibraryTest {
  private static JsonNode evaluate(String expression)
      throws JsonataExpressions.EvaluationException {
    return Objects.requireNonNull(
        new JsonataExpressions(new ConcurrentHashMap<>(), UUID::randomUUID)
            .evaluate(expression, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "$count(null); 1",
        "$count([]); 0",
        "$substring('hello \ud83d\ude00', 6, 1); \"\ud83d\ude00\"",
        "$substring('hello \ud83d\ude00', -1); \"\ud83d\ude00\"",
        "$substring('hello', -3, 2); \"ll\"",
        "$substring('hello', 1.9); \"ello\"",
        "$substring('hello', 2, -1); \"\"",
        "$sort([3, 1, 2]); [1,2,3]",
        "$distinct([1, 1.0, '1']); [1,\"1\"]",
        "$distinct([{'a':1}, {'a':1.0}]); [{\"a\":1}]",
        "$distinct([{'a':1,'b':2}, {'b':2,'a':1}, null, null]); [{\"a\":1,\"b\":2},null]",
        "$formatNumber(34.555, '#0.00'); \"34.56\"",
        "$formatNumber(2.5, '0'); \"2\"",
        "$number('0b11') + $number('0o17') + $number('0x1F'); 49",
        "$number('01'); 1",
        "$contains('abc', /x*/); true",
        "$contains('AB', /b/i); true",
        "$match('ababb', /a(b+)/, 1); {\"match\":\"ab\",\"index\":0,\"groups\":[\"b\"]}",
        "$match('ababb', /a(b+)/).groups; [\"b\",\"bb\"]",
        "$match('b', /(a)?b/).groups; [null]",
        "$replace('a.b.c', '.', 'x', 1); \"axb.c\"",
        "$replace('a$b', '$', '$0', 5); \"a$0b\"",
        "$replace('ab', /(a)/, '$$[$1][$2][$12]'); \"$[a][][a2]b\"",
        "$replace('ab', /a/, '$'); \"$b\"",
        "$replace('ab', /b/, function($m){$string($m.start) & $m.match}); \"a1b\"",
        "$split('a1b2', /\\d/); [\"a\",\"b\",\"\"]",
        "$split('a1b2', /\\d/, 1); [\"a\"]",
        "$split('abc', ''); [\"a\",\"b\",\"c\"]",
        "$split('a,b', ',', 0); []",
        "$split('a/b', /\\//); [\"a\",\"b\"]",
        "$filter(['cb', 'ab'], /b/)[0]; \"cb\"",
        "8/2/1 + [2, 4][1]/2; 6",
        "('/' & '/a/i') & '/'; \"//a/i/\"",
      })
  void answersAsTheReferenceDoes(String expression, String value)
      throws JsonataExpressions.EvaluationException {
    assertThat(evaluate(expression).toString()).isEqualTo(value);
  }

  @Test
  void keepsTheOrderOfEqualItems() throws JsonataExpressions.EvaluationException {
    assertThat(
            evaluate(
                    "$sort([{'p':2,'n':1},{'p':1,'n':2},{'p':1,'n':3}],"
                        + " function($l,$r){$l.p > $r.p}).n")
                .toString())
        .isEqualTo("[2,3,1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "$replace('abc', /x*/, '-'); D1004: Regular expression matches zero length string",
        "$split('abc', /x*/); D1004: Regular expression matches zero length string",
        "$match('abc', /x*/); D1004: Regular expression matches zero length string",
        "$number(' 12 '); D3030: Unable to cast value to a number: \" 12 \"",
        "$replace('ab', '', 'x'); D3010: Second argument of replace function cannot be an empty"
            + " string",
        "$replace('ab', /b/, function($m){1}); D3012: Attempted to replace a matched string with a"
            + " non-string value",
        "$split('ab', 'b', -1); D3020: Third argument of split function must evaluate to a positive"
            + " number",
        "$match('ab', function($s){1}); T1010: The matcher function argument passed to function"
            + " \"match\" does not return the correct object structure",
        "$sort([1, 'a']); D3070: The single argument form of the sort function can only be applied"
            + " to an array of strings or an array of numbers.  Use the second argument to specify"
            + " a comparison function",
      })
  void failsAsTheReferenceDoes(String expression, String fault) {
    assertThatThrownBy(() -> evaluate(expression))
        .hasMessage("threw an error during evaluation. " + fault);
  }

  @Test
  void searchesOnTheCallersThread() throws JsonataExpressions.EvaluationException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    JsonataExpressions expressions =
        new JsonataExpressions(
            new ConcurrentHashMap<>(),
            () -> {
              thread.set(Thread.currentThread());
              return new UUID(0, 0);
            });
    assertThat(expressions.evaluate("$count($match($uuid(), /-/))", Map.of())).hasToString("4");
    assertThat(thread).hasValue(Thread.currentThread());
  }

  /** What reads the text stops within the characters between two checks. */
  @Test
  void stopsASearch() {
    AtomicInteger checks = new AtomicInteger();
    BoundedText text =
        new BoundedText(
            "a".repeat(100 * BoundedText.CHARS_BETWEEN_CHECKS),
            () -> {
              if (checks.incrementAndGet() == 3) {
                throw new JException(JsonataBounds.TIME, -1);
              }
            });
    assertThatThrownBy(() -> Pattern.compile("b").matcher(text).find())
        .hasMessageContaining(JsonataBounds.TIME);
    assertThat(checks).hasValue(3);
  }

  @Test
  void endsWhatIsSearchedForTooLong() {
    JsonataExpressions expressions =
        new JsonataExpressions(
            new ConcurrentHashMap<>(), UUID::randomUUID, new JsonataLimits(50, 100, 1_000_000));
    assertThatThrownBy(() ->
            expressions.evaluate(
                "($f := function($n){($contains('aaaa', /b/); $f($n + 1))}; $f(1))", Map.of()))
        .hasMessage("threw an error during evaluation: " + JsonataBounds.TIME);
  }
}
