package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.CollectedQuarantine;
import io.github.standpipe.fixture.PipeRun;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of messages through a pipe, with the documents that they asked for. */
public final class TrialRun {
  private static final int MOST_RUNS = 50;

  private final Project project;
  private final Pipe pipe;
  private final PipeRun run;
  private final DocumentsAsked asked;

  private TrialRun(Project project, Pipe pipe, DocumentsAsked asked, List<ObjectNode> records) {
    this.project = project;
    this.pipe = pipe;
    this.asked = asked;
    String batch = Json.text(Json.array().addAll(records));
    this.run =
        project.run(
            pipe,
            SourceBatch.read(batch, "the batch", pipe.source(), project.clock()).payload(),
            asked);
  }

  /** Runs messages as they are, whoever answers the project's look-ups. */
  public static TrialRun of(Project project, String pipe, List<ObjectNode> records) {
    DocumentsAsked asked = new DocumentsAsked();
    Project portable = project.portable();
    return new TrialRun(portable, portable.pipe(pipe), asked, records);
  }

  /**
   * Runs the same messages redacted, whose look-ups are answered by the same documents redacted.
   * What is asked for later depends on what was found, so that it may take a run for each round.
   *
   * @param offline the project, whose look-ups are not live
   */
  public TrialRun redacted(Project offline, List<ObjectNode> records, Redaction redaction) {
    RedactedDocuments documents = new RedactedDocuments(asked, redaction);
    TrialRun run = answered(offline, records, documents.guessed());
    for (int runs = 1; runs < MOST_RUNS; runs++) {
      Map<String, ObjectNode> right = documents.of(run.asked);
      if (right.equals(run.documents())) {
        break;
      }
      run = answered(offline, records, right);
    }
    return run;
  }

  private TrialRun answered(
      Project offline, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    DocumentsAsked again = new DocumentsAsked();
    Project portable = offline.portable();
    return new TrialRun(portable, portable.pipe(pipe.name(), documents), again, records);
  }

  /** What became otherwise in a later run of as many messages, in words; empty for nothing. */
  public Optional<String> change(TrialRun later) {
    return Fates.change(this, later);
  }

  /**
   * What a later run of as many messages made that is of another shape, in words; empty for
   * nothing.
   */
  public Optional<String> otherShape(TrialRun later) {
    return Stream.of(Stage.ENRICHED, Stage.TARGET_INPUT)
        .flatMap(stage ->
            RedactedShape.difference("$", items(stage), later.items(stage))
                .map(told -> stage + ": " + told)
                .stream())
        .findFirst();
  }

  private JsonNode items(Stage stage) {
    return Json.array().addAll(trace().at(stage).map(Payload::items).orElse(List.of()));
  }

  /** The project whose pipe ran, good for saving the trace. */
  public Project project() {
    return project;
  }

  public Pipe pipe() {
    return pipe;
  }

  public Trace trace() {
    return run.trace();
  }

  /** The run itself, good for saving. */
  public PipeRun run() {
    return run;
  }

  /** What the enrichment quarantined. */
  public List<CollectedQuarantine.Message> quarantined() {
    return run.quarantined();
  }

  /** What answered its look-ups: by look-up, then by key, and null where nothing was found. */
  public Map<String, ObjectNode> documents() {
    return asked.documents();
  }
}
