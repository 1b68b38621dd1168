package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While documents are pending, nothing is decided by them, and all keys that are known are asked.
 */
class PendingTest {
  @TempDir Path root;

  /** Any key has a document, but for one in five. */
  static JsonNode document(String name, String key) {
    Random random = new Random((name + key).hashCode() * 31L + 7);
    return switch (random.nextInt(5)) {
      case 0 -> MissingNode.getInstance();
      case 1 -> Layer.json("[" + random.nextInt(3) + ", {\"a\": \"x" + random.nextInt(4) + "\"}]");
      default ->
          Layer.json(
              "{\"a\": \""
                  + random.nextInt(9)
                  + "\", \"b\": "
                  + random.nextInt(3)
                  + ", \"c\": {\"a\": \"k\", \"d\": null}, \"d\": [1, \"a\"]}");
    };
  }

  /** What was asked, round by round. */
  static final class Asked {
    final List<Set<String>> rounds = new ArrayList<>();

    Lookup lookup(String name) {
      return (keys, invocation) -> {
        synchronized (this) {
          Map<String, JsonNode> found = new HashMap<>();
          Set<String> round = new TreeSet<>();
          for (String key : keys) {
            round.add(name + ":" + key);
            JsonNode document = document(name, key);
            if (!document.isMissingNode()) {
              found.put(key, document);
            }
          }
          rounds.add(round);
          return found;
        }
      };
    }

    Map<String, Lookup> lookups() {
      return Map.of("one", lookup("one"), "other", lookup("other"));
    }

    Set<String> keys() {
      Set<String> all = new HashSet<>();
      rounds.forEach(all::addAll);
      return all;
    }
  }

  /**
   * The naive evaluation: a document that is not there yet is null, and the result of that counts
   * only once nothing new is asked.
   */
  private static List<Verdict> naive(Environment environment, List<JsonNode> events) {
    Hydration hydration = new Hydration(environment);
    JsltFile file =
        JsltFile.compile(
            environment.root().resolve("t.jslt"),
            hydration.functions(),
            LayerFiles.of(environment),
            OverflowReport.in(environment));
    hydration.ready();
    return new Rounds(hydration, "t.jslt")
        .verdicts(
            Batch.of(events),
            Invocation.of(environment),
            (event, lookups) -> {
              try {
                return new Verdict.Emit(List.of(Objects.requireNonNull(file.apply(lookups))));
              } catch (VerdictException e) {
                return e.verdict();
              }
            });
  }

  private Environment environment(Map<String, Lookup> lookups) {
    return new Environment(
        Map.of("TRANSFORM", "t.jslt", "MAX_LOOKUP_ROUNDS", "1000"),
        root,
        lookups,
        java.time.InstantSource.fixed(java.time.Instant.EPOCH),
        () -> new java.util.UUID(1, 2));
  }

  static List<JsonNode> events(long seed) {
    Random random = new Random(seed);
    List<JsonNode> events = new ArrayList<>();
    for (int event = 0; event < 4; event++) {
      String items =
          random
              .ints(random.nextInt(5), 0, 7)
              .mapToObj(n -> "{\"a\": \"" + n + "\", \"b\": " + n + "}")
              .reduce((x, y) -> x + ", " + y)
              .orElse("");
      events.add(
          Layer.json(
              "{\"a\": ["
                  + items
                  + "], \"b\": \""
                  + random.nextInt(6)
                  + "\", \"c\": {\"a\": "
                  + random.nextInt(5)
                  + ", \"b\": null}, \"d\": "
                  + random.nextInt(3)
                  + "}"));
    }
    return events;
  }

  @Test
  void givesTheVerdictsOfTheNaiveEvaluation() throws Exception {
    int asking = 0;
    for (long seed = 0; seed < 4_000; seed++) {
      String jslt = RandomTransforms.withLookups(seed);
      Files.writeString(root.resolve("t.jslt"), jslt);
      List<JsonNode> events = events(seed);
      Asked old = new Asked();
      Asked now = new Asked();
      Transform transform;
      try {
        transform = Transform.in(environment(now.lookups()));
      } catch (Fault e) {
        continue;
      }
      List<Verdict> expected = naive(environment(old.lookups()), events);
      List<Verdict> seen = Layer.enrich(transform, events);
      for (int event = 0; event < events.size(); event++) {
        hold(seed + ": " + jslt, expected.get(event), seen.get(event));
      }
      asking += now.rounds.isEmpty() ? 0 : 1;
    }
    assertThat(asking).isGreaterThan(1_000);
  }

