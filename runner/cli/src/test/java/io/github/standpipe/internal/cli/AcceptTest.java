package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.test.Question;
import io.github.standpipe.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code standpipe test --accept}: what it writes, and all that it leaves alone. */
class AcceptTest {
  private static final String SOURCE = "{\"messageId\": \"m1\", \"body\": {\"n\": 1}}\n";
  private static final String EXPECTED =
      "[\r\n\t{\r\n\t\t\"b\" : 2.0,\r\n\t\t\"a\": 0,\r\n"
          + "\t\t\"id\": { \"$expect\": \"anything\" }\r\n\t}\r\n]";

  @TempDir Path folder;

  private MadeProject project(String jslt) {
    return MadeProject.in(folder, jslt).with("1-source.json", SOURCE);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("fixtures"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void showsWhatDiffersAndWritesWhatWasSeen() throws IOException {
    MadeProject project =
        project("{\"a\": 1, \"b\": 2, \"id\": uuid(), \"c\": [\"new\"]}")
            .with("5-target-input.json", EXPECTED);

    Said said = project.test("--accept", "--yes");

    assertThat(said.out())
        .isEqualTo(
            """
            diff  P/x
                    5-target-input.json: $[0].a: expected 0, was 1
                    5-target-input.json: $[0].c: expected nothing, was ["new"]
                      beside b 2
                    not exact: 5-target-input.json: $[0].id: anything
                    accepted: 5-target-input.json
            0 passed, 0 failed, 1 accepted; 1 place not exact
            """);
    assertThat(said.code()).isZero();
    assertThat(files())
        .containsOnlyKeys("1-source.json", "5-target-input.json")
        .containsEntry("1-source.json", SOURCE)
        .containsEntry(
            "5-target-input.json",
            EXPECTED
                .replace("\"a\": 0", "\"a\": 1")
                .replace(
                    "\"anything\" }",
                    "\"anything\" },\r\n\t\t\"c\" : [\r\n\t\t\t\"new\"\r\n\t\t]"));
    assertThat(project.test().code()).isZero();
  }

  @Test
  void keepsRecordsAsTheyAreWritten() throws IOException {
    MadeProject project =
        project("{}")
            .with(
                "2-filtered.json",
                "[\n  {\"messageId\": \"m1\", \"body\": {\"n\": 2,   \"k\": 1}}\n]\n");

    assertThat(project.test("--accept", "--yes").code()).isZero();

    assertThat(project.text("2-filtered.json"))
        .isEqualTo("[\n  {\"messageId\": \"m1\", \"body\": {\"n\": 1}}\n]\n");
    project.with("2-filtered.json", "[{\"messageId\": \"m1\", \"body\": \"no\"}]");
    assertThat(project.test("--accept", "--yes").code()).isZero();
    assertThat(project.text("2-filtered.json"))
        .isEqualTo("[{\"messageId\": \"m1\", \"body\": \"{\\\"n\\\":1}\"}]");
  }

  @Test
  void writesABodyAsItsTextWhereItsJsonIsWrittenInAnotherWay() {
    MadeProject project =
        project("{}")
            .with("1-source.json", "{\"messageId\": \"m1\", \"body\": \"{ \\\"n\\\": 1 }\"}")
            .with("2-filtered.json", "[ {\"messageId\":   \"m1\", \"body\": {\"n\": 1}} ]");

    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            "        2-filtered.json: $[0].body: expected \"{\\\"n\\\":1}\", was the same JSON,"
                + " written as \"{ \\\"n\\\": 1 }\"");
    assertThat(project.text("2-filtered.json"))
        .isEqualTo("[ {\"messageId\":   \"m1\", \"body\": \"{ \\\"n\\\": 1 }\"} ]");
  }

  @Test
  void writesWhatFollowsFromARecordWhereItWasAnother() throws IOException {
    MadeProject project =
        project("{}").with("2-filtered.json", "[{\"messageId\": \"m1\", \"body\": {\"n\": 1}}]");
    project.with(
        "1-source.json",
        "[{\"messageId\": \"m1\", \"body\": {\"n\": 1}, \"awsRegion\": \"eu-west-3\"}]");

    assertThat(project.test("--accept", "--yes").code()).isZero();

    assertThat(project.text("2-filtered.json"))
        .isEqualTo("[{\"messageId\": \"m1\", \"body\": {\"n\": 1}, \"awsRegion\": \"eu-west-3\"}]");
  }

  @Test
  void updatesTheErrorThatABatchIsExpectedToReturnWith() {
    MadeProject project =
        project("error(\"other\")").with("error.txt", "enriched: record 1: old\r\n");

    Said said = project.test("--accept", "--yes");

    assertThat(said.lines()).contains("        accepted: error.txt");
    assertThat(project.text("error.txt"))
        .isEqualTo("enriched: record 1: transforms/x.jslt:1:1: error: other\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "error(`no`) | 5-target-input.json | [{}] | the run failed; if that is expected, write"
            + " error.txt",
        "{} | error.txt | enriched: no | no stage failed; remove error.txt if that is expected",
        "{`a`: random()} | 5-target-input.json | [{`a`: 1}] | two runs differ",
        "{`a`: 2} | 5-target-input.json | [{`$expect`: 1}] | it cannot be run",
      })
  void neverAcceptsARunThatIsNoneToExpect(String jslt, String file, String text, String why)
      throws IOException {
    MadeProject project = project(jslt.replace('`', '"')).with(file, text.replace('`', '"'));
    Map<String, String> before = files();

    Said said = project.test("--accept", "--yes");

    assertThat(said.lines()).contains("        not accepted: " + why, "0 passed, 1 failed");
    assertThat(said.code()).isEqualTo(1);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void doesNotEmptyAStageThatAFailingRunDidNotReach() throws IOException {
    MadeProject project =
        project("error(\"new\")")
            .with("error.txt", "enriched: old")
            .with("5-target-input.json", "[{}]");
    Map<String, String> before = files();

    assertThat(project.test("--accept", "--yes").lines())
        .contains(
            "        not accepted: the run failed before target-input; remove"
                + " 5-target-input.json if that is expected");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void acceptsThatNothingIsLeftOfABatchThatDidNotFail() {
    MadeProject project = project("[]").with("5-target-input.json", "[{\"a\": 1}]\n");

    assertThat(project.test("--accept", "--yes").code()).isZero();
    assertThat(project.text("5-target-input.json")).isEqualTo("[]\n");
  }

  @Test
  void fillsAFolderThatHoldsOnlyItsGivenFile() throws IOException {
    MadeProject project = project("{\"a\": 1}");

    Said said = project.test("--accept", "--yes");

    assertThat(said.out())
        .isEqualTo(
            """
            new   P/x
                    accepted: 2-filtered.json, 3-enrichment-input.json, 4-enriched.json, 5-target-input.json
            0 passed, 0 failed, 1 accepted
            """);
    assertThat(said.code()).isZero();
    assertThat(files())
        .containsOnlyKeys(
            "1-source.json",
            "2-filtered.json",
            "3-enrichment-input.json",
            "4-enriched.json",
            "5-target-input.json")
        .containsEntry("1-source.json", SOURCE)
        .containsEntry("5-target-input.json", "[\n  {\n    \"a\": 1\n  }\n]\n");
    assertThat(project.test().lines()).containsExactly("ok    P/x", "1 passed, 0 failed");
  }

  @Test
  void leavesAFolderAloneWhoseRunFails() throws IOException {
    MadeProject project = project("error(\"bad\")");

    Said said = project.test("--accept", "--yes");

    assertThat(said.lines())
        .contains(
            "FAIL  P/x",
            "        not accepted: the run failed; if that is expected, write error.txt")
        .last()
        .isEqualTo("0 passed, 1 failed");
    assertThat(files()).containsOnlyKeys("1-source.json");
  }

  @Test
  void printsABrokenTransformOnce() {
    MadeProject project =
        project("{\"a\": ")
            .with("5-target-input.json", "[]")
            .write("fixtures/P/y/1-source.json", SOURCE)
            .write("fixtures/P/y/5-target-input.json", "[]")
            .write("fixtures/P/z/1-source.json", SOURCE)
            .write("fixtures/P/z/5-target-input.json", "[]");

    Said said = project.test("--github");

    assertThat(said.lines().stream().filter(line -> line.contains("x.jslt")))
        .hasSize(2)
        .filteredOn(line -> line.startsWith("::error"))
        .hasSize(1);
    assertThat(said.lines())
        .containsSubsequence(
            "FAIL  P/x",
            "FAIL  P/y",
            "        the same fault as P/x",
            "FAIL  P/z",
            "        the same fault as P/x",
            "0 passed, 3 failed");
  }

  @Test
  void tracesIntoAFolderThatHoldsOnlyItsGivenFile() throws IOException {
    for (String given : List.of("", "1-source.json")) {
      MadeProject project = project("{\"a\": 1}");
      Path of = folder.resolve("fixtures/P/x");
      for (String name : files().keySet()) {
        if (!name.equals("1-source.json")) {
          Files.delete(of.resolve(name));
        }
      }
      String[] trace = {
        "trace",
        "P",
        of.resolve(given).toString(),
        "--save",
        of.toString(),
        "-t",
        project.template().toString()
      };

      assertThat(Said.by(trace).code()).isZero();

      assertThat(files()).hasSize(5).containsEntry("1-source.json", SOURCE);
      assertThat(project.test().lines()).containsExactly("ok    P/x", "1 passed, 0 failed");
      assertThat(Said.by(trace).err()).contains("is not empty; save to an empty folder");
    }
  }

  @Test
  void acceptsOnlyTheCasesThatAreNamed() throws IOException {
    MadeProject project =
        project("{\"a\": 1}")
            .with("5-target-input.json", "[{\"a\": 0}]")
            .write("fixtures/P/y/1-source.json", SOURCE)
            .write("fixtures/P/y/5-target-input.json", "[{\"a\": 0}]");

    assertThat(project.test("--accept", "--yes", "P/y").lines().getLast())
        .isEqualTo("0 passed, 0 failed, 1 accepted");

    assertThat(project.text("5-target-input.json")).isEqualTo("[{\"a\": 0}]");
    assertThat(Files.readString(folder.resolve("fixtures/P/y/5-target-input.json")))
        .isEqualTo("[{\"a\": 1}]");
  }

  @Test
  void tellsAsJsonWhatWasAccepted() throws IOException {
    MadeProject project = project("{\"a\": 1}").with("5-target-input.json", "[{\"a\": 0}]");

    JsonNode report = Json.parse(project.test("--accept", "--yes", "--json").out());

    assertThat(report)
        .hasToString(
            "{\"passed\":0,\"failed\":0,\"accepted\":1,\"fixtures\":[{\"name\":\"P/x\","
                + "\"passed\":true,\"accepted\":true,\"differences\":[],\"loose\":[]}]}");
  }

  @Test
  void refusesToWriteUnasked() throws Exception {
    MadeProject project = project("{\"a\": 1}").with("5-target-input.json", "[{\"a\": 0}]");

    try (Started started =
        Started.with(folder, Map.of(), "test", "-t", project.template().toString(), "--accept")) {
      started.given("y\n");
      assertThat(started.code()).isEqualTo(2);
      assertThat(Files.readString(started.err()))
          .isEqualTo(
              "standpipe: --accept asks before it writes, and there is no terminal; pass --yes\n");
    }
    assertThat(project.test("--accept", "--json").err())
        .isEqualTo("standpipe: --accept cannot ask with --json; pass --yes\n");
    assertThat(project.test("--yes").err())
        .isEqualTo("standpipe: --yes answers the questions of --accept; pass both\n");
    assertThat(project.text("5-target-input.json")).isEqualTo("[{\"a\": 0}]");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsLinksAndPermissionsAndLeavesNothingBehind() throws IOException {
    MadeProject project = project("{\"a\": 1}").with("5-target-input.json", "[]");
    Path link = folder.resolve("fixtures/P/x/5-target-input.json");
    Path file = Files.move(link, folder.resolve("elsewhere.json"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(link, file);

    assertThat(project.test("--accept", "--yes").code()).isZero();

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).isEqualTo("[{\"a\": 1}]");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y,n,y | true, false, true",
        "yes,No, | true, false, false",
        "what,a | true, true, true",
        "n,all | false, true, true",
        "q,y | false, false, false",
        "'' | false, false, false"
      })
  void takesAnAnswerForOneOrForAllThatAreLeft(String answers, String agreed) {
    StringWriter out = new StringWriter();
    Question question =
        Question.of(
            new BufferedReader(new StringReader(answers.replace(',', '\n'))), new PrintWriter(out));

    List<Boolean> given = Stream.of("1", "2", "3").map(question::agreed).toList();

    assertThat(given).hasToString("[" + agreed + "]");
    assertThat(out.toString()).startsWith("1 [y]es, [n]o, [a]ll, [q]uit? ");
  }

  @ParameterizedTest
  @CsvSource({"y, 1", "n, 0"})
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void asksAtATerminal(String answer, String written) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script makes the terminal");
    MadeProject project = project("{\"a\": 1}").with("5-target-input.json", "[{\"a\": 0}]");
    String command =
        "'%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s test -t '%s' --accept"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Started.classPath(),
                Standpipe.class.getName(),
                project.template());
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", command, "/dev/null");
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    Path out = folder.resolve("out");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try (var answers = process.getOutputStream()) {
      Started.await("the question", () -> text(out).contains("[q]uit? "));
      answers.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
      answers.flush();
      assertThat(process.waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(text(out))
        .contains(
            "\u001b[1m$[0].a\u001b[0m: expected \u001b[32m0\u001b[0m, was \u001b[31m1\u001b[0m")
        .contains("accept 5-target-input.json [y]es, [n]o, [a]ll, [q]uit? ");
    assertThat(project.text("5-target-input.json")).isEqualTo("[{\"a\": " + written + "}]");
    assertThat(process.exitValue()).isEqualTo(answer.equals("y") ? 0 : 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
