package io.github.standpipe.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.SourceRecord;
import java.time.InstantSource;

/**
 * One message of a batch. Missing parts are filled in as in a fixture: the id from its position in
 * the batch, the digests from the body, the times from the clock.
 *
 * <pre>{@code
 * TestMessage.of(event).id("m1").receives(3).group("parcel-1")
 * }</pre>
 *
 * @param item the given parts of the record, or the rendered item
 * @param isRecord whether it is a record rather than an item that an input template rendered
 */
public record TestMessage(JsonNode item, boolean isRecord) {

  /** A message whose body is an event. */
  public static TestMessage of(JsonNode event) {
    return ofBody(Json.text(event));
  }

  /**
   * A message whose body is an event.
   *
   * @param event JSON
   * @throws Fault for a text that is not JSON; {@link #ofBody} takes any
   */
  public static TestMessage of(String event) {
    return of(GivenJson.parse("the event", event));
  }

  /** A message with any text as its body, JSON or not. */
  public static TestMessage ofBody(String text) {
    return new TestMessage(Json.object().put("body", text), true);
  }

  /** A record with at least a body; see docs/fixtures.md. */
  public static TestMessage ofRecord(JsonNode record) {
    return new TestMessage(record.deepCopy(), true);
  }

  /** An item that the input template of an enrichment rendered: it has no record behind it. */
  public static TestMessage rendered(JsonNode item) {
    return new TestMessage(item, false);
  }

  /** The same, with a message id. */
  public TestMessage id(String messageId) {
    return with("/", "messageId", messageId);
  }

  /** The same, with a receive count; the default is 1. */
  public TestMessage receives(int count) {
    return attribute("ApproximateReceiveCount", Integer.toString(count));
  }

  /** The same, in a message group of a FIFO queue. */
  public TestMessage group(String messageGroupId) {
    return attribute("MessageGroupId", messageGroupId);
  }

  /** The same, with an attribute that SQS sets, such as {@code SentTimestamp}. */
  public TestMessage attribute(String name, String value) {
    return with("/attributes", name, value);
  }

  /** The same, with an attribute of type String that the sender sets. */
  public TestMessage messageAttribute(String name, String value) {
    ObjectNode attribute = Json.object().put("stringValue", value).put("dataType", "String");
    TestMessage copy = ofRecord(requireRecord());
    ((ObjectNode) copy.item).withObject("/messageAttributes").set(name, attribute);
    return copy;
  }

  private TestMessage with(String object, String name, String value) {
    TestMessage copy = ofRecord(requireRecord());
    ObjectNode record = (ObjectNode) copy.item;
    (object.equals("/") ? record : record.withObject(object)).put(name, value);
    return copy;
  }

  private JsonNode requireRecord() {
    if (!isRecord || !item.isObject()) {
      throw new IllegalStateException(
          "a rendered item has no record, and so no id and no attributes; give a message");
    }
    return item;
  }

  /** The item of the request. */
  JsonNode complete(int place, Source source, InstantSource clock) {
    return isRecord ? SourceRecord.complete(item, place, source, clock) : item;
  }
}