  /** Documents by documents, judged in every way, in loops and functions. */
  @Test
  void asksAsOftenAsLookUpsDependOnOneAnother() throws Exception {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      StringBuilder jslt = new StringBuilder("def judged(x) require($x, \"none\")\n");
      int[] depths = new int[1 + random.nextInt(6)];
      StringBuilder lets = new StringBuilder();
      for (int v = 0; v < depths.length; v++) {
        int on = random.nextInt(v + 1) - 1;
        String key = on < 0 ? "string(.) + \"-" + v + "\"" : "$v" + on + ".next + \"" + v + "\"";
        String found = "lookup(\"" + (random.nextBoolean() ? "one" : "other") + "\", " + key + ")";
        depths[v] = on < 0 ? 1 : depths[on] + 1;
        lets.append("let v").append(v).append(" = ").append(judged(random, found)).append("\n");
      }
      String body = "[for (.items) " + lets + "{\"last\": $v" + (depths.length - 1) + ".next}]";
      Files.writeString(root.resolve("t.jslt"), jslt + "{\"lines\": " + body + "}");
      List<Set<String>> rounds = new ArrayList<>();
      Lookup lookup =
          (keys, invocation) -> {
            Map<String, JsonNode> found = new HashMap<>();
            keys.forEach(k -> found.put(k, Layer.json("{\"next\": \"" + k + ">\", \"n\": 1}")));
            synchronized (rounds) {
              rounds.add(Set.copyOf(keys));
            }
            return found;
          };
      List<Verdict> verdicts =
          Layer.enrich(
              Transform.in(environment(Map.of("one", lookup, "other", lookup))),
              List.of(Layer.json("{\"items\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}")));
      int depth = java.util.Arrays.stream(depths).max().orElseThrow();
      assertThat(verdicts.getFirst()).as(body).isInstanceOf(Verdict.Emit.class);
      assertThat(rounds.size()).as(body).isBetween(depth, 2 * depth);
      assertThat(rounds.stream().mapToInt(Set::size).sum()).as(body).isEqualTo(12 * depths.length);
    }
  }

  private static String judged(Random random, String found) {
    return switch (random.nextInt(5)) {
      case 0 -> "require(" + found + ", \"none\")";
      case 1 -> "judged(" + found + ")";
      case 2 -> "(" + found + " | if (.n > 5) error(\"x\") else .)";
      case 3 -> "fallback(" + found + ", error(\"x\"))";
      default -> found;
    };
  }

  private static void hold(String about, Verdict expected, Verdict seen) {
    if (expected instanceof Verdict.Emit emit && emit.events().getFirst().isObject()) {
      assertThat(seen).as(about).hasToString(expected.toString());
    } else if (expected instanceof Verdict.Fail) {
      assertThat(seen).as(about).isInstanceOf(Verdict.Fail.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "1000, 12"})
  void settlesLinesOfDependentLookUpsInTwoRounds(int orders, int lines) throws Exception {
    Files.writeString(
        root.resolve("t.jslt"),
        """
        let customer = require(lookup("customers", .customer), "no customer")
        {
          "id": .id,
          "customer": $customer.name,
          "lines": [for (.lines)
            let product = require(lookup("products", .sku), "no product")
            let warehouse = lookup("warehouses", $product.warehouse)
            {
              "sku": .sku,
              "name": if ($product.name == "") error("no name") else $product.name,
              "from": if ($warehouse) $warehouse.city else quarantine("no warehouse")
            }]
        }
        """);
    List<JsonNode> events = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      StringBuilder text =
          new StringBuilder("{\"id\": " + order + ", \"customer\": \"C" + order % 50);
      text.append("\", \"lines\": [");
      for (int line = 0; line < lines; line++) {
        text.append(line == 0 ? "" : ",").append("{\"sku\": \"P").append((order + line) % 200);
        text.append("\"}");
      }
      events.add(Layer.json(text + "]}"));
    }
    List<String> calls = new ArrayList<>();
    Map<String, Lookup> lookups = new HashMap<>();
    for (String name : List.of("customers", "products", "warehouses")) {
      lookups.put(
          name,
          (keys, invocation) -> {
            synchronized (calls) {
              calls.add(name);
            }
            Map<String, JsonNode> found = new HashMap<>();
            keys.forEach(key ->
                found.put(
                    key,
                    Layer.json(
                        "{\"name\": \"n"
                            + key
                            + "\", \"city\": \"c\", \"warehouse\": \"W"
                            + Math.abs(key.hashCode() % 5)
                            + "\"}")));
            return found;
          });
    }
    List<Verdict> verdicts = Layer.enrich(Transform.in(environment(lookups)), events);
    assertThat(verdicts).hasSize(orders).allMatch(Verdict.Emit.class::isInstance);
    assertThat(calls).containsExactlyInAnyOrder("customers", "products", "warehouses");
    assertThat(calls).last().isEqualTo("warehouses");
  }
}
