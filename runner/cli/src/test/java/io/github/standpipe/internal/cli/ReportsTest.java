package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.report.OpenedPage;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
  void writesJUnitXml() throws Exception {
    Path file = folder.resolve("made/reports/junit.xml");

    Said said = project.test("--junit-xml", file.toString());

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    assertThat(said.code()).isEqualTo(1);
    assertThat(attributes(xml.getDocumentElement(), "name", "tests", "failures", "errors"))
        .containsExactly("standpipe", "3", "1", "1");
    Element suite = elements(xml, "testsuite").getFirst();
    assertThat(attributes(suite, "name", "tests", "failures", "errors", "skipped"))
        .containsExactly("P", "3", "1", "1", "0");
    List<Element> cases = elements(xml, "testcase");
    assertThat(cases)
        .extracting(c -> c.getAttribute("classname") + "/" + c.getAttribute("name"))
        .containsExactly("P/passes", "P/unusable", "P/x");
    assertThat(cases.getLast().getAttribute("file")).isEqualTo(fixtures + "/P/x");
    assertThat(cases).allSatisfy(c -> assertThat(c.getAttribute("time")).matches("\\d+\\.\\d{3}"));
    assertThat(elements(xml, "property"))
        .extracting(p -> p.getAttribute("name") + "=" + p.getAttribute("value"))
        .containsExactly("tag=money", "not exact=4-enriched.json: $[0].b: anything");
    String difference =
        "4-enriched.json: $[0].a: expected \"100%, a: b\", was \"x < y & \\u0001]]>\"";
    Element failure = elements(xml, "failure").getFirst();
    assertThat(failure.getAttribute("message")).isEqualTo(difference);
    assertThat(failure.getTextContent()).isEqualTo(difference);
    assertThat(elements(xml, "error").getFirst().getAttribute("message"))
        .startsWith(fixtures + "/P/unusable/1-source.json:1:2: is not JSON: ");
  }

  @Test
  void annotatesTheLineThatDiffers() {
    Said said = project.test("--github");

    assertThat(said.lines().stream().filter(line -> line.startsWith("::")))
        .containsExactly(
            "::error file="
                + fixtures
                + "/P/unusable,line=1,title=P/unusable::"
                + fixtures
                + "/P/unusable/1-source.json:1:2: is not JSON: it ends too early: expected close"
                + " marker for Object",
            "::error file="
                + fixtures
                + "/P/x/4-enriched.json,line=3,title=P/x::4-enriched.json: $[0].a: expected"
                + " \"100%25, a: b\", was \"x < y & \\u0001]]>\"");
  }

  @Test
  void annotatesEachLineOfAFileInOneCommand() {
    project.with("4-enriched.json", "[{\"a\": 1, \"b\": 3, \"c\": 4}]");

    assertThat(project.test("--github", "P/x").lines())
        .contains(
            "::error file="
                + fixtures
                + "/P/x/4-enriched.json,line=1,title=P/x::4-enriched.json: $[0].a: expected 1, was"
                + " \"x < y & \\u0001]]>\"%0A4-enriched.json: $[0].b: expected 3, was"
                + " 2%0A4-enriched.json: $[0].c: expected 4, was absent");
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
  void showsEachAttemptOfACaseInOrderAndWhatIsGivenThere() throws Exception {
    Path page = folder.resolve("attempts.html");
    Said.by(
        "test",
        "OrderPipe/returns-a-failing-order-twice-and-quarantines-it-alone",
        "--html",
        page.toString());

    assertThat(OpenedPage.read(page).articles())
        .contains(
            "<span>source</span><small>given</small>",
            "<span>target-input</span><small>as expected</small>")
        .containsSubsequence(
            "<h3>Attempt 1 of 3</h3>",
            "<small>received once</small>",
            "returned<small>comes again</small>",
            "Look-ups and stages of attempt 1",
            "<h3>Attempt 2 of 3</h3>",
            "<small>received 2 times</small>",
            "<h3>Attempt 3 of 3</h3>",
            "<small>received 3 times</small>",
            ">delivered</td>",
            ">quarantined</td>");
  }

  @Test
  void showsWhereARecordBecomesADeadLetter() throws Exception {
    Path page = folder.resolve("dead.html");
    Said.by(
        "test", "OrderPipe/gives-up-orders-that-the-target-never-takes", "--html", page.toString());

    assertThat(OpenedPage.read(page).articles())
        .containsSubsequence(
            "<h3>Attempt 4 of 5</h3>",
            "returned<small>comes again</small>",
            "<h3>Attempt 5 of 5</h3>",
            "received 5 times",
            "returned<small>is a dead letter</small>");
  }

  @Test
  void tellsOfWhichAttemptADifferenceIs() throws Exception {
    project.write("fixtures/P/x/attempt-1/given.json", "{\"target\": \"throttles\"}");
    project.write("fixtures/P/x/attempt-1/error.txt", "another one\n");
    project.write("fixtures/P/x/attempt-2/4-enriched.json", "[]");
    Files.delete(fixtures.resolve("P/x/4-enriched.json"));
    project.write("transforms/x.jslt", "{\"a\": 1}");
    Path xml = folder.resolve("junit.xml");
    Path page = folder.resolve("page.html");

    Said said =
        project.test("P/x", "--json", "--junit-xml", xml.toString(), "--html", page.toString());

    String first =
        "attempt-1/error.txt: expected 'another one', was 'target-input: StartExecution:"
            + " ThrottlingException: Rate exceeded'";
    String second = "attempt-2/4-enriched.json: $[0]: expected nothing, was {\"a\":1}";
    assertThat(Json.parse(said.out()).at("/fixtures/0/differences"))
        .extracting(JsonNode::textValue)
        .containsExactly(first, second);
    assertThat(Files.readString(xml))
        .contains(
            "attempt-1/error.txt: expected &#39;another one&#39;, was",
            "attempt-2/4-enriched.json: $[0]:");
    assertThat(OpenedPage.read(page).articles())
        .containsSubsequence(
            "<details class=\"within\" open><summary>Stages of attempt 1",
            "<span>attempt-1/error.txt</span><small>differs</small>",
            "<details class=\"within\" open><summary>Stages of attempt 2",
            "<span>attempt-2/4-enriched.json</span><small>1 place differs</small>");
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

  private static List<String> attributes(Element element, String... names) {
    return List.of(names).stream().map(element::getAttribute).toList();
  }

  private static List<Element> elements(Document xml, String name) {
    NodeList found = xml.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
