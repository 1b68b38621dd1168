package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.QueueFeed.SampleDelivery;
import io.github.standpipe.internal.bus.SnsTopic.Subscription;
import io.github.standpipe.internal.shape.Samples;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import io.github.standpipe.pipe.FilterPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Samples of what may be sent to one feeder of a queue, built from its patterns and run through the
 * engine.
 */
record FeedSamples(Feeders feeders, String queue) {
  private static final int VARIANTS = 4;
  private static final int MOST_WAYS = 16;
  private static final Map<String, String> FIRST_OF =
      Map.of(
          "ObjectRemoved", "Delete",
          "ObjectRestore", "Post",
          "LifecycleExpiration", "Delete",
          "Replication", "OperationFailedReplication");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Surroundings around() {
    return Surroundings.fixed("123456789012", "us-east-1", NOW);
  }

  List<SampleDelivery> of(ClassicRule rule) {
    List<SampleDelivery> samples =
        of(rule, rule.pattern().stream().map(pattern -> pattern.json()).toList());
    if (rule.scheduled()) {
      add(Json.object().put("Schedule", rule.name()), () -> feeders.fire(rule, around()), samples);
    }
    return samples;
  }

  /**
   * Events that match several patterns, put on the rule's bus for it alone.
   *
   * @param patterns the rule's, and those of rules on other buses behind it
   */
  List<SampleDelivery> of(ClassicRule rule, List<JsonNode> patterns) {
    List<SampleDelivery> samples = new ArrayList<>();
    for (ObjectNode json : events(patterns)) {
      ClassicEvent event = new ClassicEvent(json, NOW);
      add(
          entry(rule, json),
          () -> feeders.put(rule.busArn(), event, Set.of(rule.arn()), around()),
          samples);
    }
    return samples;
  }

  /** The same for events of PutEvents and one subscriber. */
  List<SampleDelivery> of(Subscriber subscriber, List<JsonNode> patterns) {
    List<SampleDelivery> samples = new ArrayList<>();
    for (ObjectNode json : events(patterns)) {
      ObjectNode entry = Json.object().put("EventBusArn", subscriber.busArn());
      entry.set("Source", json.path("source"));
      entry.set("DetailType", json.path("detail-type"));
      send(subscriber, entry.set("Detail", json.path("detail")), samples);
    }
    return samples;
  }

  private static List<ObjectNode> events(List<JsonNode> patterns) {
    List<ObjectNode> events = new ArrayList<>();
    if (patterns.isEmpty()) {
      return List.of(event("example", "Example").json());
    }
    for (int variant = 0; variant < VARIANTS; variant++) {
      List<ObjectNode> starts = List.of(event("example", "Example").json());
      for (JsonNode pattern : patterns) {
        starts = next(starts, pattern, variant);
      }
      starts.stream().filter(FeedSamples::isEvent).forEach(events::add);
    }
    return events;
  }

  private static List<ObjectNode> next(List<ObjectNode> starts, JsonNode pattern, int variant) {
    return starts.stream()
        .flatMap(start ->
            FilterPattern.ways(pattern).stream()
                .limit(MOST_WAYS)
                .flatMap(way -> Samples.object(start, way, variant).stream()))
        .limit(MOST_WAYS)
        .toList();
  }

  /** Whether the fields of the envelope are as a bus creates them. */
  private static boolean isEvent(JsonNode event) {
    return Stream.of("id", "detail-type", "source", "account", "time", "region", "version")
            .allMatch(key -> event.path(key).isTextual())
        && (!event.has("replay-name") || event.get("replay-name").isTextual())
        && event.path("detail").isObject();
  }

  private static ClassicEvent event(String source, String detailType) {
    return ClassicEvent.of(source, detailType, NOW, List.of(), Json.object(), around());
  }

  private static List<Map<String, JsonNode>> ways(Optional<EventPattern> pattern) {
    return pattern
        .map(one -> FilterPattern.ways(one.json()).stream().limit(MOST_WAYS).toList())
        .orElse(List.of());
  }

