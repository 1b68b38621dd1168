package io.github.standpipe.report;

import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Fixture;
import io.github.standpipe.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.Optional;

/** What was seen at each stage, and where something else was expected, both sides. */
record Stages(Story story, Trace trace, Html html) {

  void write() {
    html.add("<section>\n<h3>Stages</h3>\n");
    story.stages().forEach(this::stage);
    story
        .others()
        .forEach(mismatch -> compared(mismatch.file(), mismatch, mismatch.file().endsWith(".txt")));
    html.add("</section>\n");
  }

  private void stage(Stage stage) {
    Optional<Mismatch> mismatch = story.mismatch(stage);
    if (mismatch.isPresent()) {
      compared(Fixture.fileName(stage), mismatch.get(), false);
      return;
    }
    if (trace.at(stage).isEmpty()) {
      return;
    }
    html.add("<details class=\"stage\"><summary><span>{}</span>", stage);
    html.add("<small>{}</small></summary>\n<pre tabindex=\"0\">", role(stage));
    String json = Json.pretty(Bodies.opened(Json.array().addAll(trace.at(stage).get().items())));
    html.raw(Highlight.of(json)).add("</pre></details>\n");
  }

  private String role(Stage stage) {
    if (story.isGiven(stage)) {
      return "given";
    }
    return story.hasFile(stage) ? "as expected" : "seen; nothing is expected";
  }

  private void compared(String file, Mismatch mismatch, boolean isText) {
    int places = mismatch.differences().size();
    String differs =
        places == 0 ? "differs" : places == 1 ? "1 place differs" : places + " places differ";
    html.add("<details class=\"stage bad\" open><summary><span>{}</span>", file);
    html.add("<small>{}</small></summary>\n", differs);
    new Compared(side(mismatch.expected(), isText), side(mismatch.seen(), isText), !isText, html)
        .write();
    html.add("</details>\n");
  }

  private static String side(String text, boolean isText) {
    return isText ? text : Bodies.opened(text);
  }
}
