package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requests and responses of PutEvents and PutRawEvents on a custom event bus (rules {@code
 * custom-put-events} and {@code custom-put-raw-events}).
 *
 * <pre>{@code
 * [{"Source": "...", "DetailType": "...", "Detail": "{...}", "Resources": [], "Time": "...",
 *   "SystemMetadata": {"EventGroupId": "...", "DeduplicationId": "..."}}]
 * [{"Data": {...}, "Metadata": {"k": "v"}, "SystemMetadata": {"ContentType": "application/json"}}]
 * }</pre>
 *
 * <p>{@code Data} is JSON, or the text of a payload; bytes are in Base64.
 */
public final class CustomPublish {
  private static final int MOST_ENTRIES = 100;
  private static final int WARNED_BYTES = 262_144;
  private static final int MOST_BYTES = 1_048_576;

  private final Surroundings around;
  private final boolean contentBased;
  private final PublishHistory history;

  /** The response to a call. */
  public sealed interface CustomAnswer {}

  /** The whole call is rejected. */
  public record RefusedCall(String code, String message) implements CustomAnswer {}

  /** One result per entry, in their order. */
  public record AnsweredCall(List<CustomEntryAnswer> entries, List<Warning> warnings)
      implements CustomAnswer {
    public AnsweredCall {
      entries = List.copyOf(entries);
      warnings = List.copyOf(warnings);
    }

    /** The events that are on the bus now. */
    public List<CustomEvent> events() {
      return entries.stream()
          .flatMap(entry ->
              entry instanceof PublishedEntry(CustomEvent event) ? Stream.of(event) : Stream.of())
          .toList();
    }
  }

  /** The result of one entry. */
  public sealed interface CustomEntryAnswer {}

  /** {@code PUBLISHED}. */
  public record PublishedEntry(CustomEvent event) implements CustomEntryAnswer {}

  /** {@code DEDUPLICATED}: the same was published within five minutes, which is a success. */
  public record DuplicateEntry() implements CustomEntryAnswer {}

  /** Not published. */
  public record FailedEntry(String code, String message) implements CustomEntryAnswer {}

  /**
   * A publisher.
   *
   * @param contentBased whether equal payloads are published once
   * @param busArn the bus on which it publishes
   */
  public CustomPublish(Surroundings around, boolean contentBased, String busArn) {
    this.around = around;
    this.contentBased = contentBased;
    this.history = around.histories().of(busArn);
  }

  /** PutEvents. */
  public CustomAnswer putEvents(List<JsonNode> entries) {
    return call(entries, true);
  }

  /** PutRawEvents. */
  public CustomAnswer putRawEvents(List<JsonNode> entries) {
    return call(entries, false);
  }