  /** The event as a publisher writes it, or as the bus gets it if no publisher can. */
  private static JsonNode entry(ClassicRule rule, JsonNode event) {
    JsonNode plain = event("example", "Example").json();
    boolean isMade =
        Stream.of("id", "account", "time", "region", "version")
            .allMatch(key -> event.path(key).equals(plain.path(key)));
    boolean isOfAws = event.path("source").asText().startsWith("aws.");
    return isMade && !isOfAws
        ? published(rule, event)
        : GivenEnvelope.of(bus(rule), event.deepCopy());
  }

  private static String bus(ClassicRule rule) {
    return rule.busArn().substring(rule.busArn().lastIndexOf('/') + 1);
  }

  private static ObjectNode published(ClassicRule rule, JsonNode event) {
    ObjectNode entry = Json.object();
    if (!bus(rule).equals("default")) {
      entry.put("EventBusName", bus(rule));
    }
    entry.set("Source", event.path("source"));
    entry.set("DetailType", event.path("detail-type"));
    if (!event.path("resources").isEmpty()) {
      entry.set("Resources", event.path("resources"));
    }
    entry.set("Detail", event.path("detail"));
    if (event.has("replay-name")) {
      entry.set("ReplayName", event.path("replay-name"));
    }
    return entry;
  }

  /** How the engine runs an entry. */
  private interface EngineRun {
    BusTrace trace();
  }

  private void add(JsonNode entry, EngineRun run, List<SampleDelivery> samples) {
    try {
      List<String> bodies = run.trace().bodies(queue);
      if (!bodies.isEmpty()) {
        samples.add(new SampleDelivery(entry, bodies));
      }
    } catch (Fault e) {
      // an event that cannot be sent is not a sample
    }
  }

  List<SampleDelivery> of(Subscriber subscriber) {
    Map<PatternDialect, EventPattern> patterns = subscriber.filter().patterns();
    List<SampleDelivery> samples = new ArrayList<>();
    for (Map<String, JsonNode> data : orPlain(patterns, PatternDialect.DATA)) {
      for (Map<String, JsonNode> added : orPlain(patterns, PatternDialect.METADATA)) {
        for (Map<String, JsonNode> system : orPlain(patterns, PatternDialect.SYSTEM_METADATA)) {
          enveloped(subscriber, data, added, system)
              .ifPresent(one -> send(subscriber, one, samples));
          raw(data, added, system).ifPresent(one -> send(subscriber, one, samples));
        }
      }
    }
    return samples;
  }

  private static List<Map<String, JsonNode>> orPlain(
      Map<PatternDialect, EventPattern> patterns, PatternDialect scope) {
    EventPattern pattern = patterns.get(scope);
    return pattern == null ? List.of(Map.of()) : ways(Optional.of(pattern));
  }

  private static Optional<ObjectNode> enveloped(
      Subscriber subscriber,
      Map<String, JsonNode> data,
      Map<String, JsonNode> added,
      Map<String, JsonNode> system) {
    ObjectNode start = event("example", "Example").json();
    for (var leaf : Map.of("aws:Source", "source", "aws:DetailType", "detail-type").entrySet()) {
      Optional.ofNullable(system.get(leaf.getKey()))
          .flatMap(wanted -> Samples.values(wanted).stream().findFirst())
          .ifPresent(value -> start.set(leaf.getValue(), value));
    }
    return added.isEmpty()
        ? Samples.object(start, data, 0)
            .map(event ->
                Json.object()
                    .put("EventBusArn", subscriber.busArn())
                    .<ObjectNode>set("Source", event.path("source"))
                    .<ObjectNode>set("DetailType", event.path("detail-type"))
                    .<ObjectNode>set("Detail", event.path("detail")))
        : Optional.empty();
  }

