package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.VirtualQueue.Message;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The function at work: a skewed distribution of keys, failing events, a key that the service
 * cannot answer, a service that is throttled, and a target that refuses some batches. Every healthy
 * record has its effect once, by id and part, and every other one is in the quarantine.
 */
class SkewedLoadTest {
  private static final int RECEIVES = 20;
  private static final int CUSTOMERS = 500;
  private static final String UNANSWERABLE = "c13";

  @TempDir Path root;

  /** Answers a few new keys at a time, as a cache in front of a throttled table does. */
  private static final class Throttled implements Lookup {
    private final Map<String, JsonNode> cached = new HashMap<>();
    private final int most;
    private int calls;
    int throttled;

    Throttled(int most) {
      this.most = most;
    }

    @Override
    public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
      if (++calls % 25 == 0) {
        cached.clear(); // as the entries of a cache expire
      }
      int left = most;
      for (String key : keys) {
        if (!cached.containsKey(key) && left-- > 0) {
          cached.put(key, document(key));
        }
      }
      if (left < 0) {
        throttled++;
        throw new IllegalStateException("throttled");
      }
      Map<String, JsonNode> found = new HashMap<>();
      keys.forEach(key -> found.put(key, cached.get(key)));
      return found;
    }

    private static JsonNode document(String key) {
      return key.equals(UNANSWERABLE)
          ? Lookup.unusable("HTTP 500")
          : Json.object().put("name", "N" + key);
    }
  }

  /** What is sent, and the naive oracle of what must come of it. */
  private static final class Load {
    final Random random;
    final List<Message> messages = new ArrayList<>();
    final Map<String, String> effects = new HashMap<>();
    final Map<String, String> reasons = new HashMap<>();

    Load(Random random, int count) {
      this.random = random;
      for (int number = 0; number < count; number++) {
        add("m" + number, "e" + number);
      }
    }

    private void add(String id, String event) {
      String customer = "c" + (int) (CUSTOMERS * Math.pow(random.nextDouble(), 3));
      boolean fails = random.nextInt(100) == 0;
      ObjectNode body = Json.object().put("customer", customer).put("fails", fails);
      body.putObject("metadata").put("id", event);
      ArrayNode lines = body.putArray("lines");
      for (int line = 1 + random.nextInt(3); line > 0; line--) {
        lines.add(random.nextInt(4));
      }
      messages.add(new Message(id, Json.text(body), fails));
      if (customer.equals(UNANSWERABLE)) {
        reasons.put(id, "HTTP 500");
      } else if (fails) {
        reasons.put(id, "it fails");
      } else {
        expect(event, lines, "N" + customer);
      }
    }

    private void expect(String event, ArrayNode lines, String name) {
      for (int part = 1; part <= lines.size(); part++) {
        int quantity = lines.get(part - 1).asInt();
        if (quantity > 0) {
          String place = lines.size() == 1 ? "" : String.valueOf(part);
          effects.put(event + "/" + place, quantity + " for " + name);
        }
      }
    }
  }

  private EnrichmentHandler handler(Layer layer) {
    layer
        .set("EMIT_METADATA", "meta")
        .set("QUEUE_MAX_RECEIVES", String.valueOf(RECEIVES))
        .file(
            "order.jslt",
            """
            let name = lookup("customers", .customer).name
            if (.fails) error("it fails") else [for (.lines) { "quantity": ., "name": $name }]
            """);
    Enricher withoutEmptyLines =
        Enricher.each(line ->
            line.path("quantity").asInt() == 0
                ? new Verdict.Drop("nothing is ordered")
                : Verdict.emit(line));
    Environment environment = layer.environment();
    return new EnrichmentHandler(environment, Transform.in(environment).then(withoutEmptyLines));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1_000, 10_000})
  void emitsEachHealthyRecordOnceAndQuarantinesTheOthers(int size) {
    Random random = new Random(size);
    Throttled customers = new Throttled(Math.clamp(size / 3, 3, 150));
    Layer layer = new Layer(root).quarantining().with("customers", customers);
    EnrichmentHandler handler = handler(layer);
    Load load = new Load(random, Math.min(RECEIVES * size, Math.max(8_000, 2 * size)));
    VirtualQueue queue = new VirtualQueue(RECEIVES, random, false);
    queue.send(load.messages);
    Map<String, String> effects = new HashMap<>();
    while (!queue.isEmpty()) {
      List<Message> batch = queue.receive(size);
      Optional<String> answer = VirtualQueue.answer(handler, batch);
      answer.ifPresent(text -> effect(text, effects));
      if (answer.isEmpty() || random.nextInt(20) == 0) {
        queue.giveBack(batch);
      }
    }
    assertThat(queue.dead).isEmpty();
    assertThat(effects).isEqualTo(load.effects);
    assertThat(reasons(layer)).isEqualTo(load.reasons);
    assertThat(customers.throttled).isPositive();
  }

  /** The target has an effect for each event, unless it had it before. */
  private static void effect(String answer, Map<String, String> effects) {
    for (JsonNode event : Layer.json(answer)) {
      JsonNode meta = event.path("meta");
      String key = meta.path("id").asText() + "/" + meta.path("part").asText();
      String effect = event.path("quantity").asText() + " for " + event.path("name").asText();
      assertThat(effects.put(key, effect)).isIn(null, effect);
    }
  }

  private static Map<String, String> reasons(Layer layer) {
    Map<String, String> reasons = new HashMap<>();
    Set<String> known = new HashSet<>(Set.of("it fails", "HTTP 500"));
    for (ObjectNode envelope : layer.quarantined) {
      String reason = envelope.path("reason").asText();
      String last = reason.substring(reason.lastIndexOf(": ") + 2);
      assertThat(known).contains(last);
      reasons.put(envelope.path("messageId").asText(), last);
    }
    return reasons;
  }
}
