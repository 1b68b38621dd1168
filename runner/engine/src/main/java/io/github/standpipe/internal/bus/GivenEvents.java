package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events sent to the feeders of a template, as a user writes them: one of these, or an array of
 * them. Buses, topics, buckets and schedules are identified by name, ARN or logical id; a payload
 * may be JSON instead of a string.
 *
 * <pre>{@code
 * {"EventBusName": "...", "Source": "...", "DetailType": "...", "Detail": {}, "ReplayName": "..."}
 * {"EventBusName": "...", "Event": {"source": "...", "detail-type": "...", "detail": {}}}
 * {"EventBusArn": "...", "Source": "...", "DetailType": "...", "Detail": {}}
 * {"EventBusArn": "...", "Data": {}, "SystemMetadata": {"ContentType": "application/json"}}
 * {"TopicArn": "...", "Message": "..."}
 * {"Bucket": "...", "Event": "ObjectCreated:Put", "Key": "...", "Size": 1, "VersionId": "..."}
 * {"Schedule": "..."}
 * }</pre>
 */
public record GivenEvents(List<JsonNode> entries) {
  private static final String TEST_EVENT = "s3:TestEvent";

  public GivenEvents {
    entries = List.copyOf(entries);
  }

  /**
   * Reads them.
   *
   * @throws Fault for anything else
   */
  public static GivenEvents read(JsonNode json) {
    List<JsonNode> entries = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(entries::add);
    } else {
      entries.add(json);
    }
    for (int i = 0; i < entries.size(); i++) {
      if (kind(entries.get(i)).isEmpty()) {
        throw new Fault(
            "entry "
                + (i + 1)
                + " is not an event that a feeder accepts; write one with Detail, Event, Data,"
                + " Message, Key or Schedule");
      }
    }
    if (entries.isEmpty()) {
      throw new Fault("holds an empty array; give at least one event");
    }
    return new GivenEvents(entries);
  }

  private enum EntryKind {
    ENTRY,
    ENVELOPE,
    RAW_ENTRY,
    PUBLICATION,
    CHANGE,
    SCHEDULE
  }

  private static Optional<EntryKind> kind(JsonNode entry) {
    if (GivenEnvelope.is(entry)) {
      return Optional.of(EntryKind.ENVELOPE);
    }
    return entry.has("Data")
        ? Optional.of(EntryKind.RAW_ENTRY)
        : entry.has("Source") || entry.has("DetailType") || entry.has("Detail")
            ? Optional.of(EntryKind.ENTRY)
            : entry.has("Message")
                ? Optional.of(EntryKind.PUBLICATION)
                : entry.has("Bucket")
                    ? Optional.of(EntryKind.CHANGE)
                    : entry.has("Schedule") ? Optional.of(EntryKind.SCHEDULE) : Optional.empty();
  }

  /**
   * Sends each event to its feeder.
   *
   * @return a trace for each, in their order
   * @throws Fault for one whose feeder is not in the template
   */
  public List<BusTrace> run(Feeders feeders, Surroundings around) {
    List<BusTrace> traces = new ArrayList<>();
    for (JsonNode entry : entries) {
      try {
        traces.add(trace(entry, feeders, around));
      } catch (Fault e) {
        throw e.at("entry " + (traces.size() + 1));
      }
    }
    return traces;
  }

  private static BusTrace trace(JsonNode entry, Feeders feeders, Surroundings around) {
    return switch (kind(entry).orElseThrow()) {
      case ENTRY ->
          entry.has("EventBusArn")
              ? custom(entry, feeders, around, true)
              : classic(entry, feeders, around);
      case ENVELOPE -> new GivenEnvelope(entry).trace(feeders, around);
      case RAW_ENTRY -> custom(entry, feeders, around, false);
      case PUBLICATION ->
          feeders.publish(
              feeders.resolve(entry.path("TopicArn").asText()), Publication.read(entry), around);
      case CHANGE -> change(entry, feeders, around);
      case SCHEDULE -> feeders.fire(entry.path("Schedule").asText(), around);
    };
  }

  private static BusTrace classic(JsonNode given, Feeders feeders, Surroundings around) {
    ObjectNode entry = given.deepCopy();
    JsonNode detail = given.path("Detail");
    if (detail.isContainerNode()) {
      entry.put("Detail", Json.text(detail));
    }
    PutEvents.Answer answer = feeders.putEvents(around).answer(List.of(entry));
    if (!(answer instanceof PutEvents.EntryAnswers answered)) {
      PutEvents.RequestRefusal refused = (PutEvents.RequestRefusal) answer;
      return refusal(refused.code(), refused.message());
    }
    return switch (answered.entries().getFirst()) {
      case PutEvents.RefusedEntry(String code, String message) -> refusal(code, message);
      case PutEvents.TakenEntry(String bus, ClassicEvent event) ->
          feeders
              .put(
                  feeders.resolve(bus),
                  given.has("ReplayName")
                      ? event.replayed(given.get("ReplayName").asText())
                      : event,
                  around)
              .warnedOf(answered.warnings());
    };
  }

  private static BusTrace refusal(String code, String message) {
    return new BusTrace("PutEvents returns " + code + ": " + message, List.of());
  }

  private static BusTrace custom(
      JsonNode given, Feeders feeders, Surroundings around, boolean wraps) {
    String bus = feeders.resolve(given.path("EventBusArn").asText());
    CustomPublish publish = new CustomPublish(around, false, bus);
    List<JsonNode> entries = List.of(((ObjectNode) given.deepCopy()).without("EventBusArn"));
    CustomPublish.CustomAnswer answer =
        wraps ? publish.putEvents(entries) : publish.putRawEvents(entries);
    return switch (answer) {
      case CustomPublish.RefusedCall(String code, String message) -> refusal(code, message);
      case CustomPublish.AnsweredCall call ->
          switch (call.entries().getFirst()) {
            case CustomPublish.DuplicateEntry() ->
                new BusTrace("PutEvents returns DEDUPLICATED", List.of());
            case CustomPublish.FailedEntry(String code, String message) -> refusal(code, message);
            case CustomPublish.PublishedEntry(CustomEvent event) ->
                feeders.put(bus, event, around).warnedOf(call.warnings());
          };
    };
  }

  private static BusTrace change(JsonNode entry, Feeders feeders, Surroundings around) {
    String bucket = feeders.resolve(entry.path("Bucket").asText());
    String event = entry.path("Event").asText("ObjectCreated:Put");
    return event.equals(TEST_EVENT)
        ? feeders.configured(bucket, around)
        : feeders.change(
            new ObjectChange(
                bucket,
                event.replaceFirst("^s3:", ""),
                entry.path("Key").asText(),
                entry.path("Size").asLong(),
                entry.has("VersionId")
                    ? Optional.of(entry.get("VersionId").asText())
                    : Optional.empty()),
            around);
  }
}
