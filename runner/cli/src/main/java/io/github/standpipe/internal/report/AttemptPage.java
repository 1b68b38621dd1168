package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Failure;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import java.util.Collection;

/**
 * The section of a case's batch, or of one receive of it: the path of its records, their look-ups
 * and stages. The sections of a case in attempts are one below the other.
 */
record AttemptPage(Project project, Story story, Attempt attempt, PageBlocks blocks, Html html) {

  void write() {
    if (attempt.name().isEmpty()) {
      new Journey(project, story, attempt, html).write();
      behind();
      return;
    }
    html.add("<section class=\"attempt\" id=\"{}\">\n", id());
    new Journey(project, story, attempt, html).write();
    html.add("<details class=\"within\"{}><summary>", attempt.differs() ? " open" : "");
    html.add("{} of attempt {}</summary>\n", contents(), attempt.number());
    behind();
    html.add("</details>\n</section>\n");
  }

  private String id() {
    return story.verification().name() + "/" + attempt.name();
  }

  private String contents() {
    return attempt.run().evidence().asked().isEmpty() ? "Stages" : "Look-ups and stages";
  }

  private void behind() {
    lookups();
    failures();
    html.add("<section>\n<h3>Stages</h3>\n");
    new Stages(story, blocks, html).of(attempt);
    html.add("</section>\n");
    new TargetSection(attempt.run().end(), blocks, html).write();
    attempt
        .run()
        .execution()
        .ifPresent(execution -> new MachineSection(execution, blocks, html).write());
  }

  private void lookups() {
    if (attempt.run().evidence().asked().isEmpty()) {
      return;
    }
    html.add("<section>\n<h3>Look-ups</h3>\n<div class=\"wide\" tabindex=\"0\"><table>");
    html.add("<thead><tr><th scope=\"col\">round</th><th scope=\"col\">look-up</th>");
    html.add("<th scope=\"col\">found</th><th scope=\"col\">missed</th></tr></thead>\n<tbody>\n");
    for (Evidence.Asked one : attempt.run().evidence().asked()) {
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
    if (attempt.run().evidence().failed().isEmpty()) {
      return;
    }
    html.add("<section>\n<h3>Where the transform failed</h3>\n");
    for (Evidence.Failed one : attempt.run().evidence().failed()) {
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
}
