package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of messages through a pipe, with their documents. */
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

  /** Runs the original messages with the project's own look-ups. */
  public static TrialRun of(Project project, String pipe, List<ObjectNode> records) {
    DocumentsAsked asked = new DocumentsAsked();
    Project portable = project.portable();
    return new TrialRun(portable, portable.pipe(pipe), asked, records);
  }

  /**
   * Runs the original messages with documents.
   *
   * @param documents by look-up, then by key, of the pipe's own look-ups
   */
  public static TrialRun of(
      Project project, String pipe, List<ObjectNode> records, Map<String, ObjectNode> documents) {
    DocumentsAsked asked = new DocumentsAsked();
    Project portable = project.portable();
    return new TrialRun(portable, portable.pipe(pipe, documents), asked, records);
  }

  /**
   * Runs the redacted messages with the redacted documents. Later look-ups depend on earlier
   * documents, so it may need a run for each round.
   *
   * @param offline the project without live look-ups
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

  /**
   * Describes how the outcome of a later run with as many messages differs; empty if it does not.
   */
  public Optional<String> change(TrialRun later) {
    return Fates.change(this, later);
  }

  /** Describes how the shape of a later run's result differs; empty if it does not. */
  public Optional<String> otherShape(TrialRun later) {
    return Stream.of(Stage.ENRICHED, Stage.TARGET_INPUT)
        .flatMap(stage ->
            RedactedShape.difference("$", items(stage), later.items(stage))
                .map(difference -> stage + ": " + difference)
                .stream())
        .findFirst();
  }

  private JsonNode items(Stage stage) {
    return Json.array().addAll(trace().at(stage).map(Payload::items).orElse(List.of()));
  }

  /** The project of the run, for saving the trace. */
  public Project project() {
    return project;
  }

  public Pipe pipe() {
    return pipe;
  }

  public Trace trace() {
    return run.trace();
  }

  /** The trace of the run, for saving. */
  public PipeRun run() {
    return run;
  }

  /** The records that the enrichment quarantined. */
  public List<CollectedQuarantine.Message> quarantined() {
    return run.quarantined();
  }

  /** The documents of its look-ups: by look-up, then by key; null if none was found. */
  public Map<String, ObjectNode> documents() {
    return asked.documents();
  }
}
