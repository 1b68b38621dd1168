package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds the events of fixtures to a form. A doubt about them leaves the form open. */
final class FixtureEvents {
  /** The files with events or records on their way to the enrichment. */
  private static final Set<String> BEFORE =
      Set.of("1-source.json", "2-filtered.json", "3-enrichment-input.json");

  private static final String FEED = "0-event.json";
  private static final long MOST_BYTES = 4_000_000;
  private static final int MOST_CASES = 400;

  private final ValueForm form;
  private boolean found;

  FixtureEvents(ValueForm form) {
    this.form = form;
  }

  /** Adds what the cases in some folders give; whether there is any. */
  boolean add(List<Path> cases) {
    if (cases.size() > MOST_CASES) {
      form.open();
      return false;
    }
    cases.forEach(this::addCase);
    return found;
  }

  private void addCase(Path folder) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path entry : all) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith("attempt-") && Files.isDirectory(entry)) {
          addCase(entry);
        } else if (BEFORE.contains(name) || name.equals(FEED)) {
          read(entry).ifPresentOrElse(json -> addFile(json, name.equals(FEED)), form::open);
        }
      }
    } catch (IOException e) {
      form.open();
    }
  }

  private Optional<JsonNode> read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(new FixtureBases(file).resolved(Json.parse(Files.readAllBytes(file))));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void addFile(JsonNode json, boolean inFront) {
    found |= !inFront;
    if (!json.isArray()) {
      addEvent(json, inFront);
    }
    if (json.isArray()) {
      json.forEach(one -> addEvent(one, inFront));
    }
  }

  private void addEvent(JsonNode event, boolean inFront) {
    form.add(event);
    if (inFront) {
      event.forEach(part -> {
        form.add(part);
        part.forEach(form::add);
      });
    }
    JsonNode body = parsed(event.path("body"));
    form.add(body);
    form.add(parsed(body.path("Message")));
  }

  private static JsonNode parsed(JsonNode text) {
    if (!text.isTextual()) {
      return text;
    }
    try {
      return Json.parse(text.textValue());
    } catch (IOException e) {
      return text;
    }
  }
}
