package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Pipes in memory, that behave as the API's: a change takes a few looks, an update replaces whole
 * objects, and some failures are simulated.
 */
final class CloudPipes {
  private static final String REGION = "eu-west-1";
  private static final String ACCOUNT = "111122223333";
  private static final List<String> REPLACED =
      List.of(
          "Description",
          "DesiredState",
          "SourceParameters",
          "Enrichment",
          "EnrichmentParameters",
          "Target",
          "TargetParameters",
          "RoleArn",
          "LogConfiguration",
          "KmsKeyIdentifier");

  private static final class Stored {
    final ObjectNode json;
    int looks;
    String then = "";
    Optional<String> reason = Optional.empty();

    Stored(ObjectNode json) {
      this.json = json;
    }
  }

  private final Map<String, Stored> pipes = new ConcurrentSkipListMap<>();
  private volatile String ends = "";
  private volatile String reason = "";
  private volatile int looks = 2;
  private int touched;

  /** The next change ends in this state. */
  void nextEnds(String state, String why) {
    ends = state;
    reason = why;
  }

  /** From now on each change is done after this number of describe calls. */
  void takes(int manyLooks) {
    looks = manyLooks;
  }

  static String arn(String name) {
    return "arn:aws:pipes:" + REGION + ":" + ACCOUNT + ":pipe/" + name;
  }

  /** A pipe that is there already. */
  void add(String name, ObjectNode properties, String state) {
    Stored stored = new Stored(stored(name, properties));
    stored.json.put("CurrentState", state);
    pipes.put(name, stored);
  }

  private static ObjectNode stored(String name, ObjectNode properties) {
    ObjectNode json = properties.deepCopy();
    json.put("Name", name).put("Arn", arn(name));
    json.put("CreationTime", seconds()).put("LastModifiedTime", seconds());
    if (!json.has("DesiredState")) {
      json.put("DesiredState", "RUNNING");
    }
    fill(json);
    return json;
  }

  /** What the API fills in. */
  private static void fill(ObjectNode json) {
    if (json.path("Source").asText().contains(":sqs:")) {
      ObjectNode queue = json.withObject("/SourceParameters/SqsQueueParameters");
      if (!queue.has("BatchSize")) {
        queue.put("BatchSize", 10);
      }
    }
    if (!json.has("Description")) {
      json.put("Description", "");
    }
  }

  private static double seconds() {
    return Instant.now().toEpochMilli() / 1000.0;
  }

  ObjectNode create(String name, ObjectNode body) {
    if (pipes.containsKey(name)) {
      throw new CloudRefusal(409, "ConflictException", "Pipe " + name + " already exists.");
    }
    require(body, "Source", "Target", "RoleArn");
    Stored stored = new Stored(stored(name, body));
    pipes.put(name, stored);
    return change(stored, "CREATING", state(stored));
  }

  private static String state(Stored stored) {
    return stored.json.path("DesiredState").asText();
  }

  private static void require(ObjectNode body, String... names) {
    for (String name : names) {
      if (body.path(name).asText("").isEmpty()) {
        throw new CloudRefusal(400, "ValidationException", name + " must not be empty.");
      }
    }
  }

  ObjectNode update(String name, ObjectNode body) {
    Stored stored = settled(name);
    require(body, "RoleArn");
    for (String property : REPLACED) {
      if (body.has(property)) {
        replace(stored.json, property, body.get(property));
      }
    }
    fill(stored.json);
    return change(stored, "UPDATING", state(stored));
  }

  private static void replace(ObjectNode json, String property, JsonNode value) {
    if (value.isTextual() && value.asText().isEmpty()) {
      json.remove(property);
      return;
    }
    json.set(property, value.deepCopy());
    if (json.path(property).path("InputTemplate").asText("-").isEmpty()) {
      ((ObjectNode) json.get(property)).remove("InputTemplate");
    }
    if (json.at("/" + property + "/FilterCriteria/Filters").size() == 0 && value.isObject()) {
      ((ObjectNode) json.get(property)).remove("FilterCriteria");
    }
  }

  ObjectNode desire(String name, String state, String inBetween) {
    Stored stored = settled(name);
    if (stored.json.path("CurrentState").asText().equals(state)) {
      throw new CloudRefusal(409, "ConflictException", "Pipe " + name + " is already " + state);
    }
    stored.json.put("DesiredState", state);
    return change(stored, inBetween, state);
  }

  ObjectNode delete(String name) {
    Stored stored = settled(name);
    stored.json.put("DesiredState", "DELETED");
    return change(stored, "DELETING", "gone");
  }

  private ObjectNode change(Stored stored, String inBetween, String then) {
    stored.json.put("CurrentState", inBetween).put("LastModifiedTime", seconds());
    stored.json.remove("StateReason");
    stored.looks = looks;
    stored.then = ends.isEmpty() ? then : ends;
    stored.reason = Optional.of(reason).filter(why -> !why.isEmpty());
    ends = "";
    reason = "";
    ObjectNode answer = stored.json.deepCopy();
    answer.retain(
        "Arn", "Name", "DesiredState", "CurrentState", "CreationTime", "LastModifiedTime");
    return answer;
  }

  private Stored stored(String name) {
    Stored stored = pipes.get(name);
    if (stored == null) {
      throw new CloudRefusal(404, "NotFoundException", "Pipe " + name + " does not exist.");
    }
    return stored;
  }

  private Stored settled(String name) {
    Stored stored = stored(name);
    if (stored.looks > 0) {
      throw new CloudRefusal(409, "ConflictException", "Pipe " + name + " is being changed.");
    }
    return stored;
  }

  /** Someone else changes each pipe before the describe call with this number. */
  void touchedAtLook(int look) {
    touched = look;
  }

  ObjectNode describe(String name) {
    Stored stored = stored(name);
    if (--touched == 0) {
      stored.json.put("LastModifiedTime", seconds() + 60);
    }
    if (stored.looks > 0 && --stored.looks == 0) {
      stored.json.put("CurrentState", stored.then);
      stored.reason.ifPresent(why -> stored.json.put("StateReason", why));
      if (stored.then.equals("gone")) {
        pipes.remove(name);
        return describe(name);
      }
    }
    return stored.json.deepCopy();
  }

  /** Pages of two, as a list that is long would have them. */
  ObjectNode list(String from) {
    ObjectNode answer = Json.object();
    List<String> names = List.copyOf(pipes.keySet());
    int first = from.isEmpty() ? 0 : Integer.parseInt(from);
    for (String name : names.subList(first, Math.min(first + 2, names.size()))) {
      ObjectNode json = stored(name).json.deepCopy();
      json.retain("Name", "Arn", "CurrentState", "DesiredState", "Source", "Target");
      answer.withArray("/Pipes").add(json);
    }
    if (first + 2 < names.size()) {
      answer.put("NextToken", String.valueOf(first + 2));
    }
    return answer;
  }

  ObjectNode tags(String arn) {
    ObjectNode tags = stored(arn.replaceFirst(".*pipe/", "")).json;
    return tags.withObject("/Tags");
  }

  /** A pipe as it is stored; empty if it does not exist. */
  ObjectNode seen(String name) {
    return pipes.containsKey(name) ? stored(name).json.deepCopy() : Json.object();
  }
}
