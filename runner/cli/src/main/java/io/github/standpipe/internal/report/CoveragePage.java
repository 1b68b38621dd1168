package io.github.standpipe.internal.report;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageSubject;
import io.github.standpipe.internal.coverage.CoverageSubject.Missing;
import io.github.standpipe.internal.coverage.CoveredPiece;
import io.github.standpipe.internal.coverage.SpotKind;
import java.util.List;
import java.util.Map;

/** The coverage of the cases: the source of each transform, the leaves of each filter. */
record CoveragePage(Coverage coverage, Html html) {

  /**
   * The links to these articles in the list.
   *
   * @param places the block of each article
   */
  void list(Map<String, Integer> places) {
    html.add(
        "<section class=\"group\">\n<h2>Coverage<span class=\"count\">{}%</span></h2>\n<ul>\n",
        coverage.share().percent());
    for (CoverageSubject covered : coverage.all()) {
      html.add("<li class=\"reached\"><a href=\"#{}\"", id(covered));
      html.add(" data-block=\"{}\">", places.getOrDefault(id(covered), 0));
      html.add("<span class=\"share\">{}%</span>", covered.share().percent());
      html.add("<span class=\"words\">{}</span></a></li>\n", name(covered));
    }
    html.add("</ul>\n</section>\n");
  }

  private static String id(CoverageSubject covered) {
    return "coverage/" + covered.name();
  }

  private static String name(CoverageSubject covered) {
    return covered.name().substring(covered.name().lastIndexOf('/') + 1);
  }

  /** Stores an article for each subject, and records its block. */
  static void write(Coverage coverage, PageBlocks blocks, Map<String, Integer> places) {
    for (CoverageSubject covered : coverage.all()) {
      Html article = new Html();
      new CoveragePage(coverage, article).write(covered);
      places.put(id(covered), blocks.article(id(covered), article.toString()));
    }
  }

  void write(CoverageSubject covered) {
    html.add("<article id=\"{}\" class=\"coverage\">\n", id(covered));
    html.add("<div class=\"head\">\n<p class=\"path\">{}</p>\n", covered.name());
    html.add(
        "<h2>{}% of {} is reached</h2>\n<p class=\"chips\">",
        covered.share().percent(), name(covered));
    html.add("<span class=\"chip\">{}</span></p>\n</div>\n", covered.share());
    if (!covered.source().isEmpty()) {
      missing(covered);
      html.add("<section>\n<h3>Source</h3>\n");
      new CoveredSource(covered, html).write();
      html.add("</section>\n");
    } else if (covered.pieces().stream().allMatch(piece -> piece.spot().kind() == SpotKind.LEAF)) {
      leaves(covered.pieces());
    } else {
      parts(covered.pieces());
    }
    html.add("</article>\n");
  }

  private void missing(CoverageSubject covered) {
    if (covered.missing().isEmpty()) {
      return;
    }
    html.add("<section>\n<h3>What no fixture reaches</h3>\n");
    html.add("<div class=\"wide\" tabindex=\"0\"><table class=\"missing\"><tbody>\n");
    for (Missing one : covered.missing()) {
      String place = one.piece().spot().place().substring(covered.name().length() + 1);
      html.add("<tr><td class=\"at\"><code>{}</code></td>", place);
      html.add("<td class=\"never\">{}</td>", one.words());
      html.add("<td><code>{}</code></td></tr>\n", one.piece().spot().text().strip());
    }
    html.add("</tbody></table></div>\n</section>\n");
  }

  private void leaves(List<CoveredPiece> leaves) {
    html.add("<section>\n<h3>Leaves</h3>\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    html.add("<th scope=\"col\">leaf</th><th scope=\"col\">matched in</th>");
    html.add("<th scope=\"col\">not matched in</th></tr></thead>\n<tbody>\n");
    for (CoveredPiece leaf : leaves) {
      html.add("<tr><th scope=\"row\"><code>{}</code>", leaf.spot().text());
      html.add("<small>{}</small></th>", leaf.spot().place());
      leaf.cases().forEach(this::cases);
      html.add("</tr>\n");
    }
    html.add("</tbody></table></div>\n</section>\n");
  }

  /** For a bus or a machine: each outcome of each part. */
  private void parts(List<CoveredPiece> parts) {
    html.add("<section>\n<h3>Parts</h3>\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    html.add("<th scope=\"col\">part</th><th scope=\"col\">outcome</th>");
    html.add("<th scope=\"col\">seen in</th></tr></thead>\n<tbody>\n");
    for (CoveredPiece part : parts) {
      for (int outcome = 0; outcome < part.total(); outcome++) {
        html.add("<tr><th scope=\"row\"><code>{}</code>", part.spot().text());
        html.add("<small>{}</small></th><td>{}</td>", part.spot().place(), part.way(outcome));
        cases(part.cases().get(outcome));
        html.add("</tr>\n");
      }
    }
    html.add("</tbody></table></div>\n</section>\n");
  }

  private void cases(int number) {
    String count = number == 0 ? "no fixture" : number == 1 ? "1 fixture" : number + " fixtures";
    html.add(number == 0 ? "<td class=\"never\">{}</td>" : "<td>{}</td>", count);
  }
}