  private CustomAnswer call(List<JsonNode> entries, boolean enveloped) {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      return refusal("the call has " + entries.size() + " entries; send 1 to 100");
    }
    List<Warning> warnings = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Optional<String> fault = CustomEntryRules.fault(entries.get(i), enveloped);
      if (fault.isPresent()) {
        return refusal("entry " + (i + 1) + ": " + fault.get());
      }
      int size = size(entries.get(i));
      if (size > MOST_BYTES) {
        return refusal("entry " + (i + 1) + " has " + size + " bytes; send at most 1 MB");
      }
      warnOf(entries.get(i), i + 1, size, enveloped, warnings);
    }
    List<CustomEntryAnswer> answers = new ArrayList<>();
    entries.forEach(entry -> answers.add(enveloped ? enveloped(entry) : raw(entry)));
    return new AnsweredCall(answers, warnings);
  }

  private static RefusedCall refusal(String message) {
    return new RefusedCall("InvalidInputException", message);
  }

  private static int size(JsonNode entry) {
    JsonNode payload = entry.has("Data") ? entry.get("Data") : entry.path("Detail");
    return text(payload).getBytes(StandardCharsets.UTF_8).length;
  }

  static String text(JsonNode payload) {
    return payload.isTextual() ? payload.textValue() : Json.text(payload);
  }

  private static void warnOf(
      JsonNode entry, int place, int size, boolean enveloped, List<Warning> warnings) {
    if (size > WARNED_BYTES) {
      warnings.add(new Warning("V1", "entry " + place + " has " + size + " bytes; send 256 KB"));
    }
    boolean object = parsed(text(entry.path("Detail"))).filter(JsonNode::isObject).isPresent();
    if (enveloped && !object) {
      warnings.add(
          new Warning("V5", "entry " + place + " has no Detail that is an object; send one"));
    }
  }

  static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private CustomEntryAnswer enveloped(JsonNode entry) {
    JsonNode detail = entry.path("Detail");
    Optional<JsonNode> parsed = detail.isMissingNode() ? Optional.empty() : parsed(text(detail));
    List<String> resources = new ArrayList<>();
    entry.path("Resources").forEach(one -> resources.add(one.asText()));
    ClassicEvent event =
        ClassicEvent.of(
            entry.path("Source").asText(),
            entry.path("DetailType").asText(),
            EventTimes.of(entry.path("Time"), around).orElse(around.clock().instant()),
            resources,
            parsed.orElse(Json.object()),
            around);
    if (parsed.isEmpty()) {
      event.json().remove("detail");
    }
    return published(enveloped(event), entry, Json.text(event.json().path("detail")));
  }

  /** An event of PutEvents, or of an AWS service, whose data is the envelope. */
  CustomEvent enveloped(ClassicEvent event) {
    ObjectNode system = system(CustomEvent.ENVELOPE);
    system.put("aws:Source", event.json().path("source").asText());
    system.put("aws:DetailType", event.json().path("detail-type").asText());
    return new CustomEvent(
        Optional.of(event.json()),
        Json.text(event.json()),
        Json.object(),
        system,
        around.clock().instant());
  }

  /** An event of PutRawEvents as another bus receives it. */
  CustomEvent again(CustomEvent event) {
    return new CustomEvent(
        event.data(),
        event.raw(),
        Json.object(),
        system(event.text("ContentType").orElse("")),
        around.clock().instant());
  }

  private ObjectNode system(String contentType) {
    return Json.object()
        .put("aws:DeliveryType", "LIVE")
        .put("aws:EventId", around.id())
        .put("aws:IngestionTime", around.clock().instant().toString())
        .put("aws:SequenceNumber", String.valueOf(history.next()))
        .put("ContentType", contentType);
  }

  private CustomEntryAnswer raw(JsonNode entry) {
    String type = entry.at("/SystemMetadata/ContentType").asText();
    String text = text(entry.path("Data"));
    Optional<JsonNode> data =
        type.equals(CustomEvent.BYTES) ? Optional.of(Json.object().textNode(text)) : parsed(text);
    boolean schemed = type.equals("application/avro") || type.equals("application/protobuf");
    if (schemed && data.isEmpty()) {
      return new FailedEntry(
          "VALIDATION_ERROR",
          "SchemaRegistryConfiguration is required; here give Data as the JSON that it decodes to");
    }
    ObjectNode metadata = Json.object();
    entry.path("Metadata").properties().forEach(one -> metadata.set(one.getKey(), one.getValue()));
    String body = schemed ? data.map(Json::text).orElse(text) : text;
    return published(
        new CustomEvent(data, body, metadata, system(type), around.clock().instant()), entry, text);
  }

  /** Rule {@code custom-deduplication}. */
  private CustomEntryAnswer published(CustomEvent event, JsonNode entry, String content) {
    JsonNode system = entry.path("SystemMetadata");
    String group = system.path("EventGroupId").asText();
    for (String key : List.of("EventGroupId", "DeduplicationId")) {
      if (system.hasNonNull(key)) {
        event.systemMetadata().put(key, system.get(key).asText());
      }
    }
    String id =
        system.hasNonNull("DeduplicationId")
            ? "id " + system.get("DeduplicationId").asText()
            : "content " + Digests.sha256(content);
    boolean deduplicates = system.hasNonNull("DeduplicationId") || contentBased;
    return deduplicates && history.isRepeat(group + " " + id, around.clock().instant())
        ? new DuplicateEntry()
        : new PublishedEntry(event);
  }
}
