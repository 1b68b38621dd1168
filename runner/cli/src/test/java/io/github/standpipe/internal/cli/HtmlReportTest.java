package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report in a real browser; skipped without one. */
class HtmlReportTest {
  private static final String EVIL = "</script><script>hack()</script><!-- \\\"'>\\u0000\\u202e";

  @TempDir Path folder;

  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    Optional<Path> chromium = Browser.installed();
    assumeTrue(chromium.isPresent(), "there is no Chromium on the path: skipped");
    MadeProject project =
        MadeProject.in(folder, "{\"n\": 1, \"evil\": .body, \"more\": [for ([1,2,3]) .]}");
    String given =
        """
        [{"messageId": "m1", "body": "%s"}, {"messageId": "m2", "body": {"id": "A"}}]
        """
            .formatted(EVIL);
    for (String name : new String[] {"fails-in-two-places", "passes", "passes-with-a-tag"}) {
      project.write("fixtures/P/" + name + "/1-source.json", given);
      project.write("fixtures/P/" + name + "/4-enriched.json", expected(EVIL, 3));
    }
    project.write("fixtures/P/fails-in-two-places/4-enriched.json", expected("other</td>", 4));
    project.write("fixtures/P/passes-with-a-tag/given.json", "{\"tags\": [\"money\"]}");
    Path report = folder.resolve("report.html");
    assertThat(project.test("--html", report.toString()).lines().getLast())
        .isEqualTo("2 passed, 1 failed");
    browser = new Browser(chromium.get(), folder.resolve("profile"));
    browser.open(report.toUri());
  }

  private static String expected(String evil, int last) {
    return """
    [{"n": 1, "evil": "%s", "more": [1, 2, 3]}, {"n": 1, "evil": {"id": "A"}, "more": [1, 2, %d]}]
    """
        .formatted(evil, last);
  }

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void opensAtWhatFailsAndIsClickedThroughWithoutAComplaint() throws Exception {
    assertThat(browser.text("h1")).isEqualTo("1 of 3 fixtures fails");
    Started.await("the first failure opens", () -> title().equalsIgnoreCase("fails in two places"));
    assertThat(browser.text("article.current .places"))
        .contains("$[0].evil", "\"other</td>\"", "</script><script>hack()</script>")
        .contains("$[1].more[2]", "4", "3");
    assertThat(browser.text("article.current .journey")).contains("m1", "m2", "delivered");

    browser.click("nav a[href='#P/passes']");
    Started.await("the next one opens", () -> title().equalsIgnoreCase("passes"));
    browser.click("article.current .stage summary");
    assertThat(browser.text("article.current .stage[open] pre"))
        .contains("</script><script>hack()</script><!-- \\\"'>\\u0000", "\\u202e");

    browser.press("j");
    assertThat(title()).isEqualToIgnoringCase("passes with a tag");
    browser.press("k");
    browser.press("k");
    assertThat(title()).isEqualToIgnoringCase("fails in two places");

    browser.click("[data-show=passed]");
    assertThat(shown()).isEqualTo(2);
    browser.click("[data-show=all]");
    browser.press("/");
    for (char letter : "money".toCharArray()) {
      browser.press(String.valueOf(letter));
    }
    assertThat(shown()).isEqualTo(1);
    assertThat(title()).isEqualToIgnoringCase("passes with a tag");
    browser.press("Escape");
    assertThat(shown()).isEqualTo(3);

    String before = browser.tell("getComputedStyle(document.body).backgroundColor").asText();
    browser.click("#theme");
    assertThat(browser.tell("getComputedStyle(document.body).backgroundColor").asText())
        .isNotEqualTo(before);

    assertThat(browser.tell("typeof hack").asText()).isEqualTo("undefined");
    assertThat(browser.tell("document.scripts.length").asInt()).isEqualTo(1);
    assertThat(browser.tell("performance.getEntriesByType('resource').length").asInt()).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsWhatIsReachedOfATransformAndOfAFilter() throws Exception {
    MadeProject project = new MadeProject(folder);
    project.write(
        "transforms/x.jslt",
        """
        def never(x)
          $x
        // </script><b>
        {
          "n": if (.body.id) "<i>" else "</td>",
          "gone": .body.none
        }
        """);
    project.write(
        "pipes/template.yaml",
        Files.readString(project.template())
            .replace(
                "      Enrichment: !Get",
                "      SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"id\":"
                    + " [\"A\"]}}'}]}}\n      Enrichment: !Get"));
    Path report = folder.resolve("coverage.html");
    project.test("--coverage", "--html", report.toString(), "--name", "passes");
    browser.open(report.toUri());

    assertThat(browser.text("nav .group:last-of-type")).contains("Coverage", "x.jslt", "P filter");
    browser.click("nav a[href='#coverage/transforms/x.jslt']");
    Started.await("the source opens", () -> title().equals("40% of x.jslt is reached"));
    assertThat(browser.text("article.current .missing"))
        .contains(
            "1:1", "never called", "def never(x)", "5:12", "never false", "never had a value");
    assertThat(browser.text("article.current .source del")).isEqualTo("$x");
    assertThat(browser.text("article.current .source tr:nth-child(5) u")).isEqualTo(".body.id");
    assertThat(
            browser.tell("document.querySelectorAll('article.current .source tr').length").asInt())
        .isEqualTo(7);
    assertThat(browser.text("article.current .source")).contains("</script><b>", "\"</td>\"");
    browser.press("j");
    assertThat(title()).isEqualTo("50% of P filter is reached");
    assertThat(browser.text("article.current table"))
        .contains("body.id: [\"A\"]", "2 fixtures", "no fixture");
    browser.click("[data-show=failed]");
    assertThat(
            browser.tell("document.querySelectorAll('nav .reached:not([hidden])').length").asInt())
        .isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsTheJourneyOfEachAttempt() throws Exception {
    Path report = folder.resolve("attempts.html");
    Said.by(
        "test",
        "OrderPipe/returns-a-failing-order-twice-and-quarantines-it-alone",
        "OrderPipe/drops-a-draft",
        "--html",
        report.toString());
    browser.open(report.toUri());
    browser.click("nav a[href$='quarantines-it-alone']");
    Started.await("it opens", () -> title().startsWith("Returns a failing order twice"));

    assertThat(browser.tell("document.querySelectorAll('article.current .journey').length").asInt())
        .isEqualTo(3);
    assertThat(browser.text("article.current .attempt")).startsWith("Attempt 1 of 3");
    assertThat(browser.text(row(1, 1))).contains("message-1", "received once", "comes again");
    assertThat(browser.text(row(2, 2))).contains("message-2", "received 2 times", "comes again");
    assertThat(browser.text(row(3, 1))).contains("message-1", "received 3 times", "delivered");
    assertThat(browser.text(row(3, 2))).contains("message-2", "received 3 times", "quarantined");
    assertThat(browser.tell(overflow(row(1, 1))).asInt()).isZero();

    String stages = "article.current .attempt:nth-of-type(2) .within";
    assertThat(browser.text(stages)).isEqualTo("Look-ups and stages of attempt 2");
    browser.click(stages + " > summary");
    browser.click(stages + " .stage summary");
    assertThat(browser.text(stages)).contains("LADDER-9", "Where the transform failed");
    assertThat(browser.text(stages + " .stage[open] pre"))
        .contains("\"ApproximateReceiveCount\": \"2\"");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsTheWayThroughAStateMachineAndWhatAStateSaw() throws Exception {
    Path report = folder.resolve("machine.html");
    String name = "OrderPipe/sets-aside-the-one-order-that-cannot-be-announced";
    Said.by("test", name, "--html", report.toString());
    browser.open(report.toUri());
    Started.await("it opens", () -> title().startsWith("Sets aside"));

    assertThat(browser.text(".machine h3")).isEqualTo("State machine OrderMachine succeeded");
    assertThat(browser.text(".inside > summary")).isEqualTo("Inside EachOrder 3 iterations");
    assertThat(browser.text(".inside .runs [aria-pressed=true]")).isEqualTo("2");
    assertThat(browser.text(".inside .visit"))
        .contains("Announce, iteration 2", "EventBridge.EventBridgeException")
        .contains("retrier 1 tries again after 16 s", "catcher 2 goes on with SetAside")
        .contains("\"orderId\": \"O-1002\"");
    assertThat(taken("Announce", "SetAside")).isTrue();
    assertThat(taken("IsPriority", "ShipInTurn")).isFalse();

    browser.click(".inside .runs button:nth-of-type(1)");
    assertThat(taken("IsPriority", "ShipInTurn")).isTrue();
    assertThat(taken("Announce", "SetAside")).isFalse();
    browser.tell("document.querySelector(\".inside [data-state='IsPriority']\").focus()");
    browser.press("\r");
    assertThat(browser.text(".inside .visit"))
        .contains("IsPriority, iteration 1", "rule 1 does not hold: 1 of 2 leaves do")
        .contains("$.event.priority", "BooleanEquals true", "default \u2192 ShipInTurn");
    browser.click(".inside [data-state='SetAside']");
    assertThat(browser.text(".inside .visit")).contains("It was not entered.");
    assertThat(
            browser
                .tell("document.querySelector(\".inside [data-state='SetAside']\").ariaLabel")
                .asText())
        .isEqualTo("SetAside, not entered");
    assertThat(browser.tell(OVERLAPS).asInt()).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  /** How many pairs of states lie on each other, in all graphs. */
  private static final String OVERLAPS =
      """
      [...document.querySelectorAll('.graph')].map(graph => {
        const boxes = [...graph.querySelectorAll('.node')].map(node => node.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
          a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
      }).reduce((sum, count) => sum + count, 0)
      """;

  private boolean taken(String from, String to) throws Exception {
    String edge = ".inside .edge[data-from='%s'][data-to='%s']".formatted(from, to);
    return browser.tell("document.querySelector(\"" + edge + "\").matches('.taken')").asBoolean();
  }

  @Test
  void showsWhatBecameOfAnEventInFrontOfTheQueue() throws Exception {
    Path report = folder.resolve("bus.html");
    Said.by(
        "test",
        "OrderPipe/takes-no-event-of-another-source-from-its-bus",
        "OrderPipe/carries-an-order-from-its-bus",
        "--html",
        report.toString());
    browser.open(report.toUri() + "#OrderPipe/carries-an-order-from-its-bus");
    Started.await("it opens", () -> title().startsWith("Carries an order"));
    assertThat(browser.text("article.current .bus"))
        .contains("bus standpipe-orders", "OrderRule", "passes the event", "OrderQueue")
        .contains("\"detail-type\": \"OrderPlaced\"");

    browser.click("nav a[href$='takes-no-event-of-another-source-from-its-bus']");
    Started.await("the other one opens", () -> title().startsWith("Takes no event"));
    assertThat(browser.text("article.current .bus"))
        .contains("rejects the event", "source", "\"shop.stock\"", "[\"shop.orders\"]")
        .contains("bus no-such-bus", "PutEvents returns MalformedDetail");
    assertThat(browser.text("article.current .outcome")).isEqualTo("Nothing arrives on the queue");
    assertThat(browser.complaints()).isEmpty();
  }

  private static String row(int attempt, int record) {
    return "article.current .attempt:nth-of-type(%d) .journey tbody tr:nth-child(%d)"
        .formatted(attempt, record);
  }

  private static String overflow(String selector) {
    return "(e => e.scrollWidth - e.clientWidth)(document.querySelector('"
        + selector
        + "').closest('.wide'))";
  }

  @Test
  void hearsAComplaint() throws Exception {
    browser.tell("console.error('so')");

    Started.await("it is heard", () -> !browser.complaints().isEmpty());
  }

  private String title() {
    try {
      return browser.tell("document.querySelector('article.current h2')?.innerText ?? ''").asText();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private int shown() throws Exception {
    return browser.tell("document.querySelectorAll('nav li:not([hidden])').length").asInt();
  }
}
