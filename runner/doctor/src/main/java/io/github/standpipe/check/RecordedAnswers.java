package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.TaskCall;
import io.github.standpipe.machine.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files {@code tasks/<State>.json} of a case answer to each call of a state, whatever its
 * arguments are. An answer to some calls only says nothing of a batch that no case holds.
 */
final class RecordedAnswers {
  private final Path folder;
  private final Map<String, Optional<TaskOutcome>> byState = new HashMap<>();

  /** The answers of a case; those of its pipe stand beside it. */
  RecordedAnswers(Path folder) {
    this.folder = folder;
  }

  /** The answer to a call; empty if it is not known. */
  Optional<TaskOutcome> answer(TaskCall call) {
    return byState.computeIfAbsent(call.state(), this::read);
  }

  private Optional<TaskOutcome> read(String state) {
    return Stream.of(folder, folder.resolveSibling("."))
        .map(above -> above.resolve("tasks").resolve(state.replace('/', '_') + ".json").normalize())
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(RecordedAnswers::first);
  }

  private static Optional<TaskOutcome> first(Path file) {
    try {
      JsonNode answers = Json.parse(Files.readAllBytes(file));
      JsonNode first = answers.isArray() ? answers.path(0) : answers;
      return first.has("when") || first.has("times") ? Optional.empty() : outcome(first);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<TaskOutcome> outcome(JsonNode answer) {
    if (answer.has("error")) {
      return Optional.of(
          new TaskOutcome.Failed(answer.path("error").asText(), answer.path("cause").textValue()));
    }
    if (!answer.has("result")) {
      return Optional.empty();
    }
    TaskOutcome end = new TaskOutcome.Succeeded(answer.get("result"));
    return Optional.of(
        answer.has("submitted") ? new TaskOutcome.Submitted(answer.get("submitted"), end) : end);
  }
}
