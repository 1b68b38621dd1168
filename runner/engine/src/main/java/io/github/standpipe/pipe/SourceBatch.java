package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A batch as a user writes it: an array of records, one record, or one message body.
 *
 * @param form how the text was interpreted
 * @param records the records, completed (see {@link SourceRecord#complete})
 * @param written the records as they were written, without the completed fields
 */
public record SourceBatch(Form form, List<ObjectNode> records, List<JsonNode> written) {

  /** How a text is interpreted. */
  public enum Form {
    /** An array of SQS records: {@code [{"body": ...}, ...]}. */
    ARRAY_OF_RECORDS("an array of records"),
    /** One SQS record without an array: {@code {"body": ...}}. */
    ONE_RECORD("one record"),
    /** Anything else, which becomes the body of one record. */
    MESSAGE_BODY("one message body");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * Reads a batch. An object with a {@code messageId}, or with a {@code body} and only fields of a
   * record, is a record; an array of such objects is a batch; anything else, JSON or not, is the
   * body of one message, without one line break at its end.
   *
   * @param text what the user wrote
   * @param where the file to name in messages
   * @param source the queue that the records seem to come from
   * @param clock gives the time at which the records were sent
   * @return the batch with at least one record
   * @throws Fault for a record that cannot be completed, and for an empty batch
   */
  public static SourceBatch read(String text, String where, Source source, InstantSource clock) {
    JsonNode json = parsed(text);
    if (json != null && json.isArray() && json.isEmpty()) {
      throw new Fault(where, "holds an empty array; a batch has at least one record");
    }
    try {
      if (json != null && json.isArray() && isRecord(json.get(0))) {
        List<JsonNode> given = StreamSupport.stream(json.spliterator(), false).toList();
        return of(Form.ARRAY_OF_RECORDS, given, source, clock);
      }
      if (json != null && isRecord(json)) {
        return of(Form.ONE_RECORD, List.of(json), source, clock);
      }
    } catch (Fault e) {
      throw e.at(where);
    }
    ObjectNode body = Json.object().put("body", text.replaceFirst("\\R\\z", ""));
    return of(Form.MESSAGE_BODY, List.of(body), source, clock);
  }

  private static SourceBatch of(
      Form form, List<JsonNode> given, Source source, InstantSource clock) {
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode record : given) {
      records.add(SourceRecord.complete(record, records.size() + 1, source, clock));
    }
    return new SourceBatch(form, records, given);
  }

  /** {@return the batch on the wire} */
  public Payload payload() {
    return Payload.of(records);
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return null; // not JSON, so it is the text of a message
    }
  }

  /**
   * {@return whether a value counts as a record: an object with a {@code messageId}, or with a
   * {@code body} and only fields of a record}
   *
   * @param json any value
   */
  public static boolean isRecord(JsonNode json) {
    return json.has("messageId")
        || json.has("body")
            && StreamSupport.stream(((Iterable<String>) json::fieldNames).spliterator(), false)
                .allMatch(SourceRecord.FIELDS::contains);
  }
}
