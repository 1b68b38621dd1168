package io.github.standpipe.report;

import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way of each record through the stages: a row a record, a column a stage. */
record Journey(Project project, Story story, Trace trace, Html html) {

  void write() {
    html.add("<section>\n<h3>Journey</h3>\n<div class=\"wide\" tabindex=\"0\">");
    html.add("<table class=\"journey\">\n<thead><tr><th scope=\"col\">record</th>");
    story.stages().forEach(this::head);
    html.add("<th scope=\"col\"></th></tr></thead>\n<tbody>\n");
    if (trace.records().isEmpty()) {
      batch();
    }
    for (int i = 0; i < trace.records().size(); i++) {
      record(i, trace.records().get(i));
    }
    html.add("</tbody>\n</table></div>\n");
    html.add("<p class=\"outcome {}\">{}</p>\n</section>\n", kind(), outcome());
  }

  private void head(Stage stage) {
    String size =
        trace.at(stage).map(payload -> items(payload) + "").orElse("not reached");
    html.add("<th scope=\"col\">{}<small>{}</small></th>", stage, size);
  }

  private static String items(Payload payload) {
    int items = payload.items().size();
    String bytes = String.format(Locale.ROOT, "%,d bytes", payload.size());
    return items + (items == 1 ? " item, " : " items, ") + bytes;
  }

  private void batch() {
    html.add("<tr><th scope=\"row\">the batch</th>");
    story.stages().forEach(stage -> cell(mark(stage, Trace.Fate.DELIVERED)));
    html.add("<td class=\"fate\"></td></tr>\n");
  }

  private void record(int index, Trace.Record record) {
    Optional<Quarantined.Message> quarantined = quarantined(record);
    html.add("<tr><th scope=\"row\"><code>{}</code></th>", record.messageId());
    for (Stage stage : story.stages()) {
      boolean stays = quarantined.isPresent() && stage.compareTo(Stage.ENRICHED) >= 0;
      Mark left = stage == Stage.ENRICHED ? Mark.KEPT : Mark.GONE;
      cell(stays ? left : mark(stage, record.fate()));
    }
    String fate = quarantined.isPresent() ? "quarantined" : fate(record.fate());
    html.add("<td class=\"fate\">{}</td></tr>\n", fate);
    why(index, quarantined);
  }

  /** How a stage of a record's way is drawn. */
  private enum Mark {
    WENT("went on", "M0 12H80", "went"),
    REJECTED("rejected", "M0 12H40", "rejected"),
    RETURNED("returned here", "M0 12H40", "returned"),
    ENDED("nothing left", "M0 12H40", "ended"),
    KEPT("quarantined", "M0 12H40", "kept"),
    GONE("", "", "gone");

    private final String words;
    private final String line;
    private final String style;

    Mark(String words, String line, String style) {
      this.words = words;
      this.line = line;
      this.style = style;
    }
  }

  private Mark mark(Stage stage, Trace.Fate fate) {
    if (fate == Trace.Fate.FILTERED && stage.compareTo(Stage.FILTERED) >= 0) {
      return stage == Stage.FILTERED ? Mark.REJECTED : Mark.GONE;
    }
    return switch (trace.outcome()) {
      case Outcome.Returned(Stage at, String cause) when at == stage -> Mark.RETURNED;
      case Outcome.Discarded(Stage after) when after == stage -> Mark.ENDED;
      default -> trace.at(stage).isPresent() ? Mark.WENT : Mark.GONE;
    };
  }

  private void cell(Mark mark) {
    html.add("<td class=\"{}\">", mark.style);
    if (mark != Mark.GONE) {
      html.add("<svg viewBox=\"0 0 80 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
      html.add("<path d=\"{}\"/></svg><span class=\"dot\"></span>", mark.line);
      html.add("<span class=\"state\">{}</span>", mark.words);
    }
    html.add("</td>");
  }

  private static String fate(Trace.Fate fate) {
    return switch (fate) {
      case FILTERED -> "rejected by the filter, deleted";
      case DELIVERED -> "delivered";
      case DISCARDED -> "nothing left of it, deleted";
      case RETURNED -> "back to the queue";
    };
  }

  private Optional<Quarantined.Message> quarantined(Trace.Record record) {
    return story.quarantined().stream()
        .filter(message -> message.messageId().equals(record.messageId()))
        .findFirst();
  }

  /** What a record's row says more of, when it is opened. */
  private void why(int index, Optional<Quarantined.Message> quarantined) {
    List<Explanation> filter = story.filter();
    boolean explained = index < filter.size() && !filter.get(index).patterns().isEmpty();
    if (!explained && quarantined.isEmpty()) {
      return;
    }
    html.add("<tr class=\"why\"><td colspan=\"{}\">", story.stages().size() + 2);
    quarantined.ifPresent(message ->
        html.add("<p class=\"fault\">{}</p>", project.fromRoot(message.reason())));
    if (explained) {
      filter(filter.get(index));
    }
    html.add("</td></tr>\n");
  }

  private void filter(Explanation explanation) {
    boolean opens = !explanation.passes() && !story.verification().passed();
    html.add("<details{}><summary>", opens ? " open" : "");
    html.add("Why the filter {} it</summary>\n", explanation.passes() ? "passes" : "rejects");
    for (Explanation.OfPattern pattern : explanation.patterns()) {
      html.add("<p class=\"pattern\">pattern {} ", pattern.number());
      html.add("{}", pattern.matches() ? "matches" : "does not match");
      html.add("{}</p>\n<ul class=\"leaves\">\n", pattern.reason().map(r -> ": " + r).orElse(""));
      pattern.leaves().forEach(this::leaf);
      html.add("</ul>\n");
    }
    html.add("</details>\n");
  }

  private void leaf(Explanation.Leaf leaf) {
    boolean matches = leaf.state() == Explanation.State.MATCHED;
    html.add("<li class=\"{}\"><code>{}</code>", matches ? "yes" : "no", leaf.path());
    html.add("<span class=\"state\">{}: </span>", matches ? "matches" : "does not match");
    if (leaf.seen().isEmpty()) {
      html.add("<span>absent</span>");
    }
    leaf.seen().stream()
        .limit(3)
        .forEach(seen -> html.add("<code class=\"value\">{}</code>", Json.text(seen.value())));
    html.add("<span class=\"quiet\">wanted</span><code>{}</code>", Json.text(leaf.wanted()));
    leaf.hint().ifPresent(hint -> html.add("<em>{}</em>", hint));
    html.add("</li>\n");
  }

  private String kind() {
    return switch (trace.outcome()) {
      case Outcome.Delivered delivered -> "delivered";
      case Outcome.Discarded discarded -> "discarded";
      case Outcome.Returned returned -> "returned";
    };
  }

  private String outcome() {
    return switch (trace.outcome()) {
      case Outcome.Delivered delivered -> "Delivered: one execution with " + last();
      case Outcome.Discarded(Stage after) -> "Nothing left after " + after + ": deleted";
      case Outcome.Returned(Stage at, String cause) ->
          "Returned at " + at + ": " + project.fromRoot(cause);
    };
  }

  private String last() {
    return trace.at(Stage.TARGET_INPUT).map(Journey::items).orElse("nothing");
  }
}
