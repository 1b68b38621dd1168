package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fixture may expect and give, as {@code standpipe test} reports it. */
class ExpectationsTest {
  private static final String SOURCE = "{\"messageId\": \"m1\", \"body\": {\"n\": 1}}";

  @TempDir Path folder;

  private MadeProject project(String jslt) {
    return MadeProject.in(folder, jslt).with("1-source.json", SOURCE);
  }

  @Test
  void passesWhatIsExpectedInPartAndTellsWhatIsNotExact() {
    MadeProject project =
        project("{\"n\": .body.n, \"at\": now(), \"rest\": {\"a\": 1, \"b\": 2, \"c\": 3}}")
            .with(
                "5-target-input.json",
                """
                [
                  {
                    "n": { "$expect": { "between": [0, 5] } },
                    "at": { "$expect": { "type": "number" } },
                    "rest": { "$expect": { "atLeast": { "a": 1 } } }
                  }
                ]
                """);

    Said said = project.test();

    assertThat(said.out())
        .isEqualTo(
            """
            ok    P/x
                    not exact: 5-target-input.json: $[0].n: a number from 0 to 5
                    not exact: 5-target-input.json: $[0].at: a number
                    not exact: 5-target-input.json: $[0].rest: at least 1 key; ignored: b, c
            1 passed, 0 failed; 3 places not exact
            """);
    assertThat(said.code()).isZero();
  }

  @Test
  void tellsWhatIsNotExactAsJson() throws IOException {
    MadeProject project =
        project("{\"n\": 7}")
            .with("5-target-input.json", "[{\"n\": {\"$expect\": {\"between\": [0, 5]}}}]");

    JsonNode fixture = Json.parse(project.test("--json").out()).at("/fixtures/0");

    assertThat(fixture.get("differences"))
        .hasToString("[\"5-target-input.json: $[0].n: expected a number from 0 to 5, was 7\"]");
    assertThat(fixture.get("loose"))
        .hasToString("[\"5-target-input.json: $[0].n: a number from 0 to 5\"]");
  }

  @Test
  void expectsRecordsInPartAndTheirBodiesAsJson() {
    MadeProject project =
        project("{}")
            .with(
                "2-filtered.json",
                """
                [{"messageId": {"$expect": {"matches": "m[0-9]"}},
                  "body": {"n": {"$expect": {"type": "integer"}}},
                  "attributes": {"SentTimestamp": {"$expect": "anything"}}}]
                """);

    assertThat(project.test().lines())
        .containsExactly(
            "ok    P/x",
            "        not exact: 2-filtered.json: $[0].messageId: a string that matches 'm[0-9]'",
            "        not exact: 2-filtered.json: $[0].body.n: an integer",
            "        not exact: 2-filtered.json: $[0].attributes.SentTimestamp: anything",
            "1 passed, 0 failed; 3 places not exact");
    project.with("2-filtered.json", "[{\"body\": {\"$expect\": {\"atLeast\": {\"m\": 1}}}}]");
    assertThat(project.test().lines())
        .contains(
            "        2-filtered.json: $[0].messageId: expected"
                + " \"00000000-0000-4000-8000-000000000001\", was \"m1\"",
            "        2-filtered.json: $[0].body.m: expected 1, was absent");
    project.with(
        "2-filtered.json",
        "[{\"messageId\": \"m1\", \"body\": {\"$expect\": {\"matches\": \".*2.*\"}}}]");
    assertThat(project.test().lines())
        .contains(
            "        2-filtered.json: $[0].body: expected a string that matches '.*2.*', was"
                + " \"{\\\"n\\\":1}\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$expect': {'atLeast': {'messageId': 'm1', 'body': {'n': 1}}}} | ok",
        "{'$expect': {'atLeast': {'body': {'n': {'$expect': 'anything'}}}}} | ok",
        "{'$expect': {'atLeast': {'body': {'$expect': {'atLeast': {'n': 1}}}}}} | ok",
        "{'$expect': {'atLeast': {'body': {'n': 2}}}} | FAIL",
        "{'$expect': 'anything'} | ok",
        "{'messageId': 'm1', 'body': {'$expect': {'type': 'string'}}} | ok",
        "{'messageId': 'm1', 'body': {'$expect': {'type': 'object'}}} | ok",
        "{'messageId': 'm1', 'body': {'$expect': {'type': 'array'}}} | FAIL",
        "{'messageId': 'm1', 'body': {'$expect': {'exactly': {'n': 1}}}} | ok",
        "{'messageId': 'm1', 'body': {'$expect': {'exactly': 'n'}}} | FAIL",
        "{'messageId': 'm1', 'body': {'n': 1}, 'attributes': {'$expect': 'anything'}} | ok",
        "{'messageId': 'm1', 'body': {'n': 1}, 'attributes': {'SenderId': 'me'}} | FAIL",
        "{'messageId': 'm1', 'body': {'n': {'$expect': 'anything'}}, 'md5OfBody': 'no'} | FAIL",
      })
  void takesARuleAtEachPlaceOfARecord(String record, String result) {
    MadeProject project =
        project("{}").with("2-filtered.json", "[" + record.replace('\'', '"') + "]");

    assertThat(project.test().lines().getFirst()).startsWith(result);
  }