  private static Optional<ObjectNode> raw(
      Map<String, JsonNode> data, Map<String, JsonNode> added, Map<String, JsonNode> system) {
    ObjectNode type = Json.object().put("ContentType", "application/json");
    Optional<ObjectNode> data0 = Samples.object(Json.object(), data, 0);
    Optional<ObjectNode> metadata = Samples.object(Json.object(), added, 0);
    Optional<ObjectNode> described = Samples.object(type, system, 0);
    if (data0.isEmpty() || metadata.isEmpty() || described.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode entry = Json.object().set("Data", data0.get());
    return Optional.of(
        entry.<ObjectNode>set("Metadata", metadata.get()).set("SystemMetadata", described.get()));
  }

  private void send(Subscriber subscriber, ObjectNode entry, List<SampleDelivery> samples) {
    ObjectNode whole = entry.deepCopy().put("EventBusArn", subscriber.busArn());
    add(
        whole,
        () -> {
          List<BusTrace> traces = GivenEvents.read(whole).run(feeders, around());
          return only(traces.getFirst(), subscriber.where());
        },
        samples);
  }

  /** The one route of a trace. */
  private static BusTrace only(BusTrace trace, String where) {
    return new BusTrace(
        trace.on(), trace.routes().stream().filter(route -> route.where().equals(where)).toList());
  }

  List<SampleDelivery> of(SnsTopic topic, Subscription to) {
    List<SampleDelivery> samples = new ArrayList<>();
    Optional<EventPattern> policy = to.policy().map(SnsFilterPolicy::pattern);
    boolean onBody = to.policy().filter(SnsFilterPolicy::onBody).isPresent();
    for (Map<String, JsonNode> way :
        policy.isEmpty() ? List.of(Map.<String, JsonNode>of()) : ways(policy)) {
      Samples.object(Json.object(), way, 0)
          .map(values -> publication(topic, values, onBody))
          .ifPresent(entry ->
              add(
                  entry,
                  () ->
                      only(
                          feeders.publish(topic.arn(), Publication.read(entry), around()),
                          to.where()),
                  samples));
    }
    return samples;
  }

  private static ObjectNode publication(SnsTopic topic, ObjectNode values, boolean onBody) {
    ObjectNode entry = Json.object().put("TopicArn", topic.arn());
    if (topic.fifo()) {
      entry.put("MessageGroupId", "1").put("MessageDeduplicationId", "1");
    }
    if (onBody || values.isEmpty()) {
      return entry.put("Message", Json.text(values));
    }
    entry.put("Message", "{}");
    ObjectNode attributes = entry.putObject("MessageAttributes");
    values
        .properties()
        .forEach(one ->
            attributes
                .putObject(one.getKey())
                .put("Type", one.getValue().isNumber() ? "Number" : "String")
                .put("Value", one.getValue().asText()));
    return entry;
  }

  List<SampleDelivery> of(ObjectNotifications bucket) {
    List<SampleDelivery> samples = new ArrayList<>();
    for (ObjectNotifications.Configuration one : bucket.configurations()) {
      String type = one.event().replaceFirst("^s3:", "").replaceFirst(":\\*$", "");
      String event = type.contains(":") ? type : type + ":" + FIRST_OF.getOrDefault(type, "Put");
      ObjectNode entry =
          Json.object()
              .put("Bucket", bucket.bucket())
              .put("Event", event)
              .put("Key", key(one.keys()))
              .put("Size", 1);
      if (one.arn().equals(queue)) {
        add(entry, () -> GivenEvents.read(entry).run(feeders, around()).getFirst(), samples);
      }
    }
    return samples;
  }

  private static String key(List<ObjectNotifications.KeyRule> rules) {
    StringBuilder key = new StringBuilder();
    rules.stream().filter(rule -> !rule.suffix()).forEach(rule -> key.append(rule.value()));
    key.append("example");
    rules.stream().filter(rule -> rule.suffix()).forEach(rule -> key.append(rule.value()));
    return key.toString();
  }

  List<SampleDelivery> of(Schedule schedule) {
    List<SampleDelivery> samples = new ArrayList<>();
    add(
        Json.object().put("Schedule", schedule.name()),
        () -> feeders.fire(schedule, around()),
        samples);
    return samples;
  }
}
