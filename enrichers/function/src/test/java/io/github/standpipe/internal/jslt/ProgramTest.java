package io.github.standpipe.internal.jslt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import io.github.standpipe.enrich.RandomTransforms;
import io.github.standpipe.json.Json;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program gives what JSLT gives, value by value, or leaves it to JSLT. */
class ProgramTest {
  /** An evaluation whose functions need nothing but their arguments. */
  private record Plain(JsonNode event, EvaluationLimit limit) implements Evaluation {}

  private static final EvaluationLimit LIMIT = EvaluationLimit.in(java.time.Duration.ofMinutes(10));

  private static final String[] EVENTS = {
    "{\"a\": 1, \"b\": \"x\", \"c\": [1, 2, {\"a\": null, \"b\": 2.50}], \"d\": {\"a\": {\"a\":"
        + " []}}}",
    "{\"a\": {\"b\": [\"x\", \"y,z\"], \"c\": 12345678901}, \"e f\": {\"k0\": 1}, \"k1\": {\"a\":"
        + " 0}}",
    "{\"k0\": {\"a\": 1, \"e f\": 2, \"k0\": {\"b\": 3}}, \"c\": [{\"a\": 3}, {\"a\": 4, \"k0\":"
        + " {}}]}",
    "[[1, [2]], [], {\"a\": [true, false, \"\"]}]",
    "\"12\"",
    "null",
    "{}"
  };

