package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests and responses of PutEvents on a Classic bus (rule {@code bus-put-events}).
 *
 * <pre>{@code
 * [{"Source": "...", "DetailType": "...", "Detail": "{...}", "Resources": [], "Time": "...",
 *   "EventBusName": "..."}]
 * }</pre>
 */
public record PutEvents(Surroundings around) {
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 1_048_576;
  private static final int WARNED_BYTES = 262_144;
  private static final int BYTES_OF_TIME = 14;
  private static final int LONGEST_DETAIL_TYPE = 128;

  /** The response to a call. */
  public sealed interface Answer {}

  /** The whole request is rejected with HTTP status 400. */
  public record RequestRefusal(String code, String message) implements Answer {}

  /** HTTP status 200, with one result per entry, in the order of the request. */
  public record EntryAnswers(List<EntryAnswer> entries, List<Warning> warnings) implements Answer {
    public EntryAnswers {
      entries = List.copyOf(entries);
      warnings = List.copyOf(warnings);
    }

    public long failedEntryCount() {
      return entries.stream().filter(RefusedEntry.class::isInstance).count();
    }
  }

  /** The result of one entry. */
  public sealed interface EntryAnswer {}

  /** It has an id, even if no bus of that name exists. */
  public record TakenEntry(String bus, ClassicEvent event) implements EntryAnswer {}

  /** It was not accepted. */
  public record RefusedEntry(String code, String message) implements EntryAnswer {}

  /** Reads the entries of a call. */
  public Answer answer(List<JsonNode> entries) {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      return new RequestRefusal(
          "ValidationException",
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length "
              + (entries.isEmpty()
                  ? "greater than or equal to 1"
                  : "less than or equal to " + MOST_ENTRIES));
    }
    long size = entries.stream().mapToLong(PutEvents::size).sum();
    if (size > MOST_BYTES) {
      return new RequestRefusal(
          "ValidationException", "Total size of the entries in the request is over the limit.");
    }
    List<Warning> warnings = new ArrayList<>(warnings(size));
    List<EntryAnswer> answers = new ArrayList<>();
    for (JsonNode entry : entries) {
      answers.add(entry(entry));
      warnOfIntegers(entry, answers.size(), warnings);
    }
    return new EntryAnswers(answers, warnings);
  }

  /** That PutEvents does not take them is documented; what it answers is not. */
  private static void warnOfIntegers(JsonNode entry, int place, List<Warning> warnings) {
    if (parsed(entry.path("Detail").asText()).filter(PutEvents::isOutOfRange).isPresent()) {
      warnings.add(
          new Warning(
              "bus-put-events",
              "entry "
                  + place
                  + " has an integer outside of -2^63 to 2^63-1, which PutEvents does not take; its"
                  + " answer is taken to be MalformedDetail. Send a string"));
    }
  }

  /** Whether an integer does not fit into 64 bits. */
  private static boolean isOutOfRange(JsonNode json) {
    for (JsonNode child : json) {
      if (isOutOfRange(child)) {
        return true;
      }
    }
    return json.isIntegralNumber() && !json.canConvertToLong();
  }

  private static List<Warning> warnings(long size) {
    return size > WARNED_BYTES
        ? List.of(
            new Warning(
                "bus-put-events",
                "the entries have "
                    + size
                    + " bytes in all; older AWS documents allow 262144, so send fewer at once"))
        : List.of();
  }

  /** The size of an entry as AWS counts it: 14 for a time, and the bytes of its strings. */
  static long size(JsonNode entry) {
    long size = entry.hasNonNull("Time") ? BYTES_OF_TIME : 0;
    for (String key : List.of("Source", "DetailType", "Detail")) {
      size += bytes(entry.path(key).asText());
    }
    for (JsonNode resource : entry.path("Resources")) {
      size += bytes(resource.asText());
    }
    return size;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private EntryAnswer entry(JsonNode entry) {
    for (String key : List.of("Source", "DetailType", "Detail")) {
      if (entry.path(key).asText().isEmpty()) {
        return invalid(key, key + " is a required argument.");
      }
    }
    String source = entry.get("Source").asText();
    if (source.startsWith("aws.")) {
      return new RefusedEntry("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (entry.get("DetailType").asText().length() > LONGEST_DETAIL_TYPE) {
      return invalid("DetailType", "it has more than 128 characters.");
    }
    Optional<JsonNode> detail = detail(entry.get("Detail").asText());
    if (detail.isEmpty()) {
      return new RefusedEntry("MalformedDetail", "Detail is malformed.");
    }
    return EventTimes.of(entry.path("Time"), around)
        .<EntryAnswer>map(time -> taken(entry, source, time, detail.get()))
        .orElseGet(() -> invalid("Time", "it is not a time."));
  }

  private EntryAnswer taken(JsonNode entry, String source, Instant time, JsonNode detail) {
    List<String> resources = new ArrayList<>();
    entry.path("Resources").forEach(one -> resources.add(one.asText()));
    String bus = entry.path("EventBusName").asText();
    return new TakenEntry(
        bus.isEmpty() ? "default" : bus.substring(bus.lastIndexOf('/') + 1),
        ClassicEvent.of(source, entry.get("DetailType").asText(), time, resources, detail, around));
  }

  private static RefusedEntry invalid(String key, String reason) {
    return new RefusedEntry(
        "InvalidArgument", "Parameter " + key + " is not valid. Reason: " + reason);
  }

  /** A detail is an object, at most 1,000 levels deep, whose integers fit into 64 bits. */
  private static Optional<JsonNode> detail(String text) {
    return parsed(text).filter(JsonNode::isObject).filter(json -> !isOutOfRange(json));
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
