package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.cli.MadeProject;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.template.Template;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the reports of verified cases contain. */
class ReportContentsTest {
  private static final String GIVEN = "{\"messageId\": \"m1\", \"body\": \"1\"}";

  @TempDir Path folder;
  private MadeProject project = new MadeProject(Path.of(""));
  private Path fixtures = Path.of("");

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

  private Project read() {
    return new Project(Template.read(project.template(), Map.of()), fixtures);
  }

  private List<Verification> verified() {
    Project read = read();
    return read.cases(Selection.ALL).stream().map(read::verify).toList();
  }

  private List<String> annotations() {
    return verified().stream().flatMap(one -> Annotations.of(one).stream()).toList();
  }

  /** The page of a shipped case. */
  private static String shipped(String name) {
    Project shipped =
        new Project(Template.read(Path.of("pipes/template.yaml"), Map.of()), Path.of("fixtures"));
    List<Verification> verified = List.of(shipped.verify(Path.of("fixtures/OrderPipe", name)));
    return HtmlReport.of(shipped, verified, Optional.empty());
  }

  @Test
  void writesJUnitXml() throws Exception {
    String text = JUnitXml.of(verified());

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
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
    assertThat(annotations())
        .containsExactly(
            "::error file="
                + fixtures
                + "/P/unusable,line=1,title=P/unusable::"
                + fixtures
                + "/P/unusable/1-source.json:1:2: is not JSON: it ends too early: expected close"
                + " marker for Object",
            "::error file="
                + fixtures
                + "/P/x/4-enriched.json,line=3,title=P/x::4-enriched.json: $[0].a differs");
  }

  @Test
  void annotatesEachLineOfAFileInOneCommand() {
    project.with("4-enriched.json", "[{\"a\": 1, \"b\": 3, \"c\": 4}]");

    assertThat(annotations())
        .contains(
            "::error file="
                + fixtures
                + "/P/x/4-enriched.json,line=1,title=P/x::4-enriched.json: $[0].a"
                + " differs%0A4-enriched.json: $[0].b differs%0A4-enriched.json: $[0].c is"
                + " missing");
  }

  @Test
  void showsEachAttemptOfACaseInOrderAndWhatIsGivenThere() throws Exception {
    String page = shipped("returns-a-failing-order-twice-and-quarantines-it-alone");

    assertThat(OpenedPage.of(page).articles())
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
    String page = shipped("gives-up-orders-that-the-target-never-takes");

    assertThat(OpenedPage.of(page).articles())
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

    List<Verification> verified = verified().stream().filter(v -> v.name().equals("P/x")).toList();

    String first =
        "attempt-1/error.txt: expected 'another one', was 'target-input: StartExecution:"
            + " ThrottlingException: Rate exceeded'";
    String second = "attempt-2/4-enriched.json: $[0]: expected nothing, was {\"a\":1}";
    assertThat(verified.getFirst().differences()).containsExactly(first, second);
    assertThat(JUnitXml.of(verified))
        .contains(
            "attempt-1/error.txt: expected &#39;another one&#39;, was",
            "attempt-2/4-enriched.json: $[0]:");
    assertThat(OpenedPage.of(HtmlReport.of(read(), verified, Optional.empty())).articles())
        .containsSubsequence(
            "<details class=\"within\" open><summary>Stages of attempt 1",
            "<span>attempt-1/error.txt</span><small>differs</small>",
            "<details class=\"within\" open><summary>Stages of attempt 2",
            "<span>attempt-2/4-enriched.json</span><small>1 place differs</small>");
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
