package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code standpipe test --coverage}. */
class CoverageTest {
  @TempDir Path folder;

  private MadeProject made(String jslt, String... bodies) {
    MadeProject project = MadeProject.in(folder, jslt);
    for (int i = 0; i < bodies.length; i++) {
      String one = "fixtures/P/takes-body-" + (i + 1) + "/";
      project.write(one + "1-source.json", "[{\"messageId\": \"m\", \"body\": " + bodies[i] + "}]");
      project.write(one + "4-enriched.json", "[{\"$expect\": \"anything\"}]");
    }
    return project;
  }

  private static List<String> coverage(Said said) {
    List<String> lines = said.lines();
    int from = 0;
    while (!lines.get(from).startsWith("coverage")) {
      from++;
    }
    return lines.subList(from, lines.size());
  }

  @Test
  void tellsWhatNoCaseReachesByItsPlace() {
    Said said =
        made(
                """
                def size(n)
                  if ($n > 10) "large" else "small"
                def never(n)
                  if ($n) 1 else 2
                {
                  "size": size(.body.n),
                  "name": fallback(.body.name, .body.title, "none"),
                  "both": if (.body.a and .body.b) true,
                  "items": [for (.body.items) {"sku": .sku} if (.sku)],
                  "keys": {for (.body.keys) .key : .value}
                }
                """,
                "{\"n\": 3, \"a\": 1, \"items\": [{\"sku\": \"A\"}]}")
            .test("--coverage");

    assertThat(coverage(said))
        .containsExactly(
            "coverage 48%: branches 6 of 15, functions 1 of 2, loops 1 of 2, pairs 4 of 6",
            "   48%  transforms/x.jslt",
            "        transforms/x.jslt:2:7: never true: $n > 10",
            "        transforms/x.jslt:3:1: never called: def never(n)",
            "        transforms/x.jslt:7:20: never the value of fallback: .body.name",
            "        transforms/x.jslt:7:32: never the value of fallback: .body.title",
            "        transforms/x.jslt:8:3: never had a value: \"both\": if (.body.a and .body.b)"
                + " true",
            "        transforms/x.jslt:8:15: never true: .body.a and .body.b",
            "        transforms/x.jslt:8:15: never false: .body.a",
            "        transforms/x.jslt:8:27: never true: .body.b",
            "        transforms/x.jslt:9:49: never false: .sku",
            "        transforms/x.jslt:10:3: never had a value: \"keys\": {for (.body.keys) .key :"
                + " .value}");
    assertThat(said.code()).isZero();
  }

  @Test
  void countsWhatSeveralCasesReachTogether() {
    MadeProject project = made("{\"t\": if (.body.a) 1 else 2}", "{\"a\": true}", "{\"a\": false}");

    assertThat(coverage(project.test("--coverage")))
        .containsExactly(
            "coverage 100%: branches 2 of 2, pairs 1 of 1", "  100%  transforms/x.jslt");
    assertThat(coverage(project.test("--coverage", "--name", "body-1")))
        .containsExactly(
            "coverage 66%: branches 1 of 2, pairs 1 of 1",
            "   66%  transforms/x.jslt", "        transforms/x.jslt:1:11: never false: .body.a");
  }

  /** Before a look-up has answered it finds nothing, and the transform takes another way. */
  @Test
  void doesNotCountARoundThatStillWaitsForDocuments() throws IOException {
    MadeProject project =
        made("{\"n\": if (lookup(\"names\", .body.id)) 1 else error(\"none\")}", "{\"id\": \"A\"}");
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace(
                "{TRANSFORM: x.jslt}", "{TRANSFORM: x.jslt, LOOKUP_NAMES: 'dynamodb:n#key=k'}"));
    project.write("fixtures/P/lookups/names.json", "{\"A\": {\"name\": \"Ada\"}}");

