package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports that {@code standpipe test} writes for other programs. */
class ReportsTest {
  private static final String GIVEN = "{\"messageId\": \"m1\", \"body\": \"1\"}";

  @TempDir Path folder;
  private MadeProject project;
  private Path fixtures;

  @BeforeEach
  void make() {
    project = MadeProject.in(folder, "{\"a\": \"x < y & \\u0001]]>\", \"b\": 2}");
    fixtures = folder.resolve("fixtures");
    project.with("1-source.json", GIVEN);
    project.with(
        "4-enriched.json",
        "[\n  {\n    \"a\": \"100%, a: b\",\n    \"b\": {\"$expect\": \"anything\"}\n  }\n]\n");
    project.with("given.json", "{\"tags\": [\"money\"]}");
    project.write("fixtures/P/passes/1-source.json", GIVEN);
    project.write("fixtures/P/passes/2-filtered.json", "[" + GIVEN + "]");
    project.write("fixtures/P/unusable/1-source.json", "{");
    project.write("fixtures/P/unusable/2-filtered.json", "[]");
  }

  @Test
  void writesTheFileThatIsNamedAndItsFolder() {
    Path file = folder.resolve("made/reports/junit.xml");

    assertThat(project.test("--junit-xml", file.toString()).code()).isEqualTo(1);

    assertThat(file).content().startsWith("<?xml ").contains("<testcase ", "P/unusable");
  }

  @Test
  void printsAnnotationsBesideTheVerdict() {
    assertThat(project.test("--github").lines())
        .anyMatch(line -> line.startsWith("::error file="))
        .last()
        .isEqualTo("1 passed, 2 failed; 1 place not exact");
  }

  @Test
  void writesTheSamePageForTheSameCases() throws Exception {
    Path one = folder.resolve("one.html");
    Path two = folder.resolve("two.html");

    project.test("--html", one.toString(), "--threads", "1");
    project.test("--html", two.toString(), "--threads", "8");

    assertThat(Files.readString(one))
        .isEqualTo(Files.readString(two))
        .startsWith("<!doctype html>")
        .doesNotContain("http://", "https://");
  }

  @Test
  void refusesAFileThatCannotBeWrittenBeforeAnythingRuns() {
    Said said = project.test("--html", fixtures.toString());

    assertThat(said)
        .isEqualTo(new Said(2, "", "standpipe: " + fixtures + ": is a folder; name a file\n"));
  }

  /** The device is always full; the other report is written all the same. */
  @Test
  void printsTheVerdictThoughAReportCannotBeWritten() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "this system has no device that is always full");
    Path page = folder.resolve("page.html");
    String unwritten =
        "standpipe: /dev/full: cannot be written (No space left on device); name another file\n";

    Said said = project.test("--junit-xml", full.toString(), "--html", page.toString());
    Said json = project.test("--json", "--junit-xml", full.toString());
    Said github = project.test("--github", "--html", full.toString());

    assertThat(said.lines().getLast()).isEqualTo("1 passed, 2 failed; 1 place not exact");
    assertThat(said.err()).isEqualTo(unwritten);
    assertThat(said.code()).isEqualTo(2);
    assertThat(page).content().contains("2 of 3 fixtures fail");
    assertThat(json.out()).contains("\"passed\": 1").contains("\"failed\": 2");
    assertThat(json.err()).isEqualTo(unwritten);
    assertThat(json.code()).isEqualTo(2);
    assertThat(github.out()).contains("::error").contains("1 passed, 2 failed");
    assertThat(github.code()).isEqualTo(2);
  }

  @Test
  void letsTheOwnerAloneReadAPageWithValues() throws Exception {
    Path page = folder.resolve("page.html");

    project.test("--html", page.toString());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
        .isEqualTo("rw-------");
  }

  @Test
  void writesReportsOfAWatchToo() throws Exception {
    Path file = folder.resolve("watched.html");
    try (Started watch =
        Started.with(
            folder,
            Map.of(),
            "test",
            "--watch",
            "-t",
            project.template().toString(),
            "--html",
            file.toString())) {
      watch.says("Ctrl-C ends");
      assertThat(Files.readString(file)).contains("<h1>2 of 3 fixtures fail</h1>");
      project.write("fixtures/P/unusable/1-source.json", GIVEN);
      project.write("fixtures/P/unusable/2-filtered.json", "[" + GIVEN + "]");
      watch.says("of all, 2 passed, 1 failed");
      assertThat(Files.readString(file)).contains("<h1>1 of 3 fixtures fails</h1>");
    }
  }
}
