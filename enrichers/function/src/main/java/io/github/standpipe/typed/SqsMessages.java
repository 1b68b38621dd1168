package io.github.standpipe.typed;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts records to the {@code SQSMessage} of aws-lambda-java-events, for code that expects one.
 * A project that uses this class must depend on that library itself; nothing else here needs it.
 *
 * <p>Jackson by itself reads a record's {@code eventSourceARN} into an {@code SQSMessage} only if
 * it is configured to, since the class has {@code eventSourceArn}; this sets every field.
 */
public final class SqsMessages {
  private SqsMessages() {}

  /**
   * {@return a record as a message of aws-lambda-java-events}
   *
   * @param record the record; its binary attributes are decoded
   */
  public static SQSEvent.SQSMessage of(SqsRecord record) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId(record.messageId());
    message.setReceiptHandle(record.receiptHandle());
    message.setBody(record.body());
    message.setAttributes(new HashMap<>(record.attributes()));
    Map<String, SQSEvent.MessageAttribute> attributes = new HashMap<>();
    record.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
    message.setMessageAttributes(attributes);
    message.setMd5OfMessageAttributes(record.md5OfMessageAttributes());
    message.setMd5OfBody(record.md5OfBody());
    message.setEventSource(record.eventSource());
    message.setEventSourceArn(record.eventSourceARN());
    message.setAwsRegion(record.awsRegion());
    return message;
  }

  /**
   * {@return a message of aws-lambda-java-events as a record; missing members of the message are
   * empty}
   *
   * @param message the message, which is left unchanged
   */
  public static SqsRecord record(SQSEvent.SQSMessage message) {
    Map<String, MessageAttribute> attributes = new HashMap<>();
    Map<String, SQSEvent.MessageAttribute> given = message.getMessageAttributes();
    if (given != null) {
      given.forEach((name, value) -> attributes.put(name, attribute(value)));
    }
    return new SqsRecord(
        message.getMessageId(),
        message.getReceiptHandle(),
        message.getBody(),
        message.getAttributes(),
        attributes,
        message.getMd5OfMessageAttributes(),
        message.getMd5OfBody(),
        message.getEventSource(),
        message.getEventSourceArn(),
        message.getAwsRegion());
  }

  private static SQSEvent.MessageAttribute attribute(MessageAttribute given) {
    SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
    attribute.setStringValue(given.stringValue());
    attribute.setBinaryValue(bytes(given.binaryValue()));
    attribute.setStringListValues(given.stringListValues());
    attribute.setBinaryListValues(
        given.binaryListValues().stream().map(SqsMessages::decoded).toList());
    attribute.setDataType(given.dataType());
    return attribute;
  }

  private static MessageAttribute attribute(SQSEvent.MessageAttribute given) {
    List<ByteBuffer> binary = given.getBinaryListValues();
    return new MessageAttribute(
        given.getStringValue(),
        given.getBinaryValue() == null ? null : encoded(given.getBinaryValue()),
        given.getStringListValues(),
        binary == null ? List.of() : binary.stream().map(SqsMessages::encoded).toList(),
        given.getDataType());
  }

  private static @Nullable ByteBuffer bytes(@Nullable String base64) {
    return base64 == null ? null : decoded(base64);
  }

  private static ByteBuffer decoded(String base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
  }

  /** Reads a buffer to its end and leaves it unchanged. */
  private static String encoded(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