  @Test
  void tellsOfABodyThatDiffersByItsPlacesAlone() {
    MadeProject project =
        project("{}")
            .with("2-filtered.json", "[{\"messageId\": \"m1\", \"body\": {\"n\": 2, \"k\": 0}}]");

    assertThat(project.test().lines())
        .containsExactly(
            "FAIL  P/x",
            "        2-filtered.json: $[0].body.n: expected 2, was 1",
            "        2-filtered.json: $[0].body.k: expected 0, was absent",
            "          beside messageId \"m1\", receiptHandle \"receipt-of-m1\", eventSource"
                + " \"aws:sqs\"",
            "0 passed, 1 failed");
  }

  @Test
  void failsACaseWhosePatternSearchesForEver() {
    MadeProject project =
        project("{\"t\": \"" + "a".repeat(60) + "!\"}")
            .with(
                "5-target-input.json",
                "[{\"t\": {\"$expect\": {\"matches\": \"(a|aa)+\\\\1*b\"}}}]");

    assertThat(String.join("\n", project.test().lines()))
        .contains("P/x")
        .contains("matches '(a|aa)+\\1*b' takes longer than 10 s; simplify the regular expression");
  }

  @Test
  void refusesAnUnknownFormByFileAndPath() {
    MadeProject project =
        project("{}").with("5-target-input.json", "[{\"a\": {\"$expect\": \"anythin\"}}]");

    assertThat(project.test().lines().get(1))
        .isEqualTo(
            "        "
                + folder.resolve("fixtures/P/x/5-target-input.json")
                + ": $[0].a: $expect is 'anythin'; write \"anything\", or an object with one of"
                + " type, matches, between, atLeast, exactly");
  }

  @ParameterizedTest
  @CsvSource({"1-source.json, $.body", "lookups/a.json, $.k"})
  void refusesTheNotationInAGivenFile(String file, String path) {
    MadeProject project =
        project("{}")
            .with("5-target-input.json", "[{}]")
            .with(file, "{\"" + path.substring(2) + "\": {\"$expect\": \"anything\"}}");

    assertThat(project.test().lines().get(1))
        .isEqualTo(
            "        "
                + folder.resolve("fixtures/P/x").resolve(file)
                + ": "
                + path
                + ": $expect is in a given value; only an expectation may contain it");
  }

