package io.github.standpipe.enrich;

import static io.github.standpipe.enrich.Layer.batch;
import static io.github.standpipe.enrich.Layer.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Parser;
import io.github.standpipe.internal.jslt.Evaluation;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.internal.jslt.Program;
import io.github.standpipe.json.Json;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integers that do not fit into 64 bits are what JSLT makes of them, and are reported. */
class OverflowTest {
  /** An evaluation whose functions need nothing but their arguments. */
  private record Plain(JsonNode event) implements Evaluation {
    @Override
    public EvaluationLimit limit() {
      return EvaluationLimit.in(Duration.ofMinutes(10));
    }
  }

  private static final List<BigInteger> EDGES =
      List.of(
          BigInteger.valueOf(Long.MAX_VALUE),
          BigInteger.valueOf(Long.MIN_VALUE),
          BigInteger.ONE.shiftLeft(63),
          BigInteger.ONE.shiftLeft(64),
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.ONE.negate(),
          BigInteger.valueOf(Integer.MAX_VALUE),
          BigInteger.valueOf(3_037_000_500L));

  @TempDir Path root;

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.parse(text);
  }

  private static List<String> places(String text, JsonNode event) {
    List<String> places = new ArrayList<>();
    Program program =
        Program.of(JsltTree.of(text, false).root(), List.of(), name -> Optional.empty())
            .orElseThrow();
    JsonNode value = program.apply(new Plain(event), places::add);
    assertThat(value).as(text).isEqualTo(Parser.compileString(text).apply(event));
    return places;
  }

  private static BigInteger integer(Random random) {
    BigInteger near = EDGES.get(random.nextInt(EDGES.size()));
    return switch (random.nextInt(3)) {
      case 0 -> near.add(BigInteger.valueOf(random.nextInt(5) - 2));
      case 1 ->
          new BigInteger(random.nextInt(70), random)
              .multiply(near.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ONE);
      default -> BigInteger.valueOf(random.nextInt(2000) - 1000);
    };
  }

  private static BigInteger exact(char operator, BigInteger left, BigInteger right) {
    return switch (operator) {
      case '+' -> left.add(right);
      case '-' -> left.subtract(right);
      default -> left.multiply(right);
    };
  }

  @Test
  void isReportedIfAndOnlyIfTheResultIsNotTheExactOne() throws JsonProcessingException {
    Random random = new Random(28);
    int reported = 0;
    for (int round = 0; round < 20_000; round++) {
      char operator = "+-*".charAt(random.nextInt(3));
      BigInteger left = integer(random);
      BigInteger right = integer(random);
      JsonNode event = json("{\"a\": %s, \"b\": %s}".formatted(left, right));
      String text = ".a " + operator + " .b";
      JsonNode value = Parser.compileString(text).apply(event);
      boolean exact = exact(operator, left, right).equals(value.bigIntegerValue());
      List<String> expected = exact ? List.of() : List.of("1:4");
      assertThat(places(text, event)).as("%s %s %s", left, operator, right).isEqualTo(expected);
      reported += exact ? 0 : 1;
    }
    assertThat(reported).isBetween(2_000, 18_000);
  }

  @Test
  void isReportedForASumIfAndOnlyIfItDoesNotFit() throws JsonProcessingException {
    Random random = new Random(29);
    int reported = 0;
    for (int round = 0; round < 3_000; round++) {
      List<BigInteger> numbers = new ArrayList<>();
      for (int count = random.nextInt(6); count >= 0; count--) {
        numbers.add(integer(random));
      }
      BigInteger sum = numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
      List<String> expected = sum.bitLength() > 63 ? List.of("1:1") : List.of();
      assertThat(places("sum(.)", json(numbers.toString()))).isEqualTo(expected);
      reported += expected.size();
    }
    assertThat(reported).isBetween(300, 2_700);
  }

  @ParameterizedTest
  @CsvSource({
    ". / -1, -9223372036854775808, 1:3",
    ". / 1, -9223372036854775808, ''",
    ". / 2, 9223372036854775808, 1:3",
    ". + 0, 9223372036854775807, ''",
    ". + 0.5, 9223372036854775807, ''",
    "0 - . - 1, 9223372036854775807, ''",
    "0 - . - 2, 9223372036854775807, 1:7",
    "1 + (9223372036854775807 + 1), 0, 1:26",
    "round(.), 9.3e18, 1:1",
    "floor(.), -9.3e18, 1:1",
    "ceiling(.), 9.2e18, ''",
    "'mod(., 7)', 9223372036854775808, 1:1",
    "'mod(., 7)', 9223372036854775807, ''",
    "'def f(n) $n * $n f(.)', 4000000000, 1:13",
    "'[for ([1, 2]) . * 9223372036854775807]', 0, 1:17",
    "if (. > 0) 1 else . - 9223372036854775807, 5, ''",
    "if (. > 0) 1 else . - 9223372036854775807, -5, 1:21",
    "'\"a\" * 3', 0, ''",
    "'\"a\" + 9223372036854775807', 0, ''"
  })
  void isReportedWithThePlaceOfItsOperator(String text, String event, String place)
      throws JsonProcessingException {
    List<String> expected = place.isEmpty() ? List.of() : List.of(place);
    assertThat(places(text, json(event))).isEqualTo(expected);
  }

  @Test
  void isReportedInAnUpcasterAndAnImportedFileToo() {
    List<String> places = new ArrayList<>();
    Layer layer =
        new Layer(root)
            .file("order.jslt", "import \"more.jslt\" as m {\"n\": m:twice(.n)}")
            .file("more.jslt", "def twice(n)\n  $n + $n\n0")
            .file(
                "Order.v1-v2.jslt",
                "{\"type\": .type, \"n\": .n * 2, \"metadata\": {\"version\": \"2\"}}");
    layer.answer(
        Transform.in(layer.overflowingTo(places).environment()),
        batch(record("m", "{\"n\": 9223372036854775807}")));
    assertThat(places).containsExactly(root.resolve("more.jslt") + ":2:6");
  }

  /** A branch that waits for a document may be evaluated and not be taken. */
  @Test
  void isNotReportedOfAnEvaluationThatDoesNotCount() {
    List<String> places = new ArrayList<>();
    Layer layer =
        new Layer(root)
            .documents("users")
            .file(
                "order.jslt",
                "let u = lookup(\"users\", .u)"
                    + " {\"n\": if ($u.name) .n else .n + 1, \"m\": .n + 2}");
    layer.answer(
        Transform.in(layer.overflowingTo(places).environment()),
        batch(record("m", "{\"u\": \"a\", \"n\": 9223372036854775807}")));
    assertThat(places).hasSize(1).allMatch(place -> place.endsWith("order.jslt:1:72"));
  }
}
