package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that returned because a service had too much to do goes on where it ended. */
class ResumedLookupTest {
  @TempDir Path root;

  private static String[] keys(int many) {
    return IntStream.range(0, many).mapToObj(i -> "\"k" + i + "\"").toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&cache=1h", "&cache=1s"})
  void asksOnlyForWhatIsLeft(String cache) {
    AtomicInteger allowed = new AtomicInteger();
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (Server server =
        new Server((request, body) -> {
          if (allowed.decrementAndGet() < 0) {
            return new Reply(429, "", "Retry-After", "3600");
          }
          assertThat(answered.add(request.getRequestURI().getPath())).isTrue();
          return new Reply(200, "1");
        })) {
      Function function = new Function(root).docs(server.at() + "/{key}#parallel=4" + cache);
      EnrichmentHandler handler = function.started();
      for (int receive = 1; receive < 4; receive++) {
        allowed.set(10);
        assertThatThrownBy(() -> function.find(handler, keys(40)))
            .isInstanceOf(Fault.class)
            .hasMessageContaining("look-up docs did not answer for 40 keys: the time ran out, ")
            .hasMessageEndingWith(40 - 10 * receive + " keys left; last: HTTP 429");
        function.later(90);
      }
      allowed.set(10);
      assertThat(Function.json(function.find(handler, keys(40)))).hasSize(40);
    }
  }

  /** Each receive has time for some of the keys; those that are under way are asked for again. */
  @Test
  void passesAlsoIfTheServiceIsTooSlowForTheTime() {
    try (Server server =
        new Server((request, body) -> {
          Thread.sleep(200);
          return new Reply(200, "1");
        })) {
      Function function = new Function(root).docs(server.at() + "/{key}#parallel=4&within=2s");
      EnrichmentHandler handler = function.started();
      int receives = 1;
      while (receives < 10 && !passes(function, handler)) {
        receives++;
      }
      assertThat(receives).isBetween(2, 9);
      assertThat(server.asked).hasSizeLessThan(60 + 4 * receives);
    }
  }

  private static boolean passes(Function function, EnrichmentHandler handler) {
    try {
      return Function.json(function.find(handler, keys(60))).size() == 60;
    } catch (Fault e) {
      assertThat(e).hasMessageContaining("the time ran out");
      return false;
    }
  }

  /** The documents of an event that is tried again for a reason of its own are fetched anew. */
  @Test
  void keepsNothingOfABatchThatReturnsForAnotherReason() {
    try (Server server = new Server((request, body) -> new Reply(200, "1"))) {
      Function function =
          new Function(root)
              .docs(server.at() + "/{key}")
              .transform("if (lookup(\"docs\", .k) == 1) error(\"not yet\") else .");
      EnrichmentHandler handler = function.started();
      for (int receive = 1; receive < 3; receive++) {
        assertThatThrownBy(() -> function.call(handler, "[{\"k\":\"a\"}]"))
            .hasMessageContaining("not yet");
        assertThat(server.asked).hasSize(receive);
      }
    }
  }

  /**
   * A table that processes a limited number of keys per second, and leaves the others of a call.
   */
  private record Throttle(Dynamo dynamo, int keysASecond, AtomicLong used, long start) {
    Reply answer(JsonNode request) {
      ObjectNode answer = dynamo.found(request);
      ObjectNode table = request.path("RequestItems").path("docs").deepCopy();
      ArrayNode left = (ArrayNode) table.get("Keys");
      ObjectNode processed = Json.object();
      ArrayNode keys = processed.putObject("RequestItems").putObject("docs").putArray("Keys");
      long allowed = (System.nanoTime() - start) * keysASecond / 1_000_000_000L;
      while (!left.isEmpty() && used.get() < allowed) {
        used.incrementAndGet();
        keys.add(left.remove(0));
      }
      answer.set("Responses", dynamo.found(processed).get("Responses"));
      if (!left.isEmpty()) {
        answer.putObject("UnprocessedKeys").set("docs", table);
      }
      return new Reply(200, Json.text(answer));
    }
  }

  @Test
  void givesAThrottledTableTime() {
    try (Dynamo dynamo = new Dynamo()) {
      for (int i = 0; i < 450; i++) {
        dynamo.put("docs", "{\"id\":{\"S\":\"k" + i + "\"}}", "{}");
      }
      Function function =
          dynamo
              .function(new Function(root))
              .docs("dynamodb:docs#key=id&tries=20&within=5m")
              .remaining(600_000);
      EnrichmentHandler handler = function.started();
      Throttle throttle = new Throttle(dynamo, 300, new AtomicLong(), System.nanoTime());
      dynamo.interfering((call, request) -> throttle.answer(request));
      JsonNode found = Function.json(function.find(handler, keys(450)));
      assertThat(found).hasSize(450).allSatisfy(item -> assertThat(item.has("id")).isTrue());
      assertThat(dynamo.requests).hasSizeLessThan(150);
    }
  }
}
