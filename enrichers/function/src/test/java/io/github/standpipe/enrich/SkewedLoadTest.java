package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.VirtualQueue.Message;
import io.github.standpipe.internal.lookup.Server;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

  /**
   * A service that is throttled at some receives and then answers a few calls only, and that cannot
   * answer one key. The cache in front of it expires from time to time.
   */
  private static final class Customers implements AutoCloseable {
    private final AtomicInteger allowed = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Server server = new Server((request, body) -> reply(request.getRequestURI()));
    private Instant now = Layer.NOW;
    private int receives;

    /** Another receive. */
    void next() {
      now = now.plusSeconds(10);
      allowed.set(receives++ % 4 == 0 ? 3 : Integer.MAX_VALUE);
    }

    private Server.Reply reply(URI uri) {
      String key = uri.getPath().substring(1);
      if (allowed.decrementAndGet() < 0) {
        throttled.incrementAndGet();
        return new Server.Reply(429, "", "Retry-After", "3600");
      }
      if (key.equals(UNANSWERABLE)) {
        failed.incrementAndGet();
        return new Server.Reply(500, "");
      }
      return new Server.Reply(200, Json.text(Json.object().put("name", "N" + key)));
    }

    @Override
    public void close() {
      server.close();
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
        reasons.put(id, "HTTP 500, 2 times");
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

  private static EnrichmentHandler handler(Layer layer, Customers customers) {
    String service = customers.server.at() + "/{key}#cache=5m&tries=2&timeout=1m&parallel=64";
    layer
        .at(() -> customers.now)
        .set("LOOKUP_CUSTOMERS", service)
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
    Layer layer = new Layer(root).quarantining();
    Load load = new Load(random, Math.max(3_000, 2 * size));
    VirtualQueue queue = new VirtualQueue(RECEIVES, random, false);
    queue.send(load.messages);
    Map<String, String> effects = new HashMap<>();
    try (Customers customers = new Customers()) {
      EnrichmentHandler handler = handler(layer, customers);
      while (!queue.isEmpty()) {
        customers.next();
        List<Message> batch = queue.receive(size);
        Optional<String> answer = VirtualQueue.answer(handler, batch);
        answer.ifPresent(text -> effect(text, effects));
        if (answer.isEmpty() || random.nextInt(20) == 0) {
          queue.giveBack(batch);
        }
      }
      assertThat(customers.throttled).hasPositiveValue();
      assertThat(customers.failed).hasPositiveValue();
    }
    assertThat(queue.dead).isEmpty();
    assertThat(effects).isEqualTo(load.effects);
    assertThat(reasons(layer)).isEqualTo(load.reasons);
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
    for (ObjectNode envelope : layer.quarantined) {
      String reason = envelope.path("reason").asText();
      String last = reason.substring(reason.lastIndexOf(": ") + 2).replaceAll("; .*", "");
      reasons.put(envelope.path("messageId").asText(), last);
    }
    return reasons;
  }
}
