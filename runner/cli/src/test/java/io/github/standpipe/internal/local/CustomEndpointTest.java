package io.github.standpipe.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishers on a custom event bus, in JSON. */
@Timeout(600)
class CustomEndpointTest {
  private static final String DEPOT =
      """
      Depot:
        Type: AWS::EventsV2::EventBus
        Properties: {Name: depot}
      Reader:
        Type: AWS::EventsV2::Subscriber
        Properties:
          Name: reader
          EventBusArn: !Ref Depot
          Type: UNORDERED
          State: RUNNING
          FilterConfiguration:
            Filters: [{Scope: SYSTEM_METADATA, Pattern: '{"ContentType": [{"anything-but": "application/x"}]}'}]
          InvokeConfiguration:
            TargetArn: INBOX
            RoleArn: arn:aws:iam::123456789012:role/delivery
      """;

  private static String bus(EndpointBench bench) {
    return bench.endpoint.customBuses().getFirst();
  }

  private static String call(EndpointBench bench, String more) {
    return "{\"EventBusArn\": \"" + bus(bench) + "\", " + more + "}";
  }

  private static String raw(String data, String type, String more) {
    return "{\"Data\": "
        + data
        + ", \"SystemMetadata\": {\"ContentType\": \""
        + type
        + "\""
        + more
        + "}}";
  }

  @Test
  void publishesEnvelopesAndRawPayloads() throws Exception {
    try (EndpointBench bench = new EndpointBench("", DEPOT)) {
      HttpResponse<String> enveloped =
          bench.custom(
              "PutEvents",
              call(
                  bench,
                  "\"Entries\": [{\"Source\": \"s\", \"DetailType\": \"t\", \"Detail\":"
                      + " \"{\\\"a\\\": 1}\"}]"));
      HttpResponse<String> raw =
          bench.custom(
              "PutRawEvents",
              call(
                  bench,
                  "\"Entries\": ["
                      + raw("{\"a\": 1}", "application/json", "")
                      + ", "
                      + raw("{}", "application/x", "")
                      + ", "
                      + raw("\"{\"", "application/avro", "")
                      + "]"));

      JsonNode first = Bench.json(enveloped.body());
      assertThat(first.path("FailedEntryCount").asInt()).isZero();
      assertThat(first.at("/Entries/0/SuccessCode").asText()).isEqualTo("PUBLISHED");
      assertThat(first.at("/Entries/0/SequenceNumber").asText()).isEqualTo("1");
      JsonNode second = Bench.json(raw.body());
      assertThat(second.path("FailedEntryCount").asInt()).isEqualTo(1);
      assertThat(second.at("/Entries/0/SequenceNumber").asText()).isEqualTo("2");
      assertThat(second.at("/Entries/2/ErrorCode").asText()).isEqualTo("VALIDATION_ERROR");
      assertThat(bench.endpoint.tally().fates())
          .isEqualTo(Map.of(EventFate.DELIVERED, 2, EventFate.UNMATCHED, 1, EventFate.REFUSED, 1));
      assertThat(bench.queue.receive(10, OptionalInt.empty(), 0))
          .anyMatch(message -> message.body().equals("{\"a\":1}"))
          .anyMatch(message -> message.body().contains("\"detail\":{\"a\":1}"));
      bench.run.drain();
    }
  }

  @Test
  void aRepeatIsDeduplicatedAlsoInALaterCall() throws Exception {
    try (EndpointBench bench = new EndpointBench("", DEPOT)) {
      String call =
          call(
              bench,
              "\"Entries\": ["
                  + raw("1", "application/json", ", \"DeduplicationId\": \"d\"")
                  + "]");
      String byContent =
          call(
              bench,
              "\"DeduplicationConfiguration\": {\"DeduplicationType\": \"CONTENT_BASED\"},"
                  + " \"Entries\": ["
                  + raw("2", "application/json", "")
                  + "]");
      for (String one : new String[] {call, byContent}) {
        JsonNode first = Bench.json(bench.custom("PutRawEvents", one).body());
        JsonNode second = Bench.json(bench.custom("PutRawEvents", one).body());
        assertThat(first.at("/Entries/0/SuccessCode").asText()).isEqualTo("PUBLISHED");
        assertThat(second.at("/Entries/0/SuccessCode").asText()).isEqualTo("DEDUPLICATED");
      }
      assertThat(bench.endpoint.tally().fates())
          .isEqualTo(Map.of(EventFate.DELIVERED, 2, EventFate.DEDUPLICATED, 2));
      assertThat(bench.endpoint.tally().accounted()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PutEvents|{}|400|InvalidInputException|EventBusArn is missing; send the ARN of a bus",
        "PutEvents|{\"EventBusArn\": \"arn:x\"}|404|ResourceNotFoundException|The bus is not in the"
            + " template, which has BUS",
        "PutEvents|{\"EventBusArn\": \"BUS\"}|400|InvalidInputException|the call has 0 entries;"
            + " send 1 to 100",
        "PutRawEvents|{\"EventBusArn\": \"BUS\", \"Entries\": [{\"Data\": 1}]}|400|"
            + "InvalidInputException|entry 1: SystemMetadata.ContentType is ''; write"
            + " application/json",
        "PutRawEvents|{\"EventBusArn\": \"BUS\", \"Entries\": [{\"Metadata\": 1}]}|400|"
            + "SerializationException|entry 1: Metadata is a number; send an object",
        "CreateEventBus|{}|400|UnknownOperationException|standpipe run answers PutEvents and"
            + " PutRawEvents of custom event buses"
      })
  void refusesACall(String operation, String body, int status, String code, String message)
      throws Exception {
    try (EndpointBench bench = new EndpointBench("", DEPOT)) {
      HttpResponse<String> answer = bench.custom(operation, body.replace("BUS", bus(bench)));

      assertThat(Bench.json(answer.body()).path("message").asText())
          .isEqualTo(message.replace("BUS", bus(bench)));
      assertThat(Bench.json(answer.body()).path("__type").asText()).isEqualTo(code);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(bench.endpoint.tally().accounted()).isTrue();
    }
  }

  @Test
  void doesNotTakeCbor() throws Exception {
    try (EndpointBench bench = new EndpointBench("", DEPOT)) {
      HttpResponse<String> answer =
          bench.post("/service/AWSEventsV2/operation/PutEvents", "application/cbor", "\u00a0");

      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(bench.diary.problems)
          .containsExactly(
              "a call for events was refused: Content-Type is not application/json, the only type"
                  + " that standpipe run supports here");
    }
  }
}
