package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.expect.Difference;
import io.github.standpipe.internal.expect.ValueComparison;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a run shows, by the file of a fixture that would hold it.
 *
 * @param files by attempt and name
 */
record CaseResult(Map<String, ObjectNode> files) {

  static CaseResult of(List<PipeRun> runs) {
    Map<String, ObjectNode> files = new TreeMap<>();
    for (PipeRun run : runs) {
      String folder = run.notes().attempt().isEmpty() ? "" : run.notes().attempt() + "/";
      for (Stage stage : Stage.values()) {
        run.trace()
            .at(stage)
            .ifPresent(payload ->
                of(folder + stage.fileName(), files)
                    .set("$", Json.array().addAll(payload.items())));
      }
      ObjectNode quarantined = of(folder + FixtureNames.QUARANTINED, files);
      quarantined.set("$", Json.array().addAll(run.envelopes()));
      run.execution()
          .map(CaseExecution::json)
          .ifPresent(json -> of(folder + FixtureNames.EXECUTION, files).set("$", json));
      String error =
          run.trace().outcome() instanceof Outcome.Returned(Stage at, String cause)
              ? at + ": " + cause
              : "";
      of(folder + FixtureNames.ERROR, files).put("$", error + run.notes().stopped().orElse(""));
    }
    return new CaseResult(files);
  }

  private static ObjectNode of(String file, Map<String, ObjectNode> files) {
    return files.computeIfAbsent(file, name -> Json.object());
  }

  /** The first file and path at which another result differs; the last stage comes first. */
  Optional<Map.Entry<String, String>> differsFrom(CaseResult other) {
    TreeMap<String, ObjectNode> all = new TreeMap<>(files);
    other.files.forEach(all::putIfAbsent);
    for (String file : all.descendingKeySet()) {
      ObjectNode one = files.getOrDefault(file, Json.object());
      ObjectNode another = other.files.getOrDefault(file, Json.object());
      if (!one.equals(another)) {
        String path =
            ValueComparison.of(one.path("$"), another.path("$")).differences().stream()
                .map(Difference::path)
                .findFirst()
                .orElse("$");
        return Optional.of(Map.entry(file, path));
      }
    }
    return Optional.empty();
  }
}
