package io.github.standpipe.internal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A log group on the server that the environment names. */
public final class ServerLogs implements EntryService, AutoCloseable {
  private static final String CALL = "PutLogEvents";
  private static final int SUCCESS = 200;

  private final Target.OfLogGroup target;
  private final SignedCalls calls;

  private ServerLogs(Target.OfLogGroup target, SignedCalls calls) {
    this.target = target;
    this.calls = calls;
  }

  /**
   * The log group on a server, for the region of the environment or of its ARN.
   *
   * @throws Fault for a target without a LogStreamName
   */
  public static ServerLogs at(URI endpoint, Servers servers, Target.OfLogGroup target) {
    if (!target.parameters().containsKey("LogStreamName")) {
      throw new Fault(
          target.arn(),
          "has no LogStreamName, and which stream Pipes then uses is not documented; set"
              + " CloudWatchLogsParameters.LogStreamName");
    }
    return new ServerLogs(target, SignedCalls.of(endpoint, servers, "logs", target.arn()));
  }

  @Override
  public Delivery send(List<Target.Entry> entries) {
    SignedHttp.Incoming answer =
        calls.post(
            "/",
            Map.of(),
            Map.of(
                "X-Amz-Target",
                "Logs_20140328." + CALL,
                "Content-Type",
                "application/x-amz-json-1.1"),
            Json.bytes(request(entries)));
    JsonNode json = json(answer.body());
    if (answer.status() != SUCCESS) {
      String type = json.path("__type").asText("status " + answer.status());
      return Delivery.rejecting(CALL, entries, type.replaceFirst(".*#", ""));
    }
    return Delivery.failing(
        CALL, entries, rejected(entries.size(), json.path("rejectedLogEventsInfo")));
  }

  private ObjectNode request(List<Target.Entry> entries) {
    ObjectNode request =
        Json.object()
            .put("logGroupName", group())
            .put("logStreamName", target.parameters().get("LogStreamName"));
    ArrayNode events = request.putArray("logEvents");
    long now = System.currentTimeMillis();
    for (Target.Entry entry : entries) {
      JsonNode time = entry.json().path("Timestamp");
      events
          .addObject()
          .put("timestamp", time.isMissingNode() ? now : time.asLong())
          .put("message", entry.json().path("message").asText());
    }
    return request;
  }

  private String group() {
    return target.arn().replaceFirst(".*:log-group:", "").replaceFirst(":\\*$", "");
  }

  /** The events before or behind an index, as the answer names them. */
  private static Map<Integer, String> rejected(int sent, JsonNode info) {
    Map<Integer, String> failures = new TreeMap<>();
    for (int place = 0; place < sent; place++) {
      if (place < info.path("tooOldLogEventEndIndex").asInt()
          || place < info.path("expiredLogEventEndIndex").asInt()) {
        failures.put(place, "the event is too old");
      } else if (place >= info.path("tooNewLogEventStartIndex").asInt(sent)) {
        failures.put(place, "the event is too far in the future");
      }
    }
    return failures;
  }

  private static JsonNode json(byte[] body) {
    try {
      return Json.parse(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return Json.object();
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
