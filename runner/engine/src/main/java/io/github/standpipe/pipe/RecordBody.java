package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;

/** A record's body as Pipes reads it: JSON if it parses as JSON, otherwise text. */
sealed interface RecordBody {

  /** The body as a value: the parsed JSON, or the text itself. */
  JsonNode value();

  record JsonBody(JsonNode value, boolean repeatsKeys) implements RecordBody {}

  record TextBody(JsonNode value) implements RecordBody {}

  /**
   * Reads the body of a record.
   *
   * @throws Fault for a body that nests deeper, or has longer numbers or names, than this reader
   *     supports; how AWS treats it is unsettled (rule {@code filter-body-too-large})
   */
  static RecordBody of(JsonNode record) {
    String text = record.path("body").asText();
    try {
      return new JsonBody(Json.parseStrictly(text), false);
    } catch (StreamConstraintsException e) {
      throw unreadable(record, Json.reason(e));
    } catch (JsonProcessingException e) {
      return repeatingKeysOrText(record, text);
    }
  }

  private static RecordBody repeatingKeysOrText(JsonNode record, String text) {
    try {
      return new JsonBody(Json.parse(text), true);
    } catch (StreamConstraintsException e) {
      throw unreadable(record, Json.reason(e));
    } catch (JsonProcessingException e) {
      return new TextBody(TextNode.valueOf(text));
    }
  }

  static Fault unreadable(JsonNode record, String reason) {
    return new Fault(
        "record " + record.path("messageId").asText(),
        "its body cannot be read: " + reason + ", and how AWS reads such JSON is unsettled");
  }
}
