package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Stage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How large the events of a pipe are, as its fixtures beside the template show it. */
record EventSizes(Path template) {
  /** The last stage first: what the target is given. */
  private static final List<String> STAGES =
      List.of(Stage.TARGET_INPUT.fileName(), Stage.ENRICHED.fileName());

  /** The bytes of the largest event that reaches the target; empty if no fixture shows one. */
  OptionalInt largest(Subject subject) {
    return Stream.concat(Stream.of(subject.name()), subject.at("Name").text().stream())
        .distinct()
        .flatMap(name -> folders().map(folder -> folder.resolve(name)))
        .flatMap(folder -> cases(folder).stream())
        .mapToInt(EventSizes::ofCase)
        .filter(bytes -> bytes > 0)
        .max();
  }

  /** Beside the template, and beside its folder. */
  private Stream<Path> folders() {
    Path file = template.toAbsolutePath().normalize();
    return Stream.of("fixtures", "../fixtures")
        .map(folder -> file.resolveSibling(folder).normalize());
  }

  private static List<Path> cases(Path folder) {
    List<Path> cases = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
        all.forEach(cases::add);
      } catch (IOException e) {
        return List.of(); // the doctor looks at templates; fixtures are examined when they run
      }
    }
    return cases;
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
