package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.EventArchive;
import io.github.standpipe.internal.bus.EventReplay;
import io.github.standpipe.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;

/** The calls about archives and replays that a run answers as EventBridge does. */
record ArchiveCalls(EventFlow flow, LiveReplays replays, Instant started) {
  private static final double MILLIS = 1000.0;
  private static final String NAME = "[.\\-_A-Za-z0-9]{1,64}";

  EndpointAnswer describe(JsonNode call) throws CallException {
    String name = call.path("ArchiveName").asText();
    EventArchive archive =
        flow.archives()
            .byName(name)
            .orElseThrow(() -> missing("Archive " + name + " does not exist."));
    return EndpointAnswer.of(
        Json.object()
            .put("ArchiveName", archive.name())
            .put("ArchiveArn", archive.arn())
            .put("EventSourceArn", archive.busArn())
            .put("State", "ENABLED")
            .put("RetentionDays", 0)
            .put("SizeBytes", flow.archives().size(archive))
            .put("EventCount", flow.archives().events(archive).size())
            .put("CreationTime", seconds(started)));
  }

  private static CallException missing(String message) {
    return new CallException(400, "ResourceNotFoundException", message);
  }

  EndpointAnswer startReplay(JsonNode call) throws CallException {
    EventReplay replay = replay(call);
    var archive = flow.archives().byArn(replay.archiveArn());
    var refusal = replay.refusal(archive, flow.feeders().classicBuses(), replays.names());
    if (refusal.isPresent()) {
      throw new CallException(400, refusal.get().code(), refusal.get().message());
    }
    if (!replays.start(replay, flow.archives().events(archive.orElseThrow()))) {
      throw new CallException(
          400, "LimitExceededException", "10 replays are already running; wait for one to end");
    }
    return EndpointAnswer.of(
        Json.object()
            .put("ReplayArn", arn(replay))
            .put("State", "STARTING")
            .put("ReplayStartTime", seconds(Instant.now())));
  }

  private static EventReplay replay(JsonNode call) throws CallException {
    String name = call.path("ReplayName").asText();
    if (!name.matches(NAME)) {
      throw invalid(
          "replayName", "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
    }
    Set<String> rules = new LinkedHashSet<>();
    call.at("/Destination/FilterArns").forEach(rule -> rules.add(rule.asText()));
    return new EventReplay(
        name,
        call.path("EventSourceArn").asText(),
        time(call, "EventStartTime"),
        time(call, "EventEndTime"),
        call.at("/Destination/Arn").asText(),
        rules);
  }

  private static CallException invalid(String member, String constraint) {
    return new CallException(
        400,
        "ValidationException",
        "1 validation error detected: Value at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }

  /** Reads a time: seconds since 1970 as in AWS JSON, or a text. */
  private static Instant time(JsonNode call, String key) throws CallException {
    JsonNode time = call.path(key);
    try {
      if (time.isNumber()) {
        return Instant.ofEpochMilli(Math.round(time.doubleValue() * MILLIS));
      }
      if (time.isTextual()) {
        return OffsetDateTime.parse(time.textValue()).toInstant();
      }
    } catch (DateTimeException e) {
      throw CallException.misshapen(key + " is not a time; send seconds since 1970");
    }
    throw time.isMissingNode() || time.isNull()
        ? invalid(
            Character.toLowerCase(key.charAt(0)) + key.substring(1), "Member must not be null")
        : CallException.misshapen(key + " is not a time; send seconds since 1970");
  }

  EndpointAnswer describeReplay(JsonNode call) throws CallException {
    String name = call.path("ReplayName").asText();
    LiveReplays.Progress seen =
        replays.progress(name).orElseThrow(() -> missing("Replay " + name + " does not exist."));
    EventReplay replay = seen.replay();
    ObjectNode json =
        Json.object()
            .put("ReplayName", name)
            .put("ReplayArn", arn(replay))
            .put("State", seen.state().name())
            .put("EventSourceArn", replay.archiveArn())
            .put("EventStartTime", seconds(replay.from()))
            .put("EventEndTime", seconds(replay.to()));
    ObjectNode destination = json.putObject("Destination").put("Arn", replay.destination());
    replay.rules().forEach(destination.putArray("FilterArns")::add);
    seen.last().ifPresent(last -> json.put("EventLastReplayedTime", seconds(last)));
    return EndpointAnswer.of(json);
  }

  private static String arn(EventReplay replay) {
    return replay.archiveArn().replaceFirst(":archive/.*", ":replay/" + replay.name());
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLIS;
  }
}
