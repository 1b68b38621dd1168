package io.github.standpipe.internal.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.Parser;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.EventEvaluation;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.internal.fixture.ExecutionWatch;
import io.github.standpipe.internal.fixture.Measurement;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.jslt.BoundExpression;
import io.github.standpipe.internal.jslt.EvaluationLimit;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.Template;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To measure changes nothing of what is measured. */
class MeasuringTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Project> projects() {
    return Stream.of(
            "pipes/template.yaml",
            "runner/cli/src/test/orders/pipes/template.yaml",
            "runner/cli/src/test/rules/pipes/template.yaml")
        .map(Path::of)
        .map(file -> new Project(Template.read(file, Map.of()), Project.fixturesOf(file)));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void letsEachFixtureRunAsItDoes(Project project) {
    List<Path> cases = project.cases(Selection.ALL);
    try (CoverageRun run = new CoverageRun(project, cases)) {
      Compared compared = new Compared(run, new ArrayList<>());
      Project measured = project.measuredBy(compared);
      int runs = 0;

      for (Path one : cases) {
        Verification plain = project.verify(one);
        Verification measuredOne = measured.verify(one);
        assertThat(shown(measuredOne)).as("%s", one).isEqualTo(shown(plain));
        runs += measuredOne.runs().size();
      }
      compared.assertSame(runs);
    }
  }

  private static List<Object> shown(Verification verification) {
    return List.of(
        verification.differences(),
        verification.loose(),
        verification.runs().stream().map(PipeRun::trace).toList(),
        verification.deadLetters());
  }

  /**
   * Collects the texts that are compared: those of the first run, then those of the measured one.
   */
  private record Compared(Measurement measurement, List<String> texts) implements Measurement {
    @Override
    public LambdaFunction standIn(LambdaFunction function) {
      return measurement.standIn(function);
    }

    @Override
    public List<Function> functions() {
      return measurement.functions();
    }

    @Override
    public ExecutionWatch watch() {
      return measurement.watch();
    }

    @Override
    public String comparable(String text) {
      texts.add(measurement.comparable(text));
      return texts.getLast();
    }

    /** So that no case needed a third run. */
    void assertSame(int runs) {
      assertThat(texts).hasSize(2 * runs);
      for (int i = 0; i < texts.size(); i += 2) {
        assertThat(texts.get(i + 1)).isEqualTo(texts.get(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (.a) 1",
        "if (.n) 1 else if (.a > 1) let x = .a $x + 1 else 3",
        "{for (.o) .key + \"!\" : .value if (.value != 2)}",
        "[for (.l) let y = . $y * 2 if (. > 1)]",
        "{\"n\": {\"a\": 1, * : .}, \"q\": if (.a) {\"w\": 1, * : .}, * - l, o : .}",
        "{\"o\": {* - x : .}, \"l\": [for (.l) {\"v\": ., \"f\": fallback(.x, 7)}]}",
        "def f(x) if ($x > 3) $x else f($x + 1) {\"f\": f(.a)}",
        "let a = .a def g(x) let b = $x {\"a\": $a, \"b\": $b} g(.l[0]) + {\"k\": .n}",
        "{.k : \"dynamic\", \"m\": .a and .n or not(.l) or .k}",
        "{\"e\": [], \"f\": {}, \"n\": null, \"t\": {\"u\": null}}",
        "fallback(.x, .n, {}, [], .l[1 : 2], \"z\")",
        "fallback(.o.x, .o).y",
        ".o | {\"x\": .x, \"both\": .x and .y}",
        "\"text \" + (if (.a == 2) \"two\" else \"other\") + .k",
        "[.a, if (.n) 2, [for (.o) .key]]",
        "def f(x) {\"v\": $x, \"w\": .w} [for (.l) f(.)]",
        "def f(x) $x > 1 and $x < 3 [for (.l) f(.)]",
        "def f(x) $x or 0 let a = .a or 1 .o | if ($a) .x",
        "let b = .a and true [for (.l) if (. > 2) . else $b]",
        "let a = if (.a) .k let b = .n or \"t\" .o | .x",
        "{\"line\": .a,\r\n  // a comment: if (.a) \"x\"\r\n  \"after\": if (.a) .k}"
      })
  void leavesWhatAnExpressionMakes(String source) throws Exception {
    JsonNode input =
        JSON.readTree(
            "{\"a\": 2, \"n\": null, \"k\": \"key\", \"l\": [1, 2, 3], \"o\": {\"x\": 1, \"y\":"
                + " 2}}");
    List<Spot> spots = new ArrayList<>();
    Marks marks = new Marks(spots);
    String text = new MeasuredSource("x", JsltTree.of(source, true), true, spots).text();
    BoundExpression measured =
        new BoundExpression(Marks.functions(), functions -> compiled(text, functions));
    JsonNode expected = compiled(source, List.of()).apply(input);

    assertThat(text.lines().count()).isEqualTo(source.lines().count());
    assertThat(spots).isNotEmpty();
    assertThat(measured.apply(new Evaluated(input, marks))).isEqualTo(expected);
    assertThat(marks.all().isEmpty()).isFalse();
    assertThat(measured.apply(new Evaluated(input, LookupObserver.NONE)))
        .as("unmarked")
        .isEqualTo(expected);
  }

  private static Expression compiled(String source, Collection<Function> functions) {
    return new Parser(new StringReader(source)).withFunctions(functions).compile();
  }

  /** The evaluation of an event that somebody watches. */
  private record Evaluated(JsonNode event, LookupObserver watch) implements EventEvaluation {
    @Override
    public Invocation invocation() {
      return Invocation.of(
          new Environment(
                  Map.of(), Path.of("."), Map.of(), InstantSource.system(), UUID::randomUUID)
              .watchedBy(watch));
    }

    @Override
    public EvaluationLimit limit() {
      return EvaluationLimit.in(Duration.ofMinutes(10));
    }
  }

  @Test
  void tellsOfWhatIsNeverEvaluatedTheOutermostPieceAlone() {
    CoverageSubject covered =
        covered("if (.a) {\"x\": if (.b) {\"y\": lookup(\"n\", .c)}} else [for (.l) .m and .n]");

    assertThat(covered.isUntouched()).isTrue();
    assertThat(covered.missing())
        .extracting(CoverageSubject.Missing::line)
        .containsExactly("x:1:5: never reached: .a");
    assertThat(covered.share()).hasToString("0 of 13").extracting(Share::percent).isEqualTo(0);
  }

  private static CoverageSubject covered(String source) {
    List<Spot> spots = new ArrayList<>();
    new MeasuredSource("x", JsltTree.of(source, true), true, spots).text();
    return new CoverageSubject(
        "x",
        source,
        spots.stream()
            .map(spot -> new CoveredPiece(spot, Collections.nCopies(spot.kind().outcomes(), 0)))
            .sorted(CoveredPiece.AS_WRITTEN)
            .toList());
  }

  @Test
  void roundsDownAndTakesNothingForAll() {
    assertThat(new Share(999, 1000).percent()).isEqualTo(99);
    assertThat(new Share(0, 0).percent()).isEqualTo(100);
    assertThat(Optional.of(new Share(3, 4)).map(Share::toString)).contains("3 of 4");
  }
}
