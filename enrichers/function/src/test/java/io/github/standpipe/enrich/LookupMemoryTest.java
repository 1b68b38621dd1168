package io.github.standpipe.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a look-up found for a batch that returned because a look-up did not answer. */
class LookupMemoryTest {
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");

  /** A service that answers some keys only, if there are limits; odd keys have no document. */
  private static final class Service implements Lookup {
    final Random random;
    final Set<String> asked = new TreeSet<>();
    final Set<String> answered = new TreeSet<>();
    boolean busy;

    Service(Random random) {
      this.random = random;
    }

    @Override
    public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
      asked.addAll(keys);
      List<String> some = new ArrayList<>(keys);
      Collections.shuffle(some, random);
      if (busy) {
        some = some.subList(0, random.nextInt(some.size()));
      }
      answered.addAll(some);
      Map<String, JsonNode> found = documents(some);
      if (busy) {
        Set<String> missing = new HashSet<>(some);
        missing.removeAll(found.keySet());
        throw new UnfinishedLookupException("the time ran out", found, missing);
      }
      return found;
    }

    void forget() {
      asked.clear();
      answered.clear();
    }
  }

  private static Map<String, JsonNode> documents(Iterable<String> keys) {
    Map<String, JsonNode> found = new HashMap<>();
    for (String key : keys) {
      if (key.length() % 2 == 0) {
        found.put(key, TextNode.valueOf("of " + key));
      }
    }
    return found;
  }

  private Invocation invocation() {
    return Invocation.of(
        new Environment(Map.of(), Path.of(""), Map.of(), () -> now, UUID::randomUUID));
  }

  private static Lookup cached(Lookup lookup, String cache) {
    return LookupCache.of(
        lookup, LookupUri.parse("LOOKUP_X", "http://h/{key}#tries=1" + cache).orElseThrow());
  }

  private static Set<String> keys(Random random) {
    return IntStream.range(0, 1 + random.nextInt(20))
        .mapToObj(i -> "k".repeat(1 + random.nextInt(40)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Two look-ups of one batch, over several receives; the first ones run out of time. Each key that
   * was answered, at either look-up, is not asked for again.
   */
  @Test
  void asksForNothingTwiceUntilTheBatchPasses() {
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      String cache = List.of("", "&cache=1h&miss=30m", "&cache=1ms").get(random.nextInt(3));
      Service one = new Service(random);
      Service other = new Service(random);
      Lookups lookups =
          new Lookups(
              Map.of(
                  "one", new LookupMemory(cached(one, cache), 100),
                  "other", new LookupMemory(cached(other, cache), 100)));
      Map<String, Set<String>> keys = Map.of("one", keys(random), "other", keys(random));
      Set<String> answered = new HashSet<>();
      for (int receives = random.nextInt(5); receives > 0; receives--) {
        one.busy = random.nextBoolean();
        other.busy = !one.busy;
        boolean passed = passes(lookups, keys);
        List<Service> services = List.of(one, other);
        for (int s = 0; s < 2; s++) {
          for (String key : services.get(s).asked) {
            assertThat(answered).as("seed " + seed).doesNotContain(s + key);
          }
          for (String key : services.get(s).answered) {
            answered.add(s + key);
          }
        }
        one.forget();
        other.forget();
        if (passed) {
          break;
        }
        now = now.plusSeconds(1 + random.nextInt(50));
        if (random.nextInt(8) == 0 && !cache.contains("1h")) {
          now = now.plusSeconds(300);
          answered.clear();
        }
      }
      one.busy = false;
      other.busy = false;
      Map<String, Map<String, JsonNode>> found = lookups.find(keys, invocation());
      keys.forEach((name, all) -> assertThat(found.get(name)).isEqualTo(documents(all)));
    }
  }

  private boolean passes(Lookups lookups, Map<String, Set<String>> keys) {
    try {
      lookups.find(keys, invocation());
      return true;
    } catch (Fault e) {
      assertThat(e).hasMessageContaining("the time ran out");
      return false;
    }
  }

  @Test
  void givesWhatItKeptToOneInvocationOnly() {
    Service service = new Service(new Random(1));
    Lookup broken =
        (keys, invocation) -> {
          throw new Fault("it is down");
        };
    Lookups lookups = new Lookups(Map.of("a", new LookupMemory(service, 100), "b", broken));
    Map<String, Set<String>> both = Map.of("a", Set.of("kk", "k"), "b", Set.of("x"));
    Map<String, Set<String>> one = Map.of("a", Set.of("kk", "k"));
    assertThatThrownBy(() -> lookups.find(both, invocation())).hasMessageContaining("it is down");
    assertThat(service.asked).containsExactly("k", "kk");
    service.forget();
    assertThatThrownBy(() -> lookups.find(both, invocation())).hasMessageContaining("it is down");
    assertThat(service.asked).isEmpty();
    assertThat(lookups.find(one, invocation())).isEqualTo(Map.of("a", documents(List.of("kk"))));
    assertThat(service.asked).isEmpty();
    assertThat(lookups.find(one, invocation())).isEqualTo(Map.of("a", documents(List.of("kk"))));
    assertThat(service.asked).containsExactly("k", "kk");
  }

  @Test
  void keepsAnAnswerForFiveMinutesAndNoMoreThanItMay() {
    Service service = new Service(new Random(1));
    Lookup broken =
        (keys, invocation) -> {
          throw new Fault("it is down");
        };
    Lookups lookups = new Lookups(Map.of("a", new LookupMemory(service, 1), "b", broken));
    Map<String, Set<String>> both = Map.of("a", Set.of("kk", "k"), "b", Set.of("x"));
    assertThatThrownBy(() -> lookups.find(both, invocation())).hasMessageContaining("it is down");
    service.forget();
    now = now.plusSeconds(299);
    assertThatThrownBy(() -> lookups.find(both, invocation())).hasMessageContaining("it is down");
    assertThat(service.asked).hasSize(1);
    service.forget();
    now = now.plusSeconds(300);
    assertThatThrownBy(() -> lookups.find(both, invocation())).hasMessageContaining("it is down");
    assertThat(service.asked).hasSize(2);
  }
}
