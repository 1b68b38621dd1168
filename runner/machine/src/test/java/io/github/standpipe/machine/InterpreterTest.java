package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.Retries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of the interpreter, each against a naive oracle. */
class InterpreterTest {

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "States.Format('{} of {}', $.a, 2)|'\"x of 2\"'",
        "States.Format('a brace: \\{\\}')|'\"a brace: {}\"'",
        "States.MathAdd(1.49, 1.5)|3",
        "States.MathAdd(-1.5, 0)|-1",
        "States.StringSplit('a.b,c', '.,')|'[\"a\",\"b\",\"c\"]'",
        "States.StringSplit(',,', ',')|[]",
        "States.ArrayRange(1, 9, 3)|[1,4,7]",
        "States.ArrayPartition($.l, 2)|[[1,2],[3]]",
        "States.ArrayContains($.l, 2.0)|true",
        "States.ArrayUnique(States.Array(1, 1.0, '1'))|'[1,\"1\"]'",
        "States.JsonToString($.l)|'\"[1,2,3]\"'",
        "States.StringToJson(' ')|null",
        "States.JsonMerge(States.StringToJson('{}'), $.o, false)|'{\"k\":1}'",
        "States.Base64Decode(States.Base64Encode('gr\u00fc\u00dfe'))|'\"gr\u00fc\u00dfe\"'",
        "States.Hash('abc', 'MD5')|'\"900150983cd24fb0d6963f7d28e17f72\"'",
        "States.ArrayGetItem($.l, 2)|3"
      })
  void evaluatesIntrinsicFunctions(String call, String value) {
    Execution execution =
        run(
            "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Parameters\":"
                + " {\"v.$\": "
                + MachineJson.NODES.textNode(call)
                + "}, \"End\": true}}}",
            json("{\"a\": \"x\", \"l\": [1, 2, 3], \"o\": {\"k\": 1}}"));
    String expected = value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
    assertThat(execution.output().map(o -> MachineJson.text(o.path("v"))).orElse("" + execution))
        .isEqualTo(expected);
  }

  private static Execution run(String definition, JsonNode input) {
    Random random = new Random(3);
    return StateMachine.read("m", json(definition))
        .run(
            input,
            call -> new TaskOutcome.Succeeded(call.arguments()),
            Clock.systemUTC(),
            () -> new UUID(random.nextLong(), random.nextLong()));
  }

  @Test
  void matchesStringsLikeARegularExpressionDoes() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      String text = random(random, "ab*\\");
      String pattern = random(random, "ab*\\");
      StringBuilder regexp = new StringBuilder("(?s)");
      for (int at = 0; at < pattern.length(); at++) {
        char c = pattern.charAt(at);
        boolean escaped = c == '\\' && at + 1 < pattern.length();
        regexp.append(
            c == '*' ? ".*" : Pattern.quote(String.valueOf(escaped ? pattern.charAt(++at) : c)));
      }
      assertThat(ChoiceRules.isLike(text, pattern))
          .as("%s like %s", text, pattern)
          .isEqualTo(text.matches(regexp.toString()));
    }
  }

  private static String random(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** What a reference path sets is what it finds, and nothing else changes. */
  @Test
  void setsWhatAReferencePathFinds() {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      ObjectNode root = MachineJson.NODES.objectNode();
      root.put("kept", i);
      StringBuilder path = new StringBuilder("$");
      int depth = 1 + random.nextInt(6);
      for (int step = 0; step < depth; step++) {
        String name = "n" + random.nextInt(3);
        path.append(random.nextBoolean() ? "." + name : "['" + name + " x']");
      }
      ReferencePath reference = ReferencePath.parse(path.toString()).orElseThrow();
      JsonNode value = MachineJson.NODES.numberNode(i);
      JsonNode set = reference.set(root, value, path.toString());
      assertThat(reference.find(set)).isEqualTo(value);
      assertThat(set.path("kept").asInt()).isEqualTo(i);
      assertThat(root.size()).as("the input stays").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2, 0, 1000",
    "1, 2, 2, 3, 8000",
    "2, 3, 1.5, 1, 3000",
    "1, 100, 10, 9, 100000"
  })
  void growsTheDelayOfARetry(int interval, int max, double rate, int tries, long millis) {
    String retrier =
        "{\"IntervalSeconds\": "
            + interval
            + ", \"BackoffRate\": "
            + rate
            + (max == 100 ? ", \"MaxDelaySeconds\": 100" : "")
            + "}";
    assertThat(Retries.delay(json(retrier), tries)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void costsNoTimeToWaitForAYear() {
    long before = System.nanoTime();
    Execution execution =
        run(
            "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": 31000000,"
                + " \"End\": true}}}",
            json("{}"));
    assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void mapsManyItemsInTheirOrder() {
    ArrayNode items = MachineJson.NODES.arrayNode();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      items.add(i);
      expected.add(i + 1);
    }
    Execution execution =
        run(
            "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\":"
                + " \"Map\", \"ItemProcessor\": {\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\":"
                + " \"Pass\", \"Output\": \"{% $states.input + 1 %}\", \"End\": true}}}, \"End\":"
                + " true}}}",
            items);
    List<Integer> seen = new ArrayList<>();
    execution.output().orElseThrow().forEach(item -> seen.add(item.asInt()));
    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "States.Format('a'",
    "States.Format('a\\\"b')",
    "States.A(,)",
    "States.A(1 2)",
    "States.A(x)"
  })
  void refusesWhatIsNotACall(String text) {
    assertThatThrownBy(() -> IntrinsicParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