  @Test
  void fixesClockAndIdsSoThatTheyCanBeExpected() {
    MadeProject project =
        project("{\"at\": format-time(now(), \"yyyy-MM-dd\"), \"ids\": [uuid(), uuid()]}")
            .with(
                "given.json",
                """
                {"now": "2028-02-29T23:59:59Z", "ids": ["0b9e2a4c-1111-4222-8333-444455556666"]}
                """)
            .with(
                "5-target-input.json",
                """
                [{"at": "2028-02-29", "ids": ["0b9e2a4c-1111-4222-8333-444455556666",
                  "00000000-0000-4000-8000-000000000001"]}]
                """)
            .with(
                "2-filtered.json",
                """
                [{"messageId": "m1", "body": {"n": 1},
                  "attributes": {"SentTimestamp": "1835481599000"}}]
                """);

    assertThat(project.test().lines()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void leavesTheClockOfOneCaseToThatCase() {
    MadeProject project =
        project("{\"at\": now(), \"id\": uuid()}")
            .with("given.json", "{\"now\": \"2028-02-29T00:00:00Z\"}")
            .with(
                "5-target-input.json",
                "[{\"at\": 1835395200, \"id\": {\"$expect\": \"anything\"}}]")
            .write("fixtures/P/y/1-source.json", SOURCE)
            .write(
                "fixtures/P/y/5-target-input.json",
                "[{\"at\": 1767225600, \"id\": \"00000000-0000-4000-8000-000000000001\"}]");

    assertThat(project.test().lines().getLast()).isEqualTo("2 passed, 0 failed; 1 place not exact");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"nwo\": 1} | : has a key 'nwo'; it may have now, ids, receives, tags, lookups,"
            + " enrichment and target",
        "{\"now\": \"soon\"} | : now is not a time; write one such as \"2026-01-01T00:00:00Z\"",
        "{\"ids\": [5]} | : ids must be an array of UUIDs such as"
            + " \"00000000-0000-4000-8000-000000000001\"",
        "[] | : is an array; write an object",
        "{ | :1:2: is not JSON: it ends too early: expected close marker for Object",
      })
  void refusesSettingsThatItDoesNotKnow(String settings, String message) {
    MadeProject project =
        project("{}").with("5-target-input.json", "[{}]").with("given.json", settings);

    assertThat(project.test().lines().get(1))
        .startsWith("        " + folder.resolve("fixtures/P/x/given.json") + message);
  }

  @Test
  void failsACaseOfWhichTwoRunsDiffer() {
    MadeProject project =
        project("{\"a\": 1, \"b\": random()}")
            .with("5-target-input.json", "[{\"a\": 1, \"b\": {\"$expect\": \"anything\"}}]");

    Said said = project.test();

    assertThat(said.lines())
        .containsExactly(
            "FAIL  P/x",
            "        4-enriched.json: two runs differ at $[0].b: it is not repeatable; take the"
                + " time from now() and ids from uuid(), which a fixture fixes",
            "        not exact: 5-target-input.json: $[0].b: anything",
            "0 passed, 1 failed; 1 place not exact");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void comparesPathsFromTheProjectsFolderWhereverItIsStarted() throws Exception {
    MadeProject project =
        project("error(\"no\")")
            .with("error.txt", "enriched: record 1: transforms/x.jslt:1:1: error: no\n");
    Path elsewhere = Files.createDirectories(folder.resolve("some/where"));

    for (List<String> way :
        List.of(
            List.of(elsewhere.toString(), project.template().toString()),
            List.of(elsewhere.toString(), "../../pipes/template.yaml"),
            List.of(folder.toString(), "pipes/template.yaml"),
            List.of(folder.toString(), "./pipes/template.yaml"),
            List.of(folder.resolve("pipes").toString(), "template.yaml"))) {
      Said said = elsewhere(Path.of(way.get(0)), "test", "-t", way.get(1));
      assertThat(said.out()).as("%s", way).isEqualTo("ok    P/x\n1 passed, 0 failed\n");
      assertThat(said.code()).isZero();
    }
  }

  @Test
  void savesAnErrorThatIsTheSameWhereverItIsTested() throws Exception {
    MadeProject project = project("error(\"no\")");
    Path source = folder.resolve("fixtures/P/x");
    Path saved = folder.resolve("fixtures/P/y");

    Said said =
        elsewhere(
            Files.createDirectories(folder.resolve("here")),
            "trace",
            "-t",
            project.template().toString(),
            "P",
            source.toString(),
            "--save",
            saved.toString());

    assertThat(said.err()).isEqualTo("standpipe: saved as " + saved + "\n");
    assertThat(Files.readString(saved.resolve("error.txt")))
        .isEqualTo("enriched: record 1: transforms/x.jslt:1:1: error: no\n");
    assertThat(project.test("P/y").out()).isEqualTo("ok    P/y\n1 passed, 0 failed\n");
  }

  private Said elsewhere(Path cwd, String... arguments) throws Exception {
    try (Started started = Started.in(cwd, folder, Map.of(), arguments)) {
      int code = started.code();
      return new Said(code, Files.readString(started.out()), Files.readString(started.err()));
    }
  }

  @Test
  void comparesAnErrorWithoutTheTemplatesLinesButWithTheTransforms() throws IOException {
    MadeProject project = project("{\n \"a\": error(\"no\")}");
    project.with("error.txt", "enriched: record 1: transforms/x.jslt:2:6: none\n");
    assertThat(project.test().lines().get(1)).contains("was 'enriched: record 1", "x.jslt:2:7: ");

    String template = Files.readString(project.template());
    project.write("pipes/template.yaml", template.replace("<$.body>", "\"<$.body.n>\""));
    project.with("1-source.json", "{\"messageId\": \"m1\", \"body\": {\"n\": null}}");
    for (String place : List.of("", ":7", ":7:9")) {
      project.with(
          "error.txt",
          "enrichment-input: pipes/template.yaml"
              + place
              + ": P enrichment input template: item 1: <$.body.n> is null inside a string, and"
              + " what AWS writes is unsettled\n");
      assertThat(project.test().out()).isEqualTo("ok    P/x\n1 passed, 0 failed\n");
    }
  }

  @Test
  void tracesAFixtureFromTheStageThatItGives() throws IOException {
    MadeProject project = MadeProject.in(folder, "{\"at\": now()}");
    project.with("3-enrichment-input.json", "[{\"a\": 1}]");
    project.with("given.json", "{\"now\": \"1970-01-01T00:00:05Z\"}");
    String fixture = folder.resolve("fixtures/P/x").toString();
    String saved = folder.resolve("fixtures/P/y").toString();

    Said said =
        Said.by("trace", "-t", project.template().toString(), "P", fixture, "--save", saved);

    assertThat(said.lines())
        .contains(
            "P  the input was taken as a fixture that begins with the stage enrichment-input",
            "        \"at\": 5.0")
        .noneMatch(line -> line.startsWith("1 source"));
    assertThat(project.with("5-target-input.json", "[{\"at\": 5}]").test().lines().getLast())
        .isEqualTo("2 passed, 0 failed");
    assertThat(Files.readString(Path.of(saved, "given.json"))).contains("1970");
  }

  @Test
  void tellsThePipesOwnWarningsInATraceAsJson() throws IOException {
    Path template = folder.resolve("pipes/template.yaml");
    MadeProject project = project("{}");
    Files.writeString(
        template, Files.readString(template).replace("{\"body\": <$.body>}", "{\"a\": \"1 < 2\"}"));

    JsonNode trace =
        Json.parse(
            Said.by(
                    "trace",
                    "-t",
                    template.toString(),
                    "P",
                    project.root().resolve("fixtures/P/x").toString(),
                    "--json")
                .out());

    assertThat(trace.at("/warnings/0/rule").asText()).isEqualTo("template-less-than");
  }
}
