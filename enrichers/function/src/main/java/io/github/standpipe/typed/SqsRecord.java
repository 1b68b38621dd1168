package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An SQS message as Pipes and Lambda's event source mapping pass it on: a JSON object with a field
 * for each component, under its name. {@code md5OfMessageAttributes} is null if there are no
 * attributes, and what a fixture leaves out is empty.
 *
 * @param messageId the id that SQS gave the message
 * @param receiptHandle what DeleteMessage needs
 * @param body the message as it was sent
 * @param attributes SQS's attributes of the message, all strings: {@code ApproximateReceiveCount},
 *     {@code SentTimestamp} in milliseconds, {@code MessageGroupId} on a FIFO queue, ...
 * @param messageAttributes the sender's attributes, by name
 * @param md5OfMessageAttributes the digest of the attributes in hexadecimal; null if there are none
 * @param md5OfBody the digest of the body in hexadecimal
 * @param eventSource {@code aws:sqs}
 * @param eventSourceARN the ARN of the queue
 * @param awsRegion the region of the queue
 */
@JsonInclude(Include.NON_NULL)
public record SqsRecord(
    String messageId,
    String receiptHandle,
    String body,
    Map<String, String> attributes,
    Map<String, MessageAttribute> messageAttributes,
    @JsonInclude(Include.ALWAYS) @Nullable String md5OfMessageAttributes,
    String md5OfBody,
    String eventSource,
    String eventSourceARN,
    String awsRegion) {

  /** Reads missing members as empty ones, except the digest of the attributes. */
  @SuppressWarnings("NullAway") // Jackson passes null for missing members
  public SqsRecord {
    messageId = Objects.requireNonNullElse(messageId, "");
    receiptHandle = Objects.requireNonNullElse(receiptHandle, "");
    body = Objects.requireNonNullElse(body, "");
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    messageAttributes = messageAttributes == null ? Map.of() : Map.copyOf(messageAttributes);
    md5OfBody = Objects.requireNonNullElse(md5OfBody, "");
    eventSource = Objects.requireNonNullElse(eventSource, "");
    eventSourceARN = Objects.requireNonNullElse(eventSourceARN, "");
    awsRegion = Objects.requireNonNullElse(awsRegion, "");
  }

  /**
   * Reads a record from a JSON object.
   *
   * @param json {@code {"messageId": "...", "body": "...", "attributes": {...}, ...}}
   * @return the record
   * @throws Fault for JSON that is not a record
   */
  public static SqsRecord of(JsonNode json) {
    try {
      return Binding.read(json, SqsRecord.class);
    } catch (JsonProcessingException e) {
      throw new Fault(
          "a record", "is " + Json.kind(json) + ", not an SQS message as Pipes passes it on");
    }
  }

  /** {@return the record as a JSON object with a field for each component} */
  public JsonNode json() {
    return Binding.json(this);
  }

  /** {@return how often the message was received, this time included; 0 if that is not known} */
  public int receives() {
    String count = attribute("ApproximateReceiveCount").orElse("");
    return count.matches("\\d{1,9}") ? Integer.parseInt(count) : 0;
  }

  /**
   * {@return one of {@link #attributes}; empty if there is none of that name}
   *
   * @param name such as {@code ApproximateReceiveCount}
   */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /**
   * {@return one of {@link #messageAttributes}; empty if there is none of that name}
   *
   * @param name the name that the sender gave it
   */
  public Optional<MessageAttribute> messageAttribute(String name) {
    return Optional.ofNullable(messageAttributes.get(name));
  }
}
