package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.amazonaws.services.lambda.runtime.tests.annotations.Events;
import com.amazonaws.services.lambda.runtime.tests.annotations.HandlerParams;
import com.amazonaws.services.lambda.runtime.tests.annotations.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as JSON, as our type, and as AWS's own, there and back. */
class SqsRecordTest {
  private static final String STANDARD = "events/sqs-standard.json";
  private static final String ATTRIBUTES = "events/sqs-attributes.json";
  private static final String FIFO = "events/sqs-fifo.json";

  private static JsonNode records(String file) {
    try (InputStream in = SqsRecordTest.class.getClassLoader().getResourceAsStream(file)) {
      return Json.parse(in.readAllBytes()).path("Records");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SqsRecord> read(String file) {
    return SqsEvents.list(records(file)).stream().map(SqsRecord::of).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {STANDARD, ATTRIBUTES, FIFO})
  void writesTheJsonThatItRead(String file) {
    JsonNode records = records(file);
    assertThat(records).isNotEmpty();
    for (JsonNode record : records) {
      JsonNode written = SqsRecord.of(record).json();
      assertThat(written).isEqualTo(record);
      assertThat(SqsRecord.of(written)).isEqualTo(SqsRecord.of(record));
    }
  }

  @ParameterizedTest
  @CsvSource({STANDARD + ", 1", ATTRIBUTES + ", 1", FIFO + ", 2"})
  void goesToAnSqsMessageAndBack(String file, int size) {
    List<SqsRecord> records = read(file);
    assertThat(records).hasSize(size);
    for (SqsRecord record : records) {
      assertThat(SqsMessages.record(SqsMessages.of(record))).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {STANDARD, ATTRIBUTES, FIFO})
  void isWhatAwsReadsOfTheSameEvent(String file) {
    List<SQSMessage> messages = EventLoader.loadSQSEvent(file).getRecords();
    List<SqsRecord> records = read(file);
    assertThat(messages).hasSameSizeAs(records);
    for (int place = 0; place < records.size(); place++) {
      assertThat(SqsMessages.record(messages.get(place))).isEqualTo(records.get(place));
      assertThat(messages.get(place).getEventSourceArn())
          .isEqualTo(records.get(place).eventSourceARN())
          .startsWith("arn:aws");
    }
  }

  @ParameterizedTest
  @Event(value = ATTRIBUTES, type = SQSEvent.class)
  void keepsAttributesOfEachKind(SQSEvent event) {
    SQSMessage message = event.getRecords().getFirst();
    SqsRecord record = SqsMessages.record(message);
    MessageAttribute signature = record.messageAttribute("signature").orElseThrow();
    assertThat(signature.bytes()).hasValue(new byte[] {0, -1, 16, 127, -128});
    assertThat(signature.stringValue()).isNull();
    assertThat(record.messageAttribute("attempt"))
        .hasValue(MessageAttribute.of("Number.decimal", "12345678901234567890.50"));
    assertThat(record.messageAttribute("lists").orElseThrow().stringListValues())
        .containsExactly("a", "", "é");
    assertThat(aws(message, "signature").getBinaryValue())
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, -1, 16, 127, -128}));
    assertThat(aws(SqsMessages.of(record), "lists").getBinaryListValues())
        .containsExactly(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[0]));
  }

  private static SQSEvent.MessageAttribute aws(SQSMessage message, String name) {
    return Objects.requireNonNull(message.getMessageAttributes().get(name));
  }

  @ParameterizedTest
  @Events(
      events = {@Event(STANDARD), @Event(ATTRIBUTES), @Event(FIFO)},
      type = SQSEvent.class)
  void hasEveryFieldOfEachMessage(SQSEvent event) {
    for (SQSMessage message : event.getRecords()) {
      SqsRecord record = SqsMessages.record(message);
      assertThat(record.messageId()).isEqualTo(message.getMessageId()).isNotEmpty();
      assertThat(record.receiptHandle()).isEqualTo(message.getReceiptHandle()).isNotEmpty();
      assertThat(record.body()).isEqualTo(message.getBody()).isNotEmpty();
      assertThat(record.attributes()).isEqualTo(message.getAttributes()).isNotEmpty();
      assertThat(record.messageAttributes()).hasSameSizeAs(message.getMessageAttributes());
      assertThat(record.md5OfBody()).isEqualTo(message.getMd5OfBody()).isNotEmpty();
      assertThat(record.md5OfMessageAttributes()).isEqualTo(message.getMd5OfMessageAttributes());
      assertThat(record.eventSource()).isEqualTo("aws:sqs");
      assertThat(record.awsRegion()).isEqualTo(message.getAwsRegion()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @HandlerParams(
      event = @Event(value = STANDARD, type = SQSEvent.class),
      response = @Response(value = "events/order-answer.json", type = Object.class))
  void isAtHandInAnEnricher(SQSEvent event, Object answer) throws IOException {
    record Order(String orderId) {}
    record Known(String orderId, String messageId, int receives) {}
    EnrichmentHandler handler =
        new EnrichmentHandler(
            TypedEnrichers.each(
                Order.class,
                order -> {
                  SqsRecord record = order.record().orElseThrow();
                  return order.emit(
                      new Known(order.value().orderId(), record.messageId(), record.receives()));
                }));
    JsonNode batch =
        Json.array()
            .addAll(
                event.getRecords().stream().map(SqsMessages::record).map(SqsRecord::json).toList());
    assertThat(SqsEvents.answer(handler, Json.text(batch)))
        .isEqualTo(
            "[{\"orderId\":\"O-1\",\"total\":12.50,\"note\":\"for O'Hara 🌿\",\"messageId\":"
                + "\"5f0c6f2e-7a53-4d0e-9b0c-6b7f1f7d2a01\",\"receives\":2}]");
    assertThat(answer).asString().contains("5f0c6f2e-7a53-4d0e-9b0c-6b7f1f7d2a01");
  }

  @Test
  void takesARecordAsAFixtureLeavesItOut() throws JsonProcessingException {
    SqsRecord record = SqsRecord.of(Json.parse("{\"messageId\":\"m\",\"body\":\"b\",\"new\":1}"));
    assertThat(record)
        .isEqualTo(new SqsRecord("m", "", "b", Map.of(), Map.of(), null, "", "", "", ""));
    assertThat(record.receives()).isZero();
    assertThat(record.attribute("SenderId")).isEmpty();
    assertThat(SqsMessages.record(new SQSMessage()).messageAttributes()).isEmpty();
  }

  @Test
  void refusesWhatIsNoRecord() {
    assertThatThrownBy(() -> SqsRecord.of(Json.parse("[1]")))
        .isInstanceOf(Fault.class)
        .hasMessage("a record: is an array, not an SQS message as Pipes passes it on");
    assertThatThrownBy(() -> SqsRecord.of(Json.parse("{\"attributes\": \"SECRET\"}")))
        .hasMessage("a record: is an object, not an SQS message as Pipes passes it on");
  }
}
