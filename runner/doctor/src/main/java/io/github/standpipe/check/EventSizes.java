package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** How large the events of a pipe are, according to the fixtures beside its template. */
record EventSizes(Path template) {
  /** The last stage first: what the target receives. */
  private static final List<String> STAGES =
      List.of(Stage.TARGET_INPUT.fileName(), Stage.ENRICHED.fileName());

  /** The bytes of the largest event that reaches the target; empty if no fixture shows one. */
  OptionalInt largest(Subject subject) {
    return new RecordedCases(template)
        .of(subject)
        .mapToInt(EventSizes::ofCase)
        .filter(bytes -> bytes > 0)
        .max();
  }

  private static int ofCase(Path folder) {
    return STAGES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(EventSizes::ofFile)
        .orElse(0);
  }

  private static int ofFile(Path file) {
    try {
      int largest = 0;
      JsonNode items = Json.parse(Files.readAllBytes(file));
      for (JsonNode item : items.isArray() ? items : Json.array()) {
        largest = Math.max(largest, Json.bytes(item).length);
      }
      return largest;
    } catch (IOException e) {
      return 0;
    }
  }
}
