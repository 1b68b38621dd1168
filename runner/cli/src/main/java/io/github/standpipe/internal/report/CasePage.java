package io.github.standpipe.internal.report;

import io.github.standpipe.internal.expect.Difference;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import java.util.List;

/** One case: its differences and its attempts. */
record CasePage(Project project, Story story, PageBlocks blocks, Html html) {

  void write() {
    Verification verification = story.verification();
    html.add("<article id=\"{}\">\n", verification.name());
    title(verification);
    differences(verification);
    new BusSection("In front of the queue", verification.events(), blocks, html).write();
    story
        .attempts()
        .forEach(attempt -> new AttemptPage(project, story, attempt, blocks, html).write());
    if (story.isInAttempts() && !story.others().isEmpty()) {
      html.add("<section>\n<h3>In the end</h3>\n");
      story.others().forEach(mismatch -> new Stages(story, blocks, html).compared(mismatch));
      html.add("</section>\n");
    }
    list("Not exact", verification.loose());
    list("Unsettled", warnings());
    html.add("</article>\n");
  }

  private void title(Verification verification) {
    String state = verification.passed() ? "passed" : "failed";
    html.add("<div class=\"head\">\n<p class=\"path\">{}</p>\n", verification.name());
    html.add("<h2>{}</h2>\n<p class=\"chips\">", story.sentence());
    html.add("<span class=\"chip {}\">{}</span>", state, state);
    story.verification().tags().forEach(tag -> html.add("<span class=\"chip tag\">{}</span>", tag));
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
    if (!mismatch.summary().isEmpty()) {
      html.add("<p class=\"fault\">{}</p>\n", mismatch.summary());
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
      html.add("<td><code class=\"plus\">{}</code></td></tr>\n", one.actual());
    }
    html.add("</tbody></table></div>\n");
  }

  /** Each once, no matter in how many attempts it occurs. */
  private List<String> warnings() {
    return story.attempts().stream()
        .flatMap(attempt -> attempt.trace().warnings().stream())
        .map(warning -> warning.rule() + ": " + warning.message())
        .distinct()
        .toList();
  }

  private void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.add("<section>\n<h3>{}</h3>\n<ul class=\"lines\">\n", title);
      lines.forEach(line -> html.add("<li>{}</li>\n", line));
      html.add("</ul>\n</section>\n");
    }
  }
}
