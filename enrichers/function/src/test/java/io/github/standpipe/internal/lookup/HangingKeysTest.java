package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.internal.lookup.Server.Reply;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key for which a service never answers: however the times of a call, a round and the invocation
 * are related, it fails its own events, and the others go on.
 */
class HangingKeysTest {
  private static final String CUT_OFF = "no answer before the time ran out; ";

  @TempDir Path root;

  private static Server hangingAt(String... odd) {
    Set<String> all = Set.of(odd);
    return new Server((request, body) -> {
      String query = request.getRequestURI().toString().replaceAll(".*[/=]", "");
      Set<String> keys = Set.of(query.split(","));
      return keys.stream().anyMatch(all::contains)
          ? new Reply(-1, "")
          : new Reply(200, keys.stream().collect(Collectors.joining("\":1,\"", "{\"", "\":1}")));
    });
  }

  private Function function(String uri) {
    return new Function(root).transform("{\"d\": lookup(\"docs\", .k)}").docs(uri);
  }

  /** A first call takes longer than the next ones. */
  private static EnrichmentHandler warm(Function function) {
    EnrichmentHandler handler = function.started();
    function.call(handler, "[{\"k\":\"warm\"}]");
    return handler;
  }

  /** An event for each key, the last one first. */
  private static String events(int count) {
    return IntStream.range(0, count)
        .mapToObj(key -> "{\"k\":\"k" + (count - 1 - key) + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void failsAtLast(Function function, EnrichmentHandler handler, String why) {
    assertThatThrownBy(() -> function.call(handler, events(20)))
        .hasMessageStartingWith("1 of 20 records failed: record 20: ")
        .hasMessageEndingWith("look-up docs: " + why);
  }

  /** The second receive finds the others in the cache. */
  @ParameterizedTest
  @CsvSource({"timeout=1m&within=2s, 30000", "timeout=1m&within=1m, 3000", "tries=5, 2500"})
  void failsItsEventAtTheFirstReceive(String options, int remaining) {
    try (Server server = hangingAt("k0")) {
      Function function = function(server.at() + "/{key}#cache=1h&" + options).remaining(remaining);
      EnrichmentHandler handler = warm(function);
      failsAtLast(function, handler, CUT_OFF + "it answered 19 of 20 keys");
      failsAtLast(function, handler, CUT_OFF + "it answered another key");
    }
  }

  /** Who shares a call with it is asked for alone at the next receive. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&cache=1h"})
  void failsItsEventAtTheSecondReceiveIfItSharesACall(String cache) {
    try (Server server = hangingAt("k0")) {
      Function function =
          function(server.at() + "/?ids={keys}#timeout=1m&within=2s&batch=10" + cache);
      EnrichmentHandler handler = warm(function);
      assertThatThrownBy(() -> function.call(handler, events(20)))
          .hasMessage("look-up docs did not answer for 20 keys: the time ran out, 10 keys left");
      failsAtLast(function, handler, CUT_OFF + "it answered 9 of 10 keys");
      assertThat(server.asked).hasSize(13);
    }
  }

  /** The halves of a call without an answer are requested at once, so each step takes one time. */
  @Test
  void findsSeveralAmongMany() {
    try (Server server = hangingAt("k0", "k31", "k32", "k99")) {
      Function function = function(server.at() + "/?ids={keys}#timeout=1s&batch=100&tries=1");
      EnrichmentHandler handler = function.started();
      assertThatThrownBy(() -> function.call(handler, events(100)))
          .hasMessageStartingWith("4 of 100 records failed: record 1: ")
          .hasMessageContaining("no answer within 1 s, 1 time; it answered 96 of 100 keys");
    }
  }

  /** A service that takes the same time for each key is slow, and no key is at fault. */
  @ParameterizedTest
  @ValueSource(ints = {500, 700, 1_200})
  void doesNotTakeASlowServiceForABadKey(int within) {
    try (Server server =
        new Server((request, body) -> {
          Thread.sleep(1_000);
          return new Reply(200, "1");
        })) {
      Function function =
          function(server.at() + "/{key}#parallel=10&timeout=1m&within=" + within + "ms");
      assertThatThrownBy(() -> function.call(function.started(), events(20)))
          .hasMessageMatching("look-up docs did not answer for 20 keys: the time ran out, .*left");
    }
  }
}
