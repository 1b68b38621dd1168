package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One event that takes for ever fails by itself, and its neighbours go on. */
class EvaluationTimeTest {
  private static final String OVERDUE =
      " took longer than one event may; simplify its regular expression, or end its recursion";

  @TempDir Path root;

  private List<Verdict> enrich(String jslt, Duration time, String... events) {
    Layer layer = new Layer(root);
    Transform transform = layer.transform(jslt);
    List<JsonNode> all = List.of(events).stream().map(Layer::json).toList();
    return transform.enrich(Batch.of(all), Invocation.of(layer.environment(), Deadline.in(time)));
  }

  @Test
  void endsAFunctionThatCallsItselfTwice() {
    List<Verdict> verdicts =
        enrich(
            """
            def twice(n)
              if ($n > 0) twice($n - 1) + twice($n - 1) else 1
            {"n": twice(.n)}
            """,
            Duration.ofSeconds(8),
            "{\"n\": 3}",
            "{\"n\": 60}",
            "{\"n\": 4}");
    assertThat(verdicts.get(0)).hasToString("Emit[events=[{\"n\":8}]]");
    assertThat(verdicts.get(1))
        .isInstanceOfSatisfying(
            Verdict.Fail.class,
            fail ->
                assertThat(fail.reason())
                    .matches("(?s).*order.jslt:2:\\d+: twice\\(\\)" + Pattern.quote(OVERDUE)));
    assertThat(verdicts.get(2)).hasToString("Emit[events=[{\"n\":16}]]");
  }

  /** A harmless expression, on a text for which the time is over before it is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test(.t, \"(a)*b\")|test",
        "capture(.t, \"(?<x>a+b+)\")|capture",
        "split(.t, \"(b)+\")|split",
        "replace(.t, \"(b)+\", \"c\")|replace"
      })
  void endsARegularExpression(String call, String function) {
    String text = "a".repeat(200_000);
    List<Verdict> verdicts =
        enrich(
            "{\"x\": " + call + "}", Duration.ZERO, "{\"t\": \"" + text + "\"}", "{\"t\": \"ab\"}");
    assertThat(verdicts.get(0))
        .hasToString("Fail[reason=" + root + "/order.jslt:1:7: " + function + "()" + OVERDUE + "]");
    assertThat(verdicts.get(1)).isInstanceOf(Verdict.Emit.class);
  }

  @Test
  void namesTheImportedFile() {
    new Layer(root)
        .file("deep.jslt", "def down(n)\n  if ($n > 0) down($n - 1) + down($n - 1) else 0\n1");
    List<Verdict> verdicts =
        enrich(
            "import \"deep.jslt\" as deep {\"x\": deep:down(.n)}",
            Duration.ofSeconds(8),
            "{\"n\": 60}");
    assertThat(verdicts.getFirst().toString())
        .matches("Fail\\[reason=" + root + "/deep.jslt:2:\\d+: down\\(\\).*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "let customer = .c {\"x\": $custmer}|1:25: there is no variable $custmer; did you mean"
            + " $customer; declare it with let, or correct the name",
        "{\"x\": if (.a) $y else 1}|1:15: there is no variable $y; declare it with let, or correct"
            + " the name",
        "def f(order) $ordr {\"x\": f(.)}|1:14: there is no variable $ordr; did you mean $order;"
            + " declare it with let, or correct the name"
      })
  void refusesAVariableThatIsNotDeclared(String jslt, String message) {
    assertThatThrownBy(() -> new Layer(root).transform(jslt))
        .hasMessage(root + "/order.jslt:" + message);
  }

  @Test
  void refusesAVariableThatAnImportedFileDoesNotDeclare() {
    new Layer(root).file("parts.jslt", "def price(item) $itm.price\nnull");
    assertThatThrownBy(() ->
            new Layer(root).transform("import \"parts.jslt\" as parts\n{\"x\": parts:price(.)}"))
        .hasMessage(
            root
                + "/parts.jslt:1:17: there is no variable $itm; did you mean $item; declare it with"
                + " let, or correct the name");
  }
}
