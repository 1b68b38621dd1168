package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.PutEvents;
import io.github.standpipe.json.Json;

/**
 * The calls of EventBridge's API that a run answers, in AWS JSON 1.1: a POST whose {@code
 * X-Amz-Target} is {@code AWSEvents.PutEvents} and the like. Signatures are not checked.
 */
record ClassicCalls(EventFlow flow, ArchiveCalls archives) {
  private static final String PREFIX = "AWSEvents.";

  /**
   * Answers a call.
   *
   * @throws CallException for a call that is rejected as a whole
   */
  EndpointAnswer answer(EndpointRequest request) throws CallException {
    if (!request.target().startsWith(PREFIX)) {
      throw CallException.unknownOperation(
          "X-Amz-Target is not an operation of EventBridge; send AWSEvents.PutEvents");
    }
    JsonNode call = request.json();
    String operation = request.target().substring(PREFIX.length());
    return switch (operation) {
      case "PutEvents" -> putEvents(call);
      case "DescribeArchive" -> archives.describe(call);
      case "StartReplay" -> archives.startReplay(call);
      case "DescribeReplay" -> archives.describeReplay(call);
      default ->
          throw CallException.unknownOperation(
              "standpipe run answers PutEvents, DescribeArchive, StartReplay and DescribeReplay");
    };
  }

  private EndpointAnswer putEvents(JsonNode call) throws CallException {
    return switch (flow.putEvents(EntryShape.entries(call, true))) {
      case PutEvents.RequestRefusal(String code, String message) ->
          EndpointAnswer.refusal(400, code, message);
      case PutEvents.EntryAnswers answered -> {
        ObjectNode json = Json.object().put("FailedEntryCount", answered.failedEntryCount());
        ArrayNode entries = json.putArray("Entries");
        answered.entries().forEach(entry -> entries.add(json(entry)));
        yield EndpointAnswer.of(json);
      }
    };
  }

  private static ObjectNode json(PutEvents.EntryAnswer entry) {
    return switch (entry) {
      case PutEvents.TakenEntry taken -> Json.object().put("EventId", taken.event().id());
      case PutEvents.RefusedEntry(String code, String message) ->
          Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    };
  }
}
