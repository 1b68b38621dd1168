package io.github.standpipe.internal.report;

import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.State;

/** The leaves of one pattern, each with the actual value. */
record LeafList(OfPattern pattern, Html html) {
  private static final int MOST_VALUES = 3;

  void write() {
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
