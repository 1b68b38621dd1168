package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.ShortRecord;
import io.github.standpipe.internal.mutation.Mutant.Area;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what is missing for a mutant to be noticed: first a case that shows the change and leaves
 * it open, then a variation of a case's input that shows it.
 *
 * @param cases all cases of the pipe
 */
record FixtureSearch(Project project, String pipe, ReachedCases reached, List<Path> cases) {
  private static final int MOST_CASES = 12;
  private static final int MOST_BASES = 3;
  private static final int MOST_TRIES = 300;

  MissingFixture of(Mutant mutant) {
    Project changed = project.withTexts(mutant.texts());
    List<Path> reaching = reached.of(mutant);
    for (Path one : reaching.stream().limit(MOST_CASES).toList()) {
      Optional<MissingFixture> open = open(changed, one);
      if (open.isPresent()) {
        return open.get();
      }
    }
    List<Path> bases = new ArrayList<>(reaching);
    cases.stream().filter(one -> !bases.contains(one)).forEach(bases::add);
    return variation(mutant, changed, bases).orElseGet(MissingFixture.NotFound::new);
  }

  private Optional<MissingFixture> open(Project changed, Path directory) {
    CaseResult before = CaseResult.of(project.verifyOnce(directory).runs());
    CaseResult after = CaseResult.of(changed.verifyOnce(directory).runs());
    return before
        .differsFrom(after)
        .map(place ->
            new MissingFixture.OpenPlace(name(directory), place.getKey(), place.getValue()));
  }

  private static String name(Path directory) {
    return directory.getFileName().toString();
  }

  private Optional<MissingFixture> variation(Mutant mutant, Project changed, List<Path> bases) {
    int tries = 0;
    int used = 0;
    for (Path base : bases) {
      Optional<Begun> begun = begun(mutant, base);
      if (begun.isEmpty() || used++ >= MOST_BASES) {
        continue;
      }
      for (Map<String, Variation> candidate : candidates(mutant, begun.get())) {
        if (tries++ >= MOST_TRIES) {
          return Optional.empty();
        }
        try (TrialFolder folder = TrialFolder.of(base, candidate)) {
          if (shows(changed, folder.path())) {
            return Optional.of(proposal(mutant, base, candidate));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Where a case can begin so that it reaches the change.
   *
   * @param value the payload there, records in short form
   */
  private record Begun(Stage stage, ArrayNode value) {}

  /** A machine is given its input; everything before it is given what the case gives. */
  private Optional<Begun> begun(Mutant mutant, Path base) {
    List<PipeRun> runs = project.verifyOnce(base).runs();
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    PipeRun run = runs.getFirst();
    boolean machine = mutant.area() instanceof Area.InState;
    List<Stage> stages =
        machine ? List.of(Stage.TARGET_INPUT) : List.of(Stage.SOURCE, Stage.FILTERED);
    for (Stage stage : stages) {
      Optional<Begun> begun =
          run.trace()
              .at(stage)
              .filter(payload -> !payload.items().isEmpty())
              .map(payload -> new Begun(stage, items(run.pipe(), stage, payload.items(), run)));
      if (begun.isPresent()) {
        return begun;
      }
    }
    return Optional.empty();
  }

  private static ArrayNode items(Pipe pipe, Stage stage, List<JsonNode> items, PipeRun run) {
    ArrayNode written = Json.array();
    for (JsonNode item : items) {
      boolean isRecord = stage != Stage.TARGET_INPUT && item instanceof ObjectNode;
      written.add(
          isRecord
              ? unfolded(
                  ShortRecord.of((ObjectNode) item, written.size() + 1, pipe.source(), run.clock()))
              : item);
    }
    return written;
  }

  /** A JSON body as JSON, however its text is spaced, so that its values can be varied. */
  private static ObjectNode unfolded(ObjectNode record) {
    try {
      JsonNode body = Json.parse(record.path("body").asText());
      if (body.isContainerNode()) {
        record.set("body", body);
      }
    } catch (JsonProcessingException e) {
      return record; // a text body is varied as a whole
    }
    return record;
  }

  /** The given files of each candidate. */
  private List<Map<String, Variation>> candidates(Mutant mutant, Begun begun) {
    List<Map<String, Variation>> all = new ArrayList<>();
    String file = begun.stage().fileName();
    Variation same = new Variation(begun.value(), "");
    if (mutant.area() instanceof Area.InState(String machine, String state)) {
      for (Variation answers : TaskFailures.all()) {
        all.add(ordered(file, same, FixtureNames.TASKS + "/" + state + ".json", answers));
      }
    }
    String text = String.join("\n", mutant.before()) + String.join("\n", mutant.after());
    for (Variation one : new Variations(text).of(begun.value())) {
      if (one.value() instanceof ArrayNode items && !items.isEmpty()) {
        all.add(Map.of(file, one));
      }
    }
    return all;
  }

  private static Map<String, Variation> ordered(
      String file, Variation value, String other, Variation answers) {
    Map<String, Variation> files = new LinkedHashMap<>();
    files.put(file, value);
    files.put(other, answers);
    return files;
  }

  private boolean shows(Project changed, Path folder) {
    try {
      PipeRun before = project.run(pipe, folder, LookupObserver.NONE);
      PipeRun after = changed.run(pipe, folder, LookupObserver.NONE);
      return CaseResult.of(List.of(before)).differsFrom(CaseResult.of(List.of(after))).isPresent();
    } catch (Fault e) {
      return false; // such an input cannot be given
    }
  }

  private static MissingFixture proposal(
      Mutant mutant, Path base, Map<String, Variation> candidate) {
    String file = mutant.file().path().getFileName().toString().replaceAll("[^A-Za-z0-9]+", "-");
    String name =
        "notices-%s-in-%s-%d-%d"
            .formatted(mutant.kind().id(), file, mutant.line(), mutant.column());
    Map<String, JsonNode> files = new TreeMap<>();
    candidate.forEach((path, one) -> files.put(path, one.value()));
    String words =
        candidate.values().stream()
            .map(Variation::words)
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("");
    return new MissingFixture.GivenInput(name, files, name(base), words);
  }
}