  /** The result of an evaluation: a value as it would be written, or nothing. */
  private static Optional<String> written(Supplier<JsonNode> evaluation) {
    try {
      return Optional.of(Json.text(evaluation.get()));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static Optional<Program> program(String text) {
    return Program.of(JsltTree.of(text, false).root(), List.of(), name -> Optional.empty());
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void agreesWithJsltOnRandomTransforms() {
    int given = 0;
    int left = 0;
    int refused = 0;
    int failed = 0;
    for (int seed = 0; seed < 6_000; seed++) {
      String text = RandomTransforms.of(seed);
      Expression jslt;
      try {
        jslt = Parser.compileString(text);
      } catch (RuntimeException e) {
        continue; // mostly an operator on constants, which JSLT evaluates as it compiles
      }
      JsonNode event = json(EVENTS[new Random(seed).nextInt(EVENTS.length)]);
      Optional<Program> program;
      try {
        program = program(text);
      } catch (MatcherException e) {
        refused += 1;
        failed += written(() -> jslt.apply(event)).isEmpty() ? 1 : 0;
        continue;
      }
      Optional<String> expected = written(() -> jslt.apply(event));
      if (expected.isPresent()) {
        Optional<String> was =
            program.flatMap(p -> written(() -> p.apply(new Plain(event, LIMIT))));
        given += was.isPresent() ? 1 : 0;
        left += was.isPresent() ? 0 : 1;
        assertThat(was.or(() -> expected)).as("%s%n%s", text, event).isEqualTo(expected);
      } else {
        assertThat(program.flatMap(p -> written(() -> p.apply(new Plain(event, LIMIT)))))
            .as("%s%n%s", text, event)
            .isEmpty();
      }
    }
    assertThat(given).isGreaterThan(1_400);
    assertThat(left).isLessThan(given / 100);
    assertThat(refused).isPositive();
    assertThat(failed).as("of %s refused", refused).isGreaterThan(refused / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{for (.k) string(.) : {* : .}}",
        "{for (.k) string(size({* : .})) : 1}",
        "{for ({* : .}) .key : 1}",
        "{for (.k) string(.) : 1 if ({* : .})}",
        "{for (.k) let v = {* : .} string(.) : $v}",
        "{for (.k) string(.) : [for ([.]) {* - a, b : .}]}",
        "{\"a\": {for ([1]) string(.) : {\"b\": {\"c\": 1, * : .}}}}",
        "{\"a\": {for ([1]) string(.) : {\"b\" + \"c\": {\"d\": {* : .}}}}}",
        "{\"a\": if ({* : .}) 1 else 2}",
        "{\"a\": {* : {* : .}}}",
        "{\"a\": {\"b\": 1, * : {\"c\": {* : .}}}}",
        "{\"a\": [for ({* : .}) .]}",
        "{\"a\": [for (.k) let z = {* : .} $z]}",
        "{\"a\": [for (.k) . if ({* : .})]}",
        "{\"a\": .k[size({* : .})]}"
      })
  void refusesAMatcherThatAlwaysFails(String text) {
    JsonNode event = json("{\"a\": {\"x\": 1, \"y\": {\"z\": 2}}, \"k\": [1, 2]}");
    assertThatThrownBy(() -> Parser.compileString(text).apply(event))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> program(text))
        .isInstanceOfSatisfying(
            MatcherException.class,
            e -> assertThat(e.place()).isEqualTo("1:" + (text.lastIndexOf('*') + 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{* : .}",
        "{\"a\": {\"b\": 1, * : .}}",
        "[for (.k) {* : .}]",
        "{\"a\": [for ([.]) {* - a : .}]}",
        "{\"a\": if (.k) {* : .} else {\"b\": 1, * : .}}",
        "{\"a\": size({* : .})}",
        "let x = {* : .} {\"a\": $x}",
        "{let x = {* : .} \"a\": $x}",
        "{\"a\": {* : .} | .x}",
        "{\"a\": . | {* : .}}",
        "{\"a\": ({* : .})}",
        "{\"a\": {* : .} == 1}"
      })
  void keepsAMatcherThatWorks(String text) {
    JsonNode event = json("{\"a\": {\"x\": 1, \"y\": {\"z\": 2}}, \"k\": [1, {\"m\": 2}]}");
    assertThat(Json.text(program(text).orElseThrow().apply(new Plain(event, LIMIT))))
        .isEqualTo(Json.text(Parser.compileString(text).apply(event)));
  }

  private static String text(Map<String, String> files, String name) {
    return Objects.requireNonNull(files.get(name));
  }

  /** Files by name; the first is evaluated. */
  private static void agreesOnFiles(Map<String, String> files, String first, String event) {
    Expression jslt =
        new Parser(new StringReader(text(files, first)))
            .withResourceResolver(name -> new StringReader(text(files, name)))
            .compile();
    Program program =
        Program.of(
                JsltTree.of(text(files, first), false).root(),
                List.of(),
                name -> Optional.of(JsltTree.of(text(files, name), true).root()))
            .orElseThrow();
    assertThat(Json.text(program.apply(new Plain(json(event), LIMIT))))
        .isEqualTo(Json.text(jslt.apply(json(event))));
  }

  @Test
  void takesFunctionsVariablesAndBodiesOfImportedFiles() {
    Map<String, String> files =
        Map.of(
            "order",
                """
                import "money" as money
                import "names" as names
                let factor = 10
                def total(item) money:times($item.price, $factor)
                { "total": total(.), "unit": money:unit(), "name": names(.customer), "f": $factor }
                """,
            "money",
                """
                import "round" as r
                let factor = .scale
                def unit() { "factor": $factor, "cents": r:cents() }
                def times(a, b) r:half($a * $b * $factor)
                """,
            "round", "let two = 2 + .scale\ndef half(x) $x / $two\ndef cents() \"c\"",
            "names", "let first = .first\n{ \"full\": $first + \" \" + .last, * : . }");
    agreesOnFiles(
        files,
        "order",
        "{\"scale\": 4, \"price\": 3, \"customer\": {\"first\": \"A\", \"last\": \"L\", \"x\":"
            + " 1}}");
  }

  /** Such a name has no UTF-8, and is written as an escape. */
  @Test
  void writesANameWithHalfOfASurrogatePairAsJsltDoes() {
    String text = "{\"\\ud800x\": .a, \"y\": 2}";
    assertThat(Json.text(program(text).orElseThrow().apply(new Plain(json("{\"a\": 1}"), LIMIT))))
        .isEqualTo("{\"\\uD800x\":1,\"y\":2}")
        .isEqualTo(Json.text(Parser.compileString(text).apply(json("{\"a\": 1}"))));
  }

  @Test
  void prefersAFunctionOfTheFileToAnImportedFileOfItsName() {
    agreesOnFiles(
        Map.of(
            "a", "import \"b\" as f\ndef f(x) \"own\"\n{ \"f\": f(1), \"g\": f:g(2) }",
            "b", "def g(x) $x + 1\n\"imported\""),
        "a",
        "{}");
  }

  @Test
  void leavesWhatItDoesNotKnowToJslt() {
    assertThatThrownBy(() -> program("{\"a\": $given}"))
        .isInstanceOf(Program.UndeclaredException.class);
    assertThat(
            program(
                "import \"http://jslt.schibsted.com/2018/experimental\" as e\n"
                    + "{\"a\": e:group-by(., .a, .b)}"))
        .isEmpty();
  }

  @Test
  void tellsWhatAFunctionThrewFromWhatOnlyJsltCanTell() {
    Program thrown = program("error(\"no\")").orElseThrow();
    assertThatThrownBy(() -> thrown.apply(new Plain(json("{}"), LIMIT)))
        .isInstanceOfSatisfying(
            Program.Thrown.class, e -> assertThat(e.thrown()).hasMessage("error: no"));
    Program failed = program(". * 2").orElseThrow();
    assertThatThrownBy(() -> failed.apply(new Plain(json("{}"), LIMIT)))
        .isNotInstanceOf(Program.Thrown.class);
  }
}
