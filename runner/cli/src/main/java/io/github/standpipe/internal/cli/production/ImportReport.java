package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.capture.TrialRun;
import io.github.standpipe.internal.cli.console.TraceJson;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.cli.production.RedactionOptions.RedactedRun;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The result of an import.
 *
 * @param taken the first messages, as many as a batch holds
 * @param seed of the replacement; empty if nothing was replaced
 * @param notes what became of dead letters
 */
record ImportReport(
    Capture capture,
    int taken,
    Optional<Long> seed,
    RedactedRun redacted,
    RedactionDifference difference,
    List<String> notes) {

  ImportReport {
    notes = List.copyOf(notes);
  }

  /** Whether redaction changes the outcome. */
  boolean isChanged() {
    return difference.change().isPresent();
  }

  void print(PrintWriter out, PrintWriter err, Optional<Path> saved, List<String> differences) {
    out.println(
        Words.count(taken, "message")
            + " imported from "
            + capture.form()
            + (seed.isEmpty() ? ", as they are" : ", values replaced"));
    notes.forEach(out::println);
    seed.ifPresent(number ->
        out.println("seed: " + number + "; --seed " + number + " repeats the replacement"));
    KeptText.lines(redacted.kept()).forEach(out::println);
    if (taken < capture.messages().size()) {
      out.println(
          "the other "
              + (capture.messages().size() - taken)
              + " are left out: a batch of this pipe holds "
              + taken);
    }
    run().documents().forEach((lookup, byKey) -> out.println(lookup(lookup, byKey)));
    difference.message().ifPresent(message -> difference(message, out, err, saved));
    saved.ifPresent(directory -> saved(out, directory));
    differences.forEach(difference -> err.println("standpipe: it does not pass: " + difference));
  }

  private TrialRun run() {
    return redacted.run();
  }

  private static String lookup(String lookup, ObjectNode byKey) {
    long found = found(byKey);
    return "look-up "
        + lookup
        + ": "
        + Words.count(found, "document")
        + (found == byKey.size() ? "" : ", " + (byKey.size() - found) + " not found");
  }

  private static long found(ObjectNode byKey) {
    return StreamSupport.stream(byKey.spliterator(), false).filter(d -> !d.isNull()).count();
  }

  /** A different outcome is a finding; a different shape is worth a note. */
  private void difference(String message, PrintWriter out, PrintWriter err, Optional<Path> saved) {
    if (!isChanged()) {
      out.println("note: " + message);
    } else {
      err.println(
          "standpipe: "
              + message
              + (saved.isEmpty() ? ". Nothing was saved; --anyway saves it" : ""));
    }
  }

  private void saved(PrintWriter out, Path directory) {
    out.println("saved as " + directory + ": " + outcome(run().trace().outcome()));
    if (!run().quarantined().isEmpty()) {
      out.println(Words.count(run().quarantined().size(), "message") + " quarantined");
    }
    out.println(
        "read it before you commit it: it records what the pipe does, not what it should do");
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> "the batch is delivered";
      case Outcome.Discarded(Stage after) -> "nothing is left after " + after;
      case Outcome.Returned(Stage at, String cause) -> "the batch returns at " + at + ": " + cause;
    };
  }

  String json(Optional<Path> saved, List<String> differences) {
    ObjectNode json = Json.object().put("pipe", run().pipe().name()).put("takenAs", capture.form());
    json.put("messages", taken).put("leftOut", capture.messages().size() - taken);
    notes.forEach(json.putArray("notes")::add);
    json.put("asIs", seed.isEmpty()).put("seed", seed.orElse(null));
    json.put("saved", saved.map(Path::toString).orElse(null));
    ObjectNode lookups = json.putObject("lookups");
    run()
        .documents()
        .forEach((lookup, byKey) ->
            lookups
                .putObject(lookup)
                .put("found", found(byKey))
                .put("missed", byKey.size() - found(byKey)));
    json.put("change", difference.change().orElse(null));
    json.put("shape", difference.shape().orElse(null));
    difference.keep().forEach(json.putArray("keep")::add);
    KeptText.fill(json, redacted.kept());
    JsonNode trace = TraceJson.fill(Json.object(), run().trace());
    json.set("records", trace.path("records"));
    json.set("outcome", trace.path("outcome"));
    ArrayNode failures = json.putArray("differences");
    differences.forEach(failures::add);
    return Json.pretty(json);
  }
}
