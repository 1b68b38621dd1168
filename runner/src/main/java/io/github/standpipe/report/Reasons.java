package io.github.standpipe.report;

import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.State;
import java.util.List;

/** Why the filter passes each record, or rejects it: those it rejects first. */
record Reasons(Attempt attempt, Html html) {
  private static final int MOST_VALUES = 3;

  void write() {
    List<Explanation> all = explained();
    if (all.isEmpty()) {
      return;
    }
    List<Explanation> rejected = all.stream().filter(one -> !one.passes()).toList();
    boolean opens = !rejected.isEmpty() && !attempt.verification().passed();
    html.add("<details class=\"reasons\"{}><summary>", opens ? " open" : "");
    html.add("Why the filter {}</summary>\n", verdict(rejected.size(), all.size()));
    rejected.forEach(this::record);
    passed(all.stream().filter(Explanation::passes).toList(), rejected.isEmpty());
    html.add("</details>\n");
  }

  private void passed(List<Explanation> passed, boolean alone) {
    if (alone || passed.isEmpty()) {
      passed.forEach(this::record);
      return;
    }
    html.add("<details><summary>and passes {}</summary>\n", passed.size());
    passed.forEach(this::record);
    html.add("</details>\n");
  }

  private List<Explanation> explained() {
    return attempt.run().filter().stream().filter(one -> !one.patterns().isEmpty()).toList();
  }

  private static String verdict(int rejected, int all) {
    if (all == 1) {
      return rejected == 0 ? "passes the record" : "rejects the record";
    }
    return rejected == 0 ? "passes all " + all : "rejects " + rejected + " of " + all;
  }

  private void record(Explanation explanation) {
    String verdict = explanation.passes() ? "passes" : "is rejected";
    html.add("<p class=\"record\"><code>{}</code> {}</p>\n", explanation.messageId(), verdict);
    explanation.patterns().forEach(this::pattern);
  }

  private void pattern(OfPattern pattern) {
    html.add("<p class=\"pattern\">pattern {} ", pattern.number());
    html.add("{}", pattern.matches() ? "matches" : "does not match");
    String cut = pattern.isCut() ? ": not every combination of array elements was tried" : "";
    html.add("{}</p>\n<ul class=\"leaves\">\n", pattern.reason().map(r -> ": " + r).orElse(cut));
    pattern.leaves().forEach(this::leaf);
    html.add("</ul>\n");
  }

  private void leaf(Leaf leaf) {
    html.add("<li class=\"{}\"><code>{}</code> ", style(leaf.state()), leaf.path());
    html.add("<span class=\"state\">{}: </span>", style(leaf.state()));
    addCandidates(leaf);
    html.add("<span class=\"quiet\">wanted</span> <code>{}</code>", Json.text(leaf.wanted()));
    leaf.hint().ifPresent(hint -> html.add(" <em>{}</em>", hint));
    html.add("</li>\n");
  }

  private void addCandidates(Leaf leaf) {
    if (leaf.state() == State.NOT_COMPARED || leaf.state() == State.OVERRIDDEN) {
      html.add("<span class=\"quiet\">not compared</span> ");
    } else if (leaf.actual().isEmpty()) {
      html.add("<span class=\"value\">absent</span> ");
    }
    leaf.actual().stream()
        .limit(MOST_VALUES)
        .forEach(seen -> html.add("<code class=\"value\">{}</code> ", Json.text(seen.value())));
    int more = leaf.actual().size() - MOST_VALUES;
    html.add(more > 0 ? "<span class=\"quiet\">and more</span> " : "");
  }

  private static String style(State state) {
    return switch (state) {
      case MATCHED -> "matches";
      case DIFFERENT, ABSENT, APART -> "differs";
      case NOT_COMPARED, OVERRIDDEN -> "aside";
    };
  }
}
