package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An enricher in Java may change what it gets; nobody else sees it. */
class DocumentCopiesTest {
  @TempDir Path root;

  private static JsonNode value(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return Json.array().add(random.nextInt(100)).get(0);
    }
    if (random.nextBoolean()) {
      ArrayNode array = Json.array();
      for (int item = random.nextInt(4); item > 0; item--) {
        array.add(value(random, depth - 1));
      }
      return array;
    }
    return document(random, depth - 1);
  }

  private static ObjectNode document(Random random, int depth) {
    ObjectNode object = Json.object();
    for (int field = 1 + random.nextInt(4); field > 0; field--) {
      object.set("f" + field, value(random, depth));
    }
    return object;
  }

  /** Changes something at a random depth. */
  private static void change(JsonNode node, Random random) {
    List<JsonNode> inner = new ArrayList<>();
    node.forEach(inner::add);
    inner.removeIf(child -> !child.isContainerNode());
    if (!inner.isEmpty() && random.nextBoolean()) {
      change(inner.get(random.nextInt(inner.size())), random);
    } else if (node instanceof ObjectNode object) {
      object.put("changed", true).remove("f1");
    } else if (node instanceof ArrayNode array) {
      array.add("changed");
    }
  }

  /** A cache gives the same nodes at each call, as these look-ups do. */
  private Environment environment(Map<String, JsonNode> documents) {
    ObjectNode file = Json.object();
    documents.forEach((key, document) -> file.set(key, document.deepCopy()));
    Lookup shared =
        (keys, invocation) -> {
          Map<String, JsonNode> found = new HashMap<>(documents);
          found.keySet().retainAll(keys);
          return found;
        };
    return new Layer(root)
        .file("file.json", Json.text(file))
        .file(
            "order.jslt",
            "{\"shared\": lookup(\"shared\", .k), \"file\": lookup(\"file\", .k), \"constant\":"
                + " [{\"a\": [1]}]}")
        .set("LOOKUP_FILE", "file:file.json")
        .with("shared", shared)
        .environment();
  }

  private static Map<String, JsonNode> documents(Random random) {
    Map<String, JsonNode> documents = new HashMap<>();
    for (int key = 0; key < 5; key++) {
      documents.put("k" + key, document(random, 3));
    }
    return documents;
  }

  private static List<JsonNode> events(Random random) {
    List<JsonNode> events = new ArrayList<>();
    for (int event = 1 + random.nextInt(4); event > 0; event--) {
      events.add(Json.object().put("k", "k" + random.nextInt(5)));
    }
    return events;
  }

  @Test
  void givesEachEventTheDocumentAsItWasFound() {
    Random random = new Random(27);
    Map<String, JsonNode> documents = documents(random);
    Map<String, JsonNode> originals = new HashMap<>();
    documents.forEach((key, document) -> originals.put(key, document.deepCopy()));
    Environment environment = environment(documents);
    Enricher changing =
        Enricher.each(
            environment,
            (event, found) -> {
              ObjectNode rich = Json.object();
              for (String name : List.of("shared", "file")) {
                JsonNode document = found.find(name, event.path("k"));
                rich.set(name, document.deepCopy());
                change(document, random);
              }
              return Verdict.emit(rich);
            });
    for (int call = 0; call < 1_000; call++) {
      List<JsonNode> events = events(random);
      List<Verdict> verdicts = Layer.verdicts(changing, events, environment);
      for (int place = 0; place < events.size(); place++) {
        JsonNode original = originals.get(events.get(place).path("k").asText());
        ObjectNode expected = Json.object();
        expected.set("shared", original);
        expected.set("file", original);
        assertThat(verdicts.get(place)).isEqualTo(Verdict.emit(expected));
      }
    }
  }

  /** The same with the cache of a real look-up. */
  @Test
  void givesEachEventTheDocumentAsTheCacheHoldsIt() {
    Random random = new Random(29);
    Map<String, JsonNode> documents = documents(random);
    AtomicInteger asked = new AtomicInteger();
    Map<String, String> texts = new HashMap<>();
    documents.forEach((key, document) -> texts.put(key, Json.text(document)));
    Lookup service =
        (keys, invocation) -> {
          asked.addAndGet(keys.size());
          Map<String, JsonNode> found = new HashMap<>();
          keys.forEach(key -> found.put(key, Layer.json(Objects.requireNonNull(texts.get(key)))));
          return found;
        };
    LookupUri uri =
        LookupUri.parse("LOOKUP_SHARED", "http://a.example/{key}#cache=1h").orElseThrow();
    Environment environment =
        new Layer(root)
            .file("order.jslt", "lookup(\"shared\", .k)")
            .with("shared", LookupCache.of(service, uri))
            .environment();
    Enricher direct =
        Enricher.each(
            environment, (event, found) -> changed(found.find("shared", event.path("k")), random));
    Enricher chain = Transform.in(environment).then(Enricher.each(event -> changed(event, random)));
    for (int call = 0; call < 1_000; call++) {
      List<JsonNode> events = events(random);
      List<Verdict> verdicts =
          Layer.verdicts(random.nextBoolean() ? direct : chain, events, environment);
      for (int place = 0; place < events.size(); place++) {
        String key = events.get(place).path("k").asText();
        assertThat(verdicts.get(place))
            .isEqualTo(Verdict.emit(Layer.json(Objects.requireNonNull(texts.get(key)))));
      }
    }
    assertThat(asked).hasValue(documents.size());
  }

  /** Emits what it gets, and changes it after. */
  private static Verdict changed(JsonNode event, Random random) {
    JsonNode seen = event.deepCopy();
    change(event, random);
    return Verdict.emit(seen);
  }

  /**
   * A file that upgrades a version may write constants, which its result shares with all others.
   */
  @Test
  void givesItAnUpgradedEventAsACopy() {
    Random random = new Random(30);
    String constant = Json.text(document(random, 4));
    Layer layer =
        new Layer(root)
            .file("Order.v1-v2.jslt", "{\"constant\": " + constant + ", \"k\": .k}")
            .file("order.jslt", ".");
    Enricher changing =
        Enricher.each(event -> {
          JsonNode seen = event.deepCopy();
          change(event.path("constant"), random);
          return Verdict.emit(seen);
        });
    EnrichmentHandler handler = new EnrichmentHandler(layer.environment(), changing);
    for (int call = 0; call < 1_000; call++) {
      String body = "{\"type\":\"Order\",\"version\":1,\"k\":" + call + "}";
      String record = Layer.record("m", body);
      String expected = "{\"constant\":" + constant + ",\"k\":" + call + "}";
      assertThat(Layer.json(Layer.answer(handler, Layer.batch(record, record), Silence.CONTEXT)))
          .isEqualTo(Layer.json("[" + expected + "," + expected + "]"));
    }
  }

  @Test
  void givesItTheEventOfATransformAsACopy() {
    Random random = new Random(28);
    Map<String, JsonNode> documents = documents(random);
    Map<String, JsonNode> originals = new HashMap<>();
    documents.forEach((key, document) -> originals.put(key, document.deepCopy()));
    Environment environment = environment(documents);
    Enricher chain =
        Transform.in(environment)
            .then(
                Enricher.each(event -> {
                  JsonNode seen = event.deepCopy();
                  event.forEach(part -> change(part, random));
                  return Verdict.emit(seen);
                }));
    for (int call = 0; call < 1_000; call++) {
      List<JsonNode> events = events(random);
      List<Verdict> verdicts = Layer.verdicts(chain, events, environment);
      for (int place = 0; place < events.size(); place++) {
        JsonNode original = originals.get(events.get(place).path("k").asText());
        ObjectNode expected = Json.object();
        expected.set("shared", original);
        expected.set("file", original);
        expected.set("constant", Layer.json("[{\"a\":[1]}]"));
        assertThat(verdicts.get(place)).isEqualTo(Verdict.emit(expected));
      }
    }
  }
}
