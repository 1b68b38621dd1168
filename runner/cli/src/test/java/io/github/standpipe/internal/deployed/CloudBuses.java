package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus, an archive of it and its replays, as far as the API's calls about them are made here. */
final class CloudBuses {
  static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/shop-orders";
  static final String ARCHIVE = "arn:aws:events:eu-west-1:111122223333:archive/orders";

  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private volatile ObjectNode replay = Json.object();
  private volatile int looks;
  private volatile String ends = "COMPLETED";
  private volatile String reason = "";

  void nextEnds(String state, String why) {
    ends = state;
    reason = why;
  }

  ObjectNode put(JsonNode body) {
    ObjectNode answer = Json.object().put("FailedEntryCount", 0);
    for (JsonNode entry : body.path("Entries")) {
      if (entry.path("Source").asText().startsWith("aws.")) {
        answer.put("FailedEntryCount", 1);
        answer
            .withArray("/Entries")
            .addObject()
            .put("ErrorCode", "NotAuthorizedForSourceException")
            .put("ErrorMessage", "Not authorized for the source.");
      } else {
        events.add(entry);
        answer.withArray("/Entries").addObject().put("EventId", "event-" + events.size());
      }
    }
    return answer;
  }

  ObjectNode archive(JsonNode body) {
    String name = body.path("ArchiveName").asText();
    if (!name.equals("orders")) {
      throw new CloudRefusal(
          400, "ResourceNotFoundException", "Archive " + name + " does not exist.");
    }
    return Json.object()
        .put("ArchiveName", name)
        .put("ArchiveArn", ARCHIVE)
        .put("EventSourceArn", BUS)
        .put("State", "ENABLED")
        .put("RetentionDays", 30)
        .put("EventCount", 1200);
  }

  ObjectNode startReplay(JsonNode body) {
    replay = body.deepCopy();
    looks = 3;
    return Json.object().put("State", "STARTING").put("ReplayStartTime", 1.0);
  }

  ObjectNode describeReplay() {
    ObjectNode seen = replay.deepCopy();
    double from = replay.path("EventStartTime").asDouble();
    double to = replay.path("EventEndTime").asDouble();
    looks--;
    seen.put("State", looks == 2 ? "STARTING" : looks > 0 ? "RUNNING" : ends);
    if (looks < 2) {
      seen.put("EventLastReplayedTime", looks > 0 ? (from + to) / 2 : to);
    }
    if (looks <= 0 && !reason.isEmpty()) {
      seen.put("StateReason", reason);
    }
    return seen;
  }

  /** The replay that was asked for. */
  ObjectNode replay() {
    return replay.deepCopy();
  }
}
