package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.UnfinishedLookupException;
import io.github.standpipe.internal.lookup.Server.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that a service cannot answer fails the events that ask for it, and no others. */
class UnanswerableKeysTest {
  private static final int CASES = 1_000;
  private static final Kind[] BAD = {Kind.FAILS, Kind.BUSY, Kind.BREAKS};

  @TempDir Path root;

  /** What the service does if a key is among those of a call. */
  private enum Kind {
    DOCUMENT,
    MISS,
    FAILS,
    BUSY,
    BREAKS
  }

  /** A service that spoils a whole call for one key. */
  private record Service(Map<String, Kind> kinds) implements LookupCall {
    @Override
    public ServiceAnswer ask(List<String> keys, Figures figures) throws IOException {
      Map<String, JsonNode> found = new HashMap<>();
      for (String key : keys) {
        switch (Objects.requireNonNull(kinds.get(key))) {
          case DOCUMENT -> found.put(key, TextNode.valueOf(key));
          case MISS -> {}
          case FAILS -> {
            return new ServiceAnswer.Failed("HTTP 403");
          }
          case BUSY -> {
            return new ServiceAnswer.Busy("HTTP 500");
          }
          case BREAKS -> throw new IOException("broken");
        }
      }
      return ServiceAnswer.found(found);
    }
  }

  private static Invocation invocation() {
    return Invocation.of(
        new Environment(Map.of(), Path.of(""), Map.of(), InstantSource.system(), UUID::randomUUID));
  }

  private static Limits limits(int keys, int tries) {
    return new Limits(keys, Duration.ofMinutes(2), Duration.ofMinutes(4), tries, 16);
  }

