package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jslt.Trail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure is reported with its place, even if JSLT has none for it. */
class LocatedTest {
  @TempDir Path root;

  private final List<Failure> failures = new ArrayList<>();

  private String reason(String jslt, String event) {
    Layer layer = new Layer(root).documents("docs").file("order.jslt", jslt);
    LookupObserver watch =
        new LookupObserver() {
          @Override
          public void failed(JsonNode event, Failure failure) {
            failures.add(failure);
          }
        };
    Environment environment = layer.environment().watchedBy(watch);
    return layer.told(
        Layer.verdicts(Transform.in(environment), List.of(Layer.json(event)), environment)
            .getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number(.s)|1:7: number() failed: not a number",
        "[for (.l) number(.a)]|1:17: number() failed: not a number",
        "fallback(.none, round(.s))|1:23: round() cannot round a non-number: a string",
        "if (.b) error(\"no\") else error(\"yes\")|1:15: error: no",
        "size(.l[size(.n) : 2])|1:15: Function size() cannot work on a number",
        "{let x = from-json(.s) \"y\": $x}|1:16: from-json can't parse its argument",
        "1 + 2 + 3 / .zero|1:15: arithmetic: / by zero",
        "mod(.n, .zero)|1:7: mod(): cannot divide by zero",
        "lookup(\"docs\", .o)|1:7: look-up docs takes a string, a whole number or an array of them"
            + " as its key, not an object",
        "lookup(\"docs\", \"k\").name - {}|1:7: number() failed: not a number",
        ".s < .n|1:7: Can't compare a string and a number"
      })
  void tellsThePlaceOfAFailure(String expression, String told) {
    assertThat(
            reason(
                "{\"r\": " + expression + "}",
                "{\"s\": \"text\", \"n\": 5, \"o\": {\"k\": 1}, \"l\": [{\"a\": \"x\"}], \"b\":"
                    + " true, \"zero\": 0}"))
        .isEqualTo("failed: order.jslt:" + told);
  }

  /** A call that a piece is wrapped into would take what follows for an index of its own. */
  @Test
  void tellsThePlaceWhereAnArrayOrAPathFollowsAPiece() {
    assertThat(reason("def f(x) $x + 1 [for (.l) error(\"no\") + f(.)]", "{\"l\": [1]}"))
        .isEqualTo("failed: order.jslt:1:27: error: no");
    assertThat(reason("let a = [1] let b = .n * 2 .o | error(\"no\")", "{\"n\": 1, \"o\": 1}"))
        .isEqualTo("failed: order.jslt:1:33: error: no");
  }

  @Test
  void tellsTheCallsAndTheInputThatLedThere() {
    new Layer(root)
        .file("parts.jslt", "def cents(price)\n  // as a number\n  round(number($price) * 100)\n");

    assertThat(
            reason(
                """
                import "parts.jslt" as parts
                def line(item)
                  {"total": parts:cents($item.price)}
                {"lines": [for (.lines) line(.)]}
                """,
                "{\"lines\": [{\"price\": \"1.50\"}, {\"price\": \"free\"}]}"))
        .isEqualTo("failed: parts.jslt:3:9: number() failed: not a number");
    Failure failure = failures.getFirst();
    assertThat(failure.expression()).isEqualTo("number($price)");
    assertThat(failure.calls())
        .containsExactly(
            new Failure.Call(root + "/order.jslt:4:25", "line(.)"),
            new Failure.Call(root + "/order.jslt:3:13", "parts:cents($item.price)"),
            new Failure.Call(root + "/parts.jslt:3:3", "round(number($price) * 100)"),
            new Failure.Call(root + "/parts.jslt:3:9", "number($price)"));
    assertThat(failure.input()).isEqualTo(".lines[1]");
    assertThat(failure.arguments()).hasToString("[\"free\"]");
  }

  @Test
  void tellsOfARecursionWithoutEndTheCallThatBeginsIt() {
    assertThat(reason("def a(x) b($x)\ndef b(x) a($x)\n{\"r\": a(1)}", "{}"))
        .isEqualTo(
            "failed: order.jslt:1:10: the stack overflowed: a function calls itself without end");
  }

  @Test
  void leavesAReasonAsItIsWhereTheFileFailsOtherwiseTheNextTime() {
    assertThat(reason("error(uuid())", "{}"))
        .isEqualTo("failed: order.jslt: error: 00000000-0000-0000-0000-000000000001");
  }

  @Test
  void followsEveryKindOfExpressionWithoutChangingItsValue() {
    String jslt =
        """
        let a = .l[0 : size(.l)]
        def f(x, y) let z = $x + $y if ($z > 3) $z else fallback(.none, $z * 2, error("no"))
        {
          "calls": [for ($a) let n = number(.) if ($n > 1) f($n, 1) * f(1, $n)],
          "keys": {for (.l) string(.) : {"v": uppercase(string(.))}},
          "logic": .none and error("no") or not(1 == 2),
          "paths": from-json("{\\"x\\": [1, {\\"y\\": 2}]}").x[1].y,
          "text": "a" + 1 * 2 + ("b" + (3 - 1 / 4)),
          "tab":\t(join(["p", "q"], ",")),
          "piped": .l | size(.),
          "rest": {"k": lowercase("K"), * - l : .}
        }
        """;
    Path file = new Layer(root).file("order.jslt", jslt).root.resolve("order.jslt");
    JsonNode event = Layer.json("{\"l\": [1, 2, 3], \"m\": 1}");
    LayerFiles layer = new LayerFiles(root, Map.of());
    Trail trail = new Trail();
    JsonNode followed =
        JsltFile.expression(file, trail.functions(), layer, (f, s, m) -> trail.follow("f", s, m))
            .apply(event);

    assertThat(followed)
        .isEqualTo(JsltFile.expression(file, List.of(), layer, (f, s, m) -> s).apply(event));
    assertThat(trail.end()).isEmpty();
  }
}
