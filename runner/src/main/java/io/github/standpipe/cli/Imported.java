package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture;
import io.github.standpipe.capture.TrialRun;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What an import did.
 *
 * @param taken the first of the messages, as many as a batch holds
 * @param change what becomes otherwise of the messages without their values
 * @param shape what is made of them otherwise, where nothing becomes otherwise
 * @param keep paths that would leave it as it was
 */
record Imported(
    Capture capture,
    int taken,
    boolean asIs,
    TrialRun run,
    Optional<String> change,
    Optional<String> shape,
    List<String> keep) {

  void tell(PrintWriter out, PrintWriter err, Optional<Path> saved, List<String> differences) {
    out.println(
        Words.count(taken, "message")
            + " imported from "
            + capture.form()
            + (asIs ? ", as they are" : ", values replaced"));
    if (taken < capture.messages().size()) {
      out.println(
          "the other "
              + (capture.messages().size() - taken)
              + " are left out: a batch of this pipe holds "
              + taken);
    }
    run.documents().forEach((lookup, byKey) -> out.println(lookup(lookup, byKey)));
    change.ifPresent(told -> err.println("standpipe: " + changed(told, saved)));
    shape.ifPresent(told -> err.println("standpipe: " + told + " by redaction" + cure()));
    saved.ifPresent(directory -> saved(out, directory));
    differences.forEach(difference -> err.println("standpipe: it does not pass: " + difference));
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

  private String changed(String told, Optional<Path> saved) {
    return "the outcome changed by redaction: "
        + told
        + cure()
        + (saved.isEmpty() ? ". Nothing was saved; --anyway saves it" : "");
  }

  private String cure() {
    return keep.isEmpty()
        ? "; keep the values that decide it by --keep PATH"
        : "; it stays as it was with --keep " + String.join(" --keep ", keep);
  }

  private void saved(PrintWriter out, Path directory) {
    out.println("saved as " + directory + ": " + told(run.trace().outcome()));
    if (!run.quarantined().isEmpty()) {
      out.println(Words.count(run.quarantined().size(), "message") + " quarantined");
    }
    out.println("read it before you commit it: it says what the pipe does, not what it should do");
  }

  private static String told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> "the batch is delivered";
      case Outcome.Discarded(Stage after) -> "nothing is left after " + after;
      case Outcome.Returned(Stage at, String cause) -> "the batch returns at " + at + ": " + cause;
    };
  }

  String json(Optional<Path> saved, List<String> differences) {
    ObjectNode json = Json.object().put("pipe", run.pipe().name()).put("takenAs", capture.form());
    json.put("messages", taken).put("leftOut", capture.messages().size() - taken);
    json.put("asIs", asIs).put("saved", saved.map(Path::toString).orElse(null));
    ObjectNode lookups = json.putObject("lookups");
    run.documents()
        .forEach((lookup, byKey) ->
            lookups
                .putObject(lookup)
                .put("found", found(byKey))
                .put("missed", byKey.size() - found(byKey)));
    json.put("change", change.orElse(null)).put("shape", shape.orElse(null));
    keep.forEach(json.putArray("keep")::add);
    JsonNode told = TraceJson.fill(Json.object(), run.trace());
    json.set("records", told.path("records"));
    json.set("outcome", told.path("outcome"));
    differences.forEach(json.putArray("differences")::add);
    return Json.pretty(json);
  }
}
