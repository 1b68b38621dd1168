package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.CustomEvent;
import io.github.standpipe.internal.bus.CustomPublish;
import io.github.standpipe.internal.bus.CustomPublish.CustomEntryAnswer;
import io.github.standpipe.json.Json;

/**
 * The calls that publish on custom event buses. The paths are those of the service; the bodies are
 * JSON, although the service itself uses CBOR.
 */
record CustomCalls(EventFlow flow) {
  static final String PREFIX = "/service/AWSEventsV2/operation/";

  /**
   * Answers a call.
   *
   * @throws CallException for a call that is rejected as a whole
   */
  EndpointAnswer answer(EndpointRequest request) throws CallException {
    String operation = request.path().substring(PREFIX.length());
    if (!operation.equals("PutEvents") && !operation.equals("PutRawEvents")) {
      throw CallException.unknownOperation(
          "standpipe run answers PutEvents and PutRawEvents of custom event buses");
    }
    if (!request.contentType().startsWith("application/json")) {
      throw new CallException(
          415,
          "UnsupportedMediaTypeException",
          "Content-Type is not application/json, the only type that standpipe run supports here");
    }
    return answer(request.json(), operation.equals("PutRawEvents"));
  }

  private EndpointAnswer answer(JsonNode json, boolean raw) throws CallException {
    String bus = json.path("EventBusArn").asText();
    if (bus.isEmpty()) {
      throw new CallException(
          400, "InvalidInputException", "EventBusArn is missing; send the ARN of a bus");
    }
    if (!flow.feeders().customBuses().contains(bus)) {
      throw new CallException(
          404,
          "ResourceNotFoundException",
          "The bus is not in the template, which has "
              + String.join(", ", flow.feeders().customBuses()));
    }
    boolean contentBased =
        json.at("/DeduplicationConfiguration/DeduplicationType").asText().equals("CONTENT_BASED");
    CustomCall call = new CustomCall(bus, raw, contentBased, EntryShape.entries(json, false));
    return switch (flow.publish(call)) {
      case CustomPublish.RefusedCall(String code, String message) ->
          EndpointAnswer.refusal(400, code, message);
      case CustomPublish.AnsweredCall answered -> answer(answered);
    };
  }

  private static EndpointAnswer answer(CustomPublish.AnsweredCall answered) {
    long failed =
        answered.entries().stream().filter(CustomPublish.FailedEntry.class::isInstance).count();
    ObjectNode json = Json.object();
    ArrayNode entries = json.putArray("Entries");
    answered.entries().forEach(entry -> entries.add(json(entry)));
    return EndpointAnswer.of(json.put("FailedEntryCount", failed));
  }

  private static ObjectNode json(CustomEntryAnswer entry) {
    return switch (entry) {
      case CustomPublish.PublishedEntry(CustomEvent event) ->
          Json.object()
              .put("EventId", event.id())
              .put("SequenceNumber", event.systemMetadata().path("aws:SequenceNumber").asText())
              .put("SuccessCode", "PUBLISHED");
      case CustomPublish.DuplicateEntry() -> Json.object().put("SuccessCode", "DEDUPLICATED");
      case CustomPublish.FailedEntry(String code, String message) ->
          Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    };
  }
}