    assertThat(coverage(project.test("--coverage")))
        .containsExactly(
            "coverage 60%: branches 1 of 2, pairs 1 of 1, look-ups 1 of 2",
            "   60%  transforms/x.jslt",
            "        transforms/x.jslt:1:11: never false: lookup(\"names\", .body.id)",
            "        transforms/x.jslt:1:11: never missed: lookup(\"names\", .body.id)");
  }

  @Test
  void followsImportsAndLeavesOtherFilesOfTheLayerAlone() {
    MadeProject project =
        made("import \"parts/lib.jslt\" as lib {\"t\": lib:text(.body.a)}", "{\"a\": 7}");
    project.write("transforms/parts/lib.jslt", "def text(x) if (is-string($x)) $x else string($x)");
    project.write("transforms/other.jslt", "{\"never\": if (.a) 1}");
    project.write("transforms/Sold.v1-v2.jslt", "{\"never\": 1}");

    assertThat(coverage(project.test("--coverage", "--name", "body-1")).subList(0, 3))
        .containsExactly(
            "coverage 60%: branches 1 of 2, functions 1 of 1, pairs 1 of 2",
            "    0%  transforms/Sold.v1-v2.jslt: no case reaches it",
            "   66%  transforms/parts/lib.jslt");
  }

  @Test
  void tellsOfAFilterWhichLeavesAlwaysMatchAndWhichNever() throws IOException {
    MadeProject project = made("{\"n\": 1}", "{\"type\": \"Sale\", \"n\": 1}", "\"text\"");
    String pattern =
        "{\"body\": {\"type\": [\"Sale\"], \"$or\": [{\"n\": [{\"numeric\": [\">\", 5]}]}, {\"m\":"
            + " [1]}]}}";
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace(
                "      Enrichment: !Get",
                "      SourceParameters: {FilterCriteria: {Filters: [{Pattern: '"
                    + pattern
                    + "'}]}}\n      Enrichment: !Get"));

    assertThat(coverage(project.test("--coverage")).stream().filter(l -> l.contains("pattern 1")))
        .map(line -> line.substring(line.indexOf("pattern 1")))
        .containsExactly(
            "pattern 1: always matched: body.type: [\"Sale\"]",
            "pattern 1: never matched: $or 1: body.n: [{\"numeric\":[\">\",5]}]",
            "pattern 1: never matched: $or 2: body.m: [1]");
  }

  @Test
  void failsWhereLessIsReachedThanAskedFor() {
    MadeProject project = made("{\"t\": if (.body.a) 1 else 2}", "{\"a\": true}");

    Said below = project.test("--coverage-min", "67");
    assertThat(below.lines().getLast()).isEqualTo("coverage is 66%, below --coverage-min 67%");
    assertThat(below.code()).isEqualTo(1);
    assertThat(project.test("--coverage-min", "66").code()).isZero();
    assertThat(project.test("--coverage-min", "101").err())
        .isEqualTo("standpipe: --coverage-min 101: give a number from 0 to 100\n");
    assertThat(project.test("--coverage", "--watch").err())
        .isEqualTo(
            "standpipe: --watch goes on, and --coverage is of one run; pass only one of them\n");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    Said said =
        made("{\"t\": if (.body.a) 1 else 2}", "{\"a\": true}")
            .test("--coverage-min", "50", "--json");

    JsonNode coverage = Json.parse(said.out()).path("coverage");
    assertThat(coverage.toString())
        .isEqualTo(
            "{\"percent\":66,\"covered\":2,\"total\":3,\"minimum\":50,\"kinds\":{\"branches\":"
                + "{\"percent\":50,\"covered\":1,\"total\":2},\"pairs\":{\"percent\":100,\"covered\":1,"
                + "\"total\":1}},\"parts\":[{\"name\":\"transforms/x.jslt\",\"percent\":66,\"covered\":2,"
                + "\"total\":3,\"missing\":[{\"place\":\"transforms/x.jslt:1:11\",\"kind\":\"branch\",\"missing\":\"never"
                + " false\",\"text\":\".body.a\"}]}]}");
  }

  @Test
  void coversUpToWhereATransformFails() {
    MadeProject project =
        made("{\"a\": 1, \"t\": if (.body.a) error(\"no\") else 2}", "{\"a\": true}");

    assertThat(coverage(project.test("--coverage")))
        .containsExactly(
            "coverage 50%: branches 1 of 2, pairs 1 of 2",
            "   50%  transforms/x.jslt",
            "        transforms/x.jslt:1:10: never had a value: \"t\": if (.body.a) error(\"no\")"
                + " else 2",
            "        transforms/x.jslt:1:19: never false: .body.a");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    long before = measured();
    made("{\"a\": 1}", "{}").test("--coverage");
    assertThat(measured()).isEqualTo(before);
    assertThat(folder.resolve("transforms/x.jslt")).hasContent("{\"a\": 1}");
  }

  private static long measured() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.toString().contains("standpipe-coverage")).count();
    }
  }

  @Test
  void measuresNothingOfATransformThatDoesNotCompile() {
    Said said = made("{\"a\": if }", "{}").test("--coverage");

    assertThat(coverage(said)).containsExactly("coverage 100%: nothing to reach");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void leavesAnEnricherInJavaWithoutALayerAlone() throws IOException {
    MadeProject project = made("{}", "{\"a\": 1}");
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace("enrich.EnrichmentHandler", "rules.AnswersItsRequest")
            .replace("      Layers: [!Ref Layer]\n", ""));

    Said said = project.test("--coverage");
    assertThat(said.lines())
        .contains("1 passed, 0 failed; 1 place not exact", "coverage 100%: nothing to reach");
  }

  /** Of a look-up that fails, the last evaluation is one that still waits, and reaches nothing. */
  @Test
  void losesTheBranchThatOnlyTheDeletedCasesReach() throws IOException {
    Path copy = folder.resolve("fixtures");
    List<String> deleted =
        List.of(
            "quarantines-an-unknown-product-at-its-third-receive",
            "returns-a-failing-order-twice-and-quarantines-it-alone",
            "returns-an-order-of-an-unknown-product",
            "returns-three-orders-for-one-unknown-product");
    Path own = Path.of("fixtures");
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.toList()) {
        if (deleted.stream().noneMatch(name -> file.toString().contains(name))) {
          Files.copy(file, copy.resolve(own.relativize(file)));
        }
      }
    }
    Said said = Said.by("test", "OrderPipe", "--coverage", "--fixtures", copy.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains(
            "coverage 95%: branches 3 of 4",
            "90%  transforms/order.jslt", "order.jslt:10:7: never false: $product");
  }
}
