package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;
import io.github.standpipe.machine.ChoiceReasons;
import io.github.standpipe.machine.StateVisit;
import java.util.Map;

/** One visit of a state: its data, its choice, and its failed attempts. */
record VisitDetails(StateVisit visit, PageBlocks blocks, Html html) {
  private static final int LONGEST = 200;
  private static final Map<String, String> FIELDS =
      Map.of(
          "afterInputPath", "after InputPath",
          "afterParameters", "after Parameters",
          "afterArguments", "after Arguments",
          "result", "result",
          "afterResultSelector", "after ResultSelector",
          "afterResultPath", "after ResultPath");

  void write() {
    visit.choice().ifPresent(this::choice);
    if (!visit.failures().isEmpty()) {
      html.add("<ol class=\"tries\">");
      visit.failures().forEach(this::failure);
      html.add("</ol>");
    }
    data("input", visit.input(), true);
    visit.fields().forEach(this::field);
    visit.output().ifPresent(output -> data("output", output, true));
    if (!visit.assigned().isEmpty()) {
      data("variables", visit.assigned(), true);
    }
  }

  /** Data that a field did not change is not shown again. */
  private void field(String name, JsonNode value) {
    boolean isKnown =
        value.equals(visit.input()) || visit.output().filter(value::equals).isPresent();
    if (FIELDS.containsKey(name) && !isKnown) {
      data(FIELDS.getOrDefault(name, name), value, false);
    }
  }

  private void data(String title, JsonNode value, boolean opens) {
    html.add("<details class=\"data\"{}><summary>{}</summary>", opens ? " open" : "", title);
    html.add(
        "<pre tabindex=\"0\" data-text=\"{}\"></pre></details>", blocks.text(Json.text(value)));
  }

  private void choice(ChoiceReasons reasons) {
    for (ChoiceReasons.Rule rule : reasons.rules()) {
      html.add(
          "<p class=\"pattern\">{} \u2192 {}</p><ul class=\"leaves\">",
          rule.summary(),
          rule.next());
      for (ChoiceReasons.Leaf leaf : rule.leaves()) {
        String style = leaf.holds() ? "matches" : "differs";
        html.add("<li class=\"{}\"><code>{}</code> ", style, leaf.path());
        html.add("<span class=\"state\">{}: </span>", style);
        leaf.actual()
            .ifPresentOrElse(
                value ->
                    html.add(
                        "<code class=\"value\">{}</code> ",
                        Printable.shortened(Json.text(value), LONGEST)),
                () -> html.add("<span class=\"value\">absent</span> "));
        html.add("<span class=\"quiet\">wanted</span> <code>{}</code></li>", leaf.wanted());
      }
      html.add("</ul>");
    }
    if (reasons.isDefault()) {
      html.add("<p class=\"pattern\">default \u2192 {}</p>", visit.next().orElse(""));
    }
  }

  private void failure(StateVisit.Failure failure) {
    String error = failure.error().isEmpty() ? "an error without a name" : failure.error();
    html.add("<li><code>{}</code> {}", error, failure.reaction());
    if (!failure.cause().isEmpty()) {
      html.add("<small>{}</small>", failure.cause());
    }
    html.add("</li>");
  }
}