  @Test
  void answersEachKeyAsIfItWereAskedForAlone() throws Exception {
    List<Future<?>> cases = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int seed = 0; seed < CASES; seed++) {
        Random random = new Random(seed);
        cases.add(threads.submit(() -> holds(random)));
      }
    }
    for (Future<?> one : cases) {
      one.get();
    }
  }

  private static void holds(Random random) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    int badPercent = List.of(3, 10, 50, 90, 100).get(random.nextInt(5));
    for (int key = random.nextInt(20); key >= 0; key--) {
      boolean bad = random.nextInt(100) < badPercent;
      kinds.put(
          "k" + key, bad ? BAD[random.nextInt(3)] : Kind.values()[random.nextInt(4) == 0 ? 1 : 0]);
    }
    Limits limits = limits(List.of(1, 4, 100).get(random.nextInt(3)), 1 + random.nextInt(2));
    Calls calls = new Calls(new Service(kinds), limits);
    long good = kinds.values().stream().filter(UnanswerableKeysTest::isGood).count();
    if (good == 0) {
      UnfinishedLookupException fault =
          catchThrowableOfType(
              UnfinishedLookupException.class, () -> calls.find(kinds.keySet(), invocation()));
      assertThat(fault.found()).isEmpty();
      return;
    }
    Map<String, JsonNode> found = calls.find(kinds.keySet(), invocation());
    kinds.forEach((key, kind) -> {
      JsonNode document = found.get(key);
      switch (kind) {
        case DOCUMENT -> assertThat(document).isEqualTo(TextNode.valueOf(key));
        case MISS -> assertThat(document).isNull();
        default ->
            assertThat(String.valueOf(document))
                .contains("; it answered " + good + " of " + kinds.size() + " keys");
      }
    });
  }

  private static boolean isGood(Kind kind) {
    return kind == Kind.DOCUMENT || kind == Kind.MISS;
  }

  @Test
  void asksForAKeyThatItAnsweredBeforeIfItAnswersNone() {
    AtomicBoolean down = new AtomicBoolean();
    Service service = new Service(Map.of("a", Kind.DOCUMENT, "odd", Kind.BUSY));
    LookupCall call =
        (keys, figures) ->
            down.get() ? new ServiceAnswer.Busy("HTTP 503") : service.ask(keys, figures);
    Calls calls = new Calls(call, limits(1, 2));
    assertThatThrownBy(() -> calls.find(Map.of("odd", 1).keySet(), invocation()))
        .hasMessage("HTTP 500, 2 times; 1 key left");
    calls.find(Map.of("a", 1).keySet(), invocation());
    assertThat(String.valueOf(calls.find(Map.of("odd", 1).keySet(), invocation()).get("odd")))
        .contains("HTTP 500, 2 times; it answered another key");
    down.set(true);
    assertThatThrownBy(() -> calls.find(Map.of("odd", 1).keySet(), invocation()))
        .hasMessage("HTTP 503, 2 times; 1 key left");
  }

  /** A service that answers one call but not sixteen at once is busy; its keys are not at fault. */
  @Test
  void takesAServiceThatAnswersFewKeysOnlyForDown() {
    AtomicBoolean down = new AtomicBoolean();
    LookupCall call =
        (keys, figures) ->
            down.get() && !keys.equals(List.of("k0"))
                ? new ServiceAnswer.Busy("HTTP 500")
                : ServiceAnswer.found(Map.of());
    Calls calls = new Calls(call, limits(1, 1));
    Map<String, Integer> keys = new LinkedHashMap<>();
    for (int key = 0; key < 20; key++) {
      keys.put("k" + key, key);
    }
    calls.find(keys.keySet(), invocation());
    down.set(true);
    assertThatThrownBy(() -> calls.find(Map.of("other", 1).keySet(), invocation()))
        .hasMessage("HTTP 500, 1 time; 1 key left");
  }

  /** Otherwise an outage would be multiplied by the number of keys. */
  @Test
  void doesNotDivideTheCallsOfAServiceThatAnswersNothing() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (int key = 0; key < 2_000; key++) {
      kinds.put("k" + key, Kind.FAILS);
    }
    int[] calls = new int[1];
    LookupCall service =
        (keys, figures) -> {
          synchronized (calls) {
            calls[0]++;
          }
          return new ServiceAnswer.Failed("HTTP 403");
        };
    assertThatThrownBy(() -> new Calls(service, limits(100, 5)).find(kinds.keySet(), invocation()))
        .hasMessage("HTTP 403");
    assertThat(calls[0]).isLessThan(500);
  }

  /** A hanging key of one call must not use up the time of the others. */
  @Test
  void findsTheKeyThatHangsAmongSeveral() {
    LookupCall service =
        (keys, figures) -> {
          if (keys.contains("odd")) {
            Thread.sleep(Duration.ofMinutes(5));
          }
          return ServiceAnswer.found(Map.of());
        };
    Limits limits = new Limits(50, Duration.ofMillis(300), Duration.ofMinutes(4), 2, 16);
    Map<String, Integer> keys = new LinkedHashMap<>();
    for (int key = 0; key < 20; key++) {
      keys.put(key == 7 ? "odd" : "k" + key, key);
    }
    assertThat(new Calls(service, limits).find(keys.keySet(), invocation()))
        .hasSize(1)
        .extractingByKey("odd")
        .asString()
        .contains("no answer within 300 ms, 2 times; it answered 19 of 20 keys");
  }

  private Function function(Server server, String uri) {
    return new Function(root)
        .transform("{\"d\": lookup(\"docs\", .k)}")
        .set("AWS_ENDPOINT_URL_DYNAMODB", server.at())
        .set("AWS_ENDPOINT_URL_S3", server.at())
        .set("AWS_REGION", "eu-central-1")
        .set("AWS_ACCESS_KEY_ID", "id")
        .set("AWS_SECRET_ACCESS_KEY", "secret")
        .docs(uri);
  }

  private void failsAlone(Server server, String uri, String why) {
    Function function = function(server, uri);
    EnrichmentHandler handler = function.started();
    String batch = "[{\"k\":\"a\"},{\"k\":\"odd\"},{\"k\":\"b\"}]";
    for (int receive = 0; receive < 2; receive++) {
      assertThatThrownBy(() -> function.call(handler, batch))
          .hasMessage(
              "1 of 3 records failed: record 2: "
                  + (root + "/x.jslt:1:7: look-up docs: " + why + "; it answered 2 of 3 keys"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|x|HTTP 500, 2 times",
        "503|x|HTTP 503, 2 times",
        "429|x|HTTP 429, 2 times",
        "204|''|HTTP 204; 200 gives a document and 404 says there is none",
        "301|x|HTTP 301; 200 gives a document and 404 says there is none",
        "401|x|HTTP 401; 200 gives a document and 404 says there is none",
        "403|x|HTTP 403; 200 gives a document and 404 says there is none",
        "409|x|HTTP 409; 200 gives a document and 404 says there is none",
        "200|<html>|its answer is not JSON: unexpected character",
        "200|''|its answer is not JSON: there is no JSON value",
        "0|x|the connection broke off, or the answer is not what the protocol says, 2 times"
      })
  void failsOneKeyOfAServiceForEachKey(int status, String body, String why) {
    try (Server server =
        new Server((request, b) ->
            request.getRequestURI().getPath().endsWith("odd")
                ? new Reply(status, body)
                : new Reply(200, "1"))) {
      failsAlone(server, server.at() + "/{key}#tries=2", why);
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "403", "404", "409", "422"})
  void failsOneKeyOfAServiceForMany(int status) {
    try (Server server =
        new Server((request, b) ->
            request.getRequestURI().getQuery().contains("odd")
                ? new Reply(status, "x")
                : new Reply(200, "{\"a\":1,\"b\":2}"))) {
      failsAlone(
          server,
          server.at() + "/?ids={keys}#tries=2",
          "HTTP "
              + status
              + "; a service that is asked for many keys must answer 200 with the documents that"
              + " it has");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, bucket docs: AccessDenied",
    "500, InternalError, 'InternalError, 2 times'",
    "301, PermanentRedirect, bucket docs: PermanentRedirect"
  })
  void failsOneObject(int status, String code, String why) {
    try (Server server =
        new Server((request, b) ->
            request.getRequestURI().getPath().endsWith("odd")
                ? new Reply(status, "<Error><Code>" + code + "</Code></Error>")
                : new Reply(200, "1"))) {
      failsAlone(server, "s3:docs#tries=2", why);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, table docs: AccessDeniedException",
    "400, ValidationException, table docs: ValidationException",
    "500, InternalServerError, 'InternalServerError, 2 times'"
  })
  void failsOneItem(int status, String code, String why) {
    try (Dynamo dynamo =
        new Dynamo()
            .interfering((call, request) ->
                request.toString().contains("\"odd\"")
                    ? new Reply(status, "{\"__type\":\"x#" + code + "\"}")
                    : null)) {
      failsAlone(dynamo.server, "dynamodb:docs#key=id&tries=2", why);
    }
  }

  /** One key that is wrong in no way the service names may not stop the batch at each receive. */
  @Test
  void failsAKeyThatIsLeftAloneByACache() {
    try (Server server =
        new Server((request, b) ->
            request.getRequestURI().getPath().endsWith("odd")
                ? new Reply(500, "x")
                : new Reply(200, "1"))) {
      Function function = function(server, server.at() + "/{key}#tries=2&cache=1h");
      EnrichmentHandler handler = function.started();
      assertThatThrownBy(() -> function.call(handler, "[{\"k\":\"a\"},{\"k\":\"odd\"}]"))
          .hasMessageEndingWith("HTTP 500, 2 times; it answered 1 of 2 keys");
      assertThatThrownBy(() -> function.call(handler, "[{\"k\":\"a\"},{\"k\":\"odd\"}]"))
          .hasMessage(
              "1 of 2 records failed: record 2: "
                  + (root + "/x.jslt:1:7: look-up docs: HTTP 500, 2 times;")
                  + " it answered another key");
    }
  }
}
