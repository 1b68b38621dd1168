package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.fixture.TargetEnd;
import io.github.standpipe.json.Json;

/** What a target other than a state machine was sent, and what it answered. */
record TargetSection(TargetEnd end, PageBlocks blocks, Html html) {

  void write() {
    if (end.delivery().isEmpty() && end.answer().isEmpty()) {
      return;
    }
    html.add("<section class=\"target\">\n<h3>At the target</h3>\n");
    end.delivery().ifPresent(this::sent);
    end.answer().ifPresent(answer -> json("answered", answer));
    html.add("</section>\n");
    end.delivery()
        .ifPresent(delivery ->
            new BusSection("Behind the target", delivery.routes(), blocks, html).write());
  }

  private void sent(Delivery delivery) {
    html.add("<p class=\"hop\">{}</p>\n", delivery.describe());
    delivery
        .failures()
        .forEach((place, reason) ->
            html.add("<p class=\"fault\">entry {}: {}</p>\n", place + 1, reason));
    json("sent", delivery.json());
  }

  private void json(String what, JsonNode json) {
    html.add("<details class=\"data\" open><summary>{}</summary>", what);
    html.add("<pre tabindex=\"0\" data-text=\"{}\">", blocks.text(Json.text(json)));
    html.add("</pre></details>\n");
  }
}
