package io.github.standpipe.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Failure;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.expect.Difference;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.fixture.Verification.Mismatch;
import java.util.Collection;
import java.util.List;

/** One case: what differs, the way of its records, and each stage. */
record CasePage(Project project, Story story, Html html) {

  void write() {
    Verification verification = story.verification();
    html.add("<article id=\"{}\">\n", verification.name());
    title(verification);
    differences(verification);
    story.trace().ifPresent(trace -> new Journey(project, story, trace, html).write());
    lookups();
    failures();
    story.trace().ifPresent(trace -> new Stages(story, trace, html).write());
    list("Not exact", verification.loose());
    story
        .trace()
        .ifPresent(trace ->
            list(
                "Unsettled",
                trace.warnings().stream().map(w -> w.rule() + ": " + w.message()).toList()));
    html.add("</article>\n");
  }

  private void title(Verification verification) {
    String state = verification.passed() ? "passed" : "failed";
    html.add("<div class=\"head\">\n<p class=\"path\">{}</p>\n", verification.name());
    html.add("<h2>{}</h2>\n<p class=\"chips\">", story.sentence());
    html.add("<span class=\"chip {}\">{}</span>", state, state);
    story.tags().forEach(tag -> html.add("<span class=\"chip tag\">{}</span>", tag));
    html.add("</p>\n</div>\n");
  }

  private void differences(Verification verification) {
    if (verification.passed()) {
      return;
    }
    html.add("<section class=\"differs\">\n<h3>What differs</h3>\n");
    for (String fault : verification.faults()) {
      html.add("<p class=\"fault\">{}</p>\n", fault);
    }
    verification.mismatches().forEach(this::differences);
    html.add("</section>\n");
  }

  private void differences(Mismatch mismatch) {
    html.add("<h4><code>{}</code></h4>\n", mismatch.file());
    if (!mismatch.told().isEmpty()) {
      html.add("<p class=\"fault\">{}</p>\n", mismatch.told());
      return;
    }
    html.add("<div class=\"wide\" tabindex=\"0\"><table class=\"places\"><thead><tr>");
    html.add("<th scope=\"col\">at</th><th scope=\"col\">expected</th>");
    html.add("<th scope=\"col\">seen</th></tr></thead>\n<tbody>\n");
    for (Difference one : mismatch.differences()) {
      html.add("<tr><th scope=\"row\"><code>{}</code>", one.path());
      if (!one.beside().isEmpty()) {
        html.add("<small>beside {}</small>", one.beside());
      }
      html.add("</th><td><code class=\"minus\">{}</code></td>", one.expected());
      html.add("<td><code class=\"plus\">{}</code></td></tr>\n", one.seen());
    }
    html.add("</tbody></table></div>\n");
  }

  private void lookups() {
    if (story.lookups().isEmpty()) {
      return;
    }
    html.add("<section>\n<h3>Look-ups</h3>\n<div class=\"wide\" tabindex=\"0\"><table>");
    html.add("<thead><tr><th scope=\"col\">round</th><th scope=\"col\">look-up</th>");
    html.add("<th scope=\"col\">found</th><th scope=\"col\">missed</th></tr></thead>\n<tbody>\n");
    for (Evidence.Asked one : story.lookups()) {
      html.add("<tr><td>{}</td><td>{}</td><td>", one.round(), one.lookup());
      keys(one.found(), "key");
      html.add("</td><td>");
      keys(one.missed(), "key missed");
      html.add("</td></tr>\n");
    }
    html.add("</tbody></table></div>\n</section>\n");
  }

  private void keys(Collection<String> keys, String kind) {
    if (keys.isEmpty()) {
      html.add("<span class=\"quiet\">none</span>");
    }
    keys.forEach(key -> html.add("<code class=\"{}\">{}</code> ", kind, key));
  }

  private void failures() {
    if (story.failures().isEmpty()) {
      return;
    }
    html.add("<section>\n<h3>Where the transform failed</h3>\n");
    for (Evidence.Failed one : story.failures()) {
      Failure failure = one.failure();
      html.add("<dl><dt>{}</dt>", one.record());
      html.add("<dd class=\"fault\">{}</dd>", project.fromRoot(failure.reason()));
      html.add("<dt>expression</dt><dd><code>{}</code></dd>", failure.expression());
      for (JsonNode given : failure.arguments()) {
        html.add("<dt>given</dt><dd><code>{}</code></dd>", Json.text(given));
      }
      for (Failure.Call call : failure.calls().reversed()) {
        html.add("<dt>called at</dt><dd>{} ", project.fromRoot(call.place()));
        html.add("<code>{}</code></dd>", call.text());
      }
      html.add("<dt>input</dt><dd><code>{} = ", failure.input());
      html.add("{}</code></dd></dl>\n", Json.text(failure.value()));
    }
    html.add("</section>\n");
  }

  private void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.add("<section>\n<h3>{}</h3>\n<ul class=\"lines\">\n", title);
      lines.forEach(line -> html.add("<li>{}</li>\n", line));
      html.add("</ul>\n</section>\n");
    }
  }
}
