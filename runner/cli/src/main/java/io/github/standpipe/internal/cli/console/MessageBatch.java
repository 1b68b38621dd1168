package io.github.standpipe.internal.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages of a file as one batch, read like those of {@code import} or like a fixture's
 * source.
 *
 * @param form how the file was read, in words
 * @param written the records as the file has them
 * @param payload the records, completed
 */
public record MessageBatch(String form, List<? extends JsonNode> written, Payload payload) {
  private static final Set<String> PLAIN =
      Set.of("an array of records", "one record", "one message body");

  /**
   * Reads a file, standard input, or the source of a fixture's folder.
   *
   * @throws Fault for a file without messages, and for a record that cannot be completed
   */
  public static MessageBatch of(String file, Source source, InstantSource clock) {
    InputFile input = InputFile.ofBatch(file);
    String text = input.withBases();
    if (Files.isDirectory(Path.of(file))) {
      SourceBatch batch = SourceBatch.read(text, input.name(), source, clock);
      return new MessageBatch(batch.form().toString(), batch.written(), batch.payload());
    }
    if (text.isBlank()) {
      ObjectNode empty = Json.object().put("body", text.replaceFirst("\\R\\z", ""));
      return of(List.of(empty), "one message body", input.name(), source, clock);
    }
    Capture capture = Capture.read(text, input.name());
    return of(capture.records(), capture.describe(), input.name(), source, clock);
  }

  private static MessageBatch of(
      List<ObjectNode> written, String form, String where, Source source, InstantSource clock) {
    List<JsonNode> records = new ArrayList<>();
    try {
      for (ObjectNode record : written) {
        records.add(SourceRecord.complete(record, records.size() + 1, source, clock));
      }
    } catch (Fault e) {
      throw e.at(where);
    }
    return new MessageBatch(form, written, Payload.of(records));
  }

  /** Whether it cannot be mistaken for anything else. */
  public boolean isPlain() {
    return PLAIN.contains(form);
  }
}
