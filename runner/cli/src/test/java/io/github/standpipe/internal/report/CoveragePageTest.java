package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageSubject;
import io.github.standpipe.internal.coverage.CoveredPiece;
import io.github.standpipe.internal.coverage.SourceSpan;
import io.github.standpipe.internal.coverage.Spot;
import io.github.standpipe.internal.coverage.SpotKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoveragePageTest {
  private static CoveredPiece piece(SpotKind kind, String text, Integer... cases) {
    SourceSpan nowhere = new SourceSpan(0, 0);
    Spot spot = new Spot(kind, "pipes/template.yaml:9", text, nowhere, List.of());
    return new CoveredPiece(spot, List.of(cases));
  }

  @Test
  void listsEachOutcomeOfEachPartWithTheFixturesThatSawIt() {
    CoverageSubject stream =
        new CoverageSubject(
            "custom bus stream",
            "",
            List.of(
                piece(SpotKind.ROUTE, "Reader", 2),
                piece(SpotKind.PATTERN, "to: [\"<Oslo>\"]", 1, 0),
                piece(SpotKind.COMPARISON, "$n > 10", 0, 3)));
    Html html = new Html();

    new CoveragePage(new Coverage(List.of(), List.of(), List.of(stream), List.of()), html)
        .write(stream);

    assertThat(html.toString())
        .contains("60% of custom bus stream is reached")
        .contains(
            row("Reader", "took an event", "<td>2 fixtures</td>"),
            row("to: [&quot;&lt;Oslo&gt;&quot;]", "matched", "<td>1 fixture</td>"),
            row(
                "to: [&quot;&lt;Oslo&gt;&quot;]",
                "not matched",
                "<td class=\"never\">no fixture</td>"),
            row("$n &gt; 10", "true", "<td class=\"never\">no fixture</td>"),
            row("$n &gt; 10", "false", "<td>3 fixtures</td>"));
  }

  private static String row(String part, String outcome, String cases) {
    return "<tr><th scope=\"row\"><code>"
        + part
        + "</code><small>pipes/template.yaml:9</small></th><td>"
        + outcome
        + "</td>"
        + cases
        + "</tr>\n";
  }
}
