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

  /**
   * {@return a message whose body is an event}
   *
   * @param event any JSON, which becomes compact text
   * @throws Fault for JSON that is nested too deeply to be read again
   */
  public static TestMessage of(JsonNode event) {
    return ofBody(Json.text(event));
  }

  /**
   * {@return a message whose body is an event}
   *
   * @param event JSON, which becomes compact text
   * @throws Fault for a text that is not JSON; {@link #ofBody} takes any
   */
  public static TestMessage of(String event) {
    return of(GivenJson.parse("the event", event));
  }

  /**
   * {@return a message with any text as its body}
   *
   * @param text the body, JSON or not
   */
  public static TestMessage ofBody(String text) {
    return new TestMessage(Json.object().put("body", text), true);
  }

  /**
   * {@return a message from the parts of an SQS record}
   *
   * @param record an object with at least a {@code body}; see docs/fixtures.md
   */
  public static TestMessage ofRecord(JsonNode record) {
    return new TestMessage(record.deepCopy(), true);
  }

  /**
   * {@return an item that the input template of an enrichment rendered; it has no record behind it}
   *
   * @param item any JSON
   */
  public static TestMessage rendered(JsonNode item) {
    return new TestMessage(item, false);
  }

  /**
   * {@return the same message with a message id}
   *
   * @param messageId the id; the default counts the messages of the batch
   * @throws IllegalStateException for a rendered item
   */
  public TestMessage id(String messageId) {
    return with("/", "messageId", messageId);
  }

  /**
   * {@return the same message with a receive count}
   *
   * @param count how many times SQS has handed it out, this time included; the default is 1
   * @throws IllegalStateException for a rendered item
   */
  public TestMessage receives(int count) {
    return attribute("ApproximateReceiveCount", Integer.toString(count));
  }

  /**
   * {@return the same message in a message group of a FIFO queue}
   *
   * @param messageGroupId the id of the group
   * @throws IllegalStateException for a rendered item
   */
  public TestMessage group(String messageGroupId) {
    return attribute("MessageGroupId", messageGroupId);
  }

  /**
   * {@return the same message with an attribute that SQS sets}
   *
   * @param name such as {@code SentTimestamp}
   * @param value its value; times are milliseconds since 1970
   * @throws IllegalStateException for a rendered item
   */
  public TestMessage attribute(String name, String value) {
    return with("/attributes", name, value);
  }

  /**
   * {@return the same message with an attribute that the sender sets}
   *
   * @param name the name of the attribute
   * @param value its value, of type {@code String}
   * @throws IllegalStateException for a rendered item
   */
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
