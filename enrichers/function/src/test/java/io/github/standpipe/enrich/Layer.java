package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A folder of transforms and documents, as a function finds it, and what it is asked. */
final class Layer {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  final Path root;
  final List<String> asked = new ArrayList<>();
  final List<ObjectNode> quarantined = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> variables = new HashMap<>(Map.of("TRANSFORM", "order.jslt"));
  private final Map<String, Lookup> lookups = new HashMap<>();
  private LookupObserver watch = LookupObserver.NONE;
  private InstantSource clock = InstantSource.fixed(NOW);
  private long ids;

  Layer(Path root) {
    this.root = root;
  }

  Layer file(String name, String text) {
    try {
      Files.writeString(root.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Layer set(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Layer at(InstantSource time) {
    clock = time;
    return this;
  }

  Layer with(String name, Lookup lookup) {
    lookups.put(name, lookup);
    return this;
  }

  /** A look-up that notes its calls and knows every key but those that begin with {@code no}. */
  Layer documents(String name) {
    return with(
        name,
        (keys, invocation) -> {
          synchronized (asked) {
            asked.add(name + keys);
          }
          return documents(keys);
        });
  }

  private static Map<String, JsonNode> documents(Set<String> keys) {
    Map<String, JsonNode> found = new HashMap<>();
    for (String key : keys) {
      if (!key.startsWith("no")) {
        found.put(key, JsonNodeFactory.instance.objectNode().put("name", key + "!"));
      }
    }
    return found;
  }

  /** From now on each place at which an integer does not fit is added there. */
  Layer overflowingTo(List<String> places) {
    watch =
        new LookupObserver() {
          @Override
          public void overflowed(String place) {
            places.add(place);
          }
        };
    return this;
  }

  Environment environment() {
    return new Environment(variables, root, lookups, clock, () -> new UUID(0, ++ids))
        .withQuarantine((envelopes, deadline) -> quarantined.addAll(envelopes))
        .watchedBy(watch);
  }

  /** From now on there is a quarantine; it keeps what it takes in {@link #quarantined}. */
  Layer quarantining() {
    return set("QUARANTINE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/bad");
  }

  /** What a function here answers. */
  String answer(Enricher enricher, String request) {
    return answer(new EnrichmentHandler(environment(), enricher), request, Silence.CONTEXT);
  }

  static String answer(EnrichmentHandler handler, String request, Context context) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), answer, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** A record as Pipes hands it on, received so often. */
  static String record(String id, String body, int receives) {
    return Json.text(
        Json.object()
            .put("messageId", id)
            .put("body", body)
            .set(
                "attributes",
                Json.object().put("ApproximateReceiveCount", String.valueOf(receives))));
  }

  static String record(String id, String body) {
    return record(id, body, 1);
  }

  static String batch(String... records) {
    return "[" + String.join(",", records) + "]";
  }

  /** The reasons of what was quarantined, by message id. */
  List<String> reasons() {
    return quarantined.stream()
        .map(e -> e.path("messageId").asText() + ": " + local(e.path("reason").asText()))
        .toList();
  }

  Transform transform(String jslt) {
    return Transform.in(file("order.jslt", jslt).environment());
  }

  List<Verdict> enrich(String jslt, String... events) {
    return verdicts(transform(jslt), List.of(events).stream().map(Layer::json).toList());
  }

  /** The verdicts of an enricher here on events without records. */
  List<Verdict> verdicts(Enricher enricher, List<JsonNode> events) {
    return verdicts(enricher, events, environment());
  }

  static List<Verdict> verdicts(Enricher enricher, List<JsonNode> events, Environment environment) {
    return enricher.enrich(Batch.of(events), Invocation.of(environment));
  }

  /** The same, of an enricher that needs no environment. */
  static List<Verdict> enrich(Enricher enricher, List<JsonNode> events) {
    return verdicts(enricher, events, new Layer(Path.of(".")).environment());
  }

  /**
   * The one verdict as text: rich events as JSON, a failure as its reason after the file's name.
   */
  String verdict(String jslt, String event) {
    return told(enrich(jslt, event).getFirst());
  }

  String told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit(List<JsonNode> events) ->
          String.join(" ", events.stream().map(Json::text).toList());
      case Verdict.Drop(String reason) -> "dropped: " + local(reason);
      case Verdict.Quarantine(String reason) -> "quarantined: " + local(reason);
      case Verdict.Retry(String reason) -> "returned: " + local(reason);
      case Verdict.Fail(String reason) -> "failed: " + local(reason);
    };
  }

  String local(String message) {
    return message.replace(root + "/", "");
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
