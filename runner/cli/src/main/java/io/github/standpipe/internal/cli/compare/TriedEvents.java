package io.github.standpipe.internal.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.MessageBatch;
import io.github.standpipe.internal.filters.EventKind;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Events that are tried if filters cannot be compared by meaning.
 *
 * @param files those that the user names; otherwise the fixtures count
 */
record TriedEvents(List<String> files, Optional<Project> project) {
  private static final Source QUEUE =
      new Source("arn:aws:sqs:us-east-1:123456789012:Queue", 10, OptionalInt.empty());
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Those of the files. */
  List<JsonNode> of(EventKind kind) {
    List<JsonNode> events = new ArrayList<>();
    for (String file : files) {
      if (kind == EventKind.RECORD) {
        events.addAll(MessageBatch.of(file, QUEUE, () -> NOW).payload().items());
      } else {
        new InputFile(file)
            .text()
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(line -> events.add(event(line, file)));
      }
    }
    return events;
  }

  /** The events of the files; without files, those of a pipe's fixtures. */
  List<JsonNode> with(String pipe, EventKind kind) {
    if (!files.isEmpty() || project.isEmpty() || kind != EventKind.RECORD) {
      return of(kind);
    }
    List<JsonNode> events = new ArrayList<>();
    for (Path directory : project.get().fixtures().of(pipe)) {
      if (Files.exists(directory.resolve(FixtureNames.SOURCE))) {
        events.addAll(MessageBatch.of(directory.toString(), QUEUE, () -> NOW).payload().items());
      }
    }
    return events;
  }

  private static JsonNode event(String line, String file) {
    try {
      return Json.parse(line);
    } catch (JsonProcessingException e) {
      throw new Fault(file, "a line is not JSON: " + Json.reason(e));
    }
  }
}
