package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.Optional;

/** The actual result of each stage; both sides if something else was expected. */
record Stages(Story story, PageBlocks blocks, Html html) {

  void of(Attempt attempt) {
    story.stages().forEach(stage -> stage(attempt, stage));
    attempt.others().forEach(this::compared);
  }

  private void stage(Attempt attempt, Stage stage) {
    Trace trace = attempt.trace();
    Optional<Mismatch> mismatch = attempt.mismatch(stage);
    if (mismatch.isPresent()) {
      compared(mismatch.get());
      return;
    }
    if (trace.at(stage).isEmpty()) {
      return;
    }
    html.add("<details class=\"stage\"><summary><span>{}</span>", stage);
    html.add("<small>{}</small></summary>\n<pre tabindex=\"0\"", role(attempt, stage));
    ArrayNode items = Json.array().addAll(trace.at(stage).get().items());
    html.add(" data-text=\"{}\"></pre></details>\n", blocks.text(Json.text(Bodies.opened(items))));
  }

  private static String role(Attempt attempt, Stage stage) {
    if (attempt.isGiven(stage)) {
      return "given";
    }
    return attempt.hasFile(stage) ? "as expected" : "seen; nothing is expected";
  }

  void compared(Mismatch mismatch) {
    boolean isText = mismatch.file().endsWith(".txt");
    int places = mismatch.differences().size();
    String differs =
        places == 0 ? "differs" : places == 1 ? "1 place differs" : places + " places differ";
    html.add("<details class=\"stage bad\" open><summary><span>{}</span>", mismatch.file());
    html.add("<small>{}</small></summary>\n", differs);
    new SideBySideText(
            side(mismatch.expected(), isText), side(mismatch.actual(), isText), !isText, html)
        .write();
    html.add("</details>\n");
  }

  private static String side(String text, boolean isText) {
    return isText ? text : Bodies.opened(text);
  }
}
