package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Transform;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  @TempDir Path root;

  private Function function() {
    return new Function(root);
  }

  private static Reply path(String path) {
    return new Reply(200, "{\"p\":\"" + path + "\"}");
  }

  @Test
  void asksOnceAKeyAndTakes404AsAMiss() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().endsWith("/no")
                ? new Reply(404, "<html>")
                : path(request.getRequestURI().toString()))) {
      assertThat(
              function()
                  .docs(server.at() + "/c/{key}?fields=a,b")
                  .find("\"a\"", "\"no\"", "\"a\"", "7"))
          .isEqualTo(
              "[{\"p\":\"/c/a?fields=a,b\"},null,{\"p\":\"/c/a?fields=a,b\"},"
                  + "{\"p\":\"/c/7?fields=a,b\"}]");
      assertThat(server.asked)
          .containsExactlyInAnyOrder("/c/a?fields=a,b", "/c/no?fields=a,b", "/c/7?fields=a,b");
    }
  }

  /** Two clients would keep two caches. */
  @Test
  void asksOnceForAnEnricherAndATransformOfOneEnvironment() {
    try (Server server = new Server((request, body) -> path("x"))) {
      Function function = function().docs(server.at() + "/{key}#cache=5m");
      function.transform("{\"first\": .first, \"second\": lookup(\"docs\", \"a\").p}");
      Environment environment = function.environment();
      Enricher first =
          Enricher.each(
              environment,
              (event, documents) -> {
                JsonNode found = documents.find("docs", "a").path("p");
                return Verdict.emit(JsonNodeFactory.instance.objectNode().set("first", found));
              });

      EnrichmentHandler handler =
          new EnrichmentHandler(environment, first.then(Transform.in(environment)));

      assertThat(function.call(handler, "[{}]")).contains("\"first\":\"x\"", "\"second\":\"x\"");
      assertThat(server.asked).containsExactly("/a");
    }
  }

  @Test
  void writesAKeyOfAnyCharactersIntoThePath() {
    try (Server server = new Server((request, body) -> path("x"))) {
      function().docs(server.at() + "/{key}").find("\"a/b?c#d e%+&=é日😀\\u0000~*\"");
      assertThat(server.asked)
          .containsExactly("/a%2Fb%3Fc%23d%20e%25%2B%26%3D%C3%A9%E6%97%A5%F0%9F%98%80%00~%2A");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\".\"", "\"..\"", "\"\\ud83d\"", "[\"a\", \"b\"]"})
  void doesNotAskForAKeyThatWouldNameSomethingElse(String key) {
    try (Server server = new Server((request, body) -> path("x"))) {
      String template = key.startsWith("[") ? "/{1}/{2}/{3}" : "/{key}";
      assertThat(function().docs(server.at() + template).find(key)).isEqualTo("[null]");
      assertThat(server.asked).isEmpty();
    }
  }

  @Test
  void writesThePartsOfAKeyWhereTheyBelong() {
    try (Server server = new Server((request, body) -> path("x"))) {
      function().docs(server.at() + "/c/{1}/o?id={2}&c={1}").find("[\"a/b\", 7]");
      assertThat(server.asked).containsExactly("/c/a%2Fb/o?id=7&c=a%2Fb");
    }
  }

  @Test
  void sendsHeadersWhoseValuesStandInVariables() {
    try (Server server =
        new Server((request, body) -> path(request.getRequestHeaders().getFirst("X-Api-Key")))) {
      Function function =
          function().docs(server.at() + "/{key}#header=X-Api-Key:KEY").set("KEY", "s3cret");
      assertThat(function.find("1")).isEqualTo("[{\"p\":\"s3cret\"}]");
      assertThatThrownBy(function.set("KEY", " ")::started)
          .isInstanceOf(Fault.class)
          .hasMessage(
              "environment variable LOOKUP_DOCS: takes a header from the variable KEY, which is not"
                  + " set");
      assertThatThrownBy(function.set("KEY", "s3\ncret")::started)
          .hasMessage(
              "environment variable LOOKUP_DOCS: sends the header 'X-Api-Key', whose name or value"
                  + " HTTP does not allow");
    }
  }

  @Test
  void asksForManyKeysAtOnce() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/by")
                ? new Reply(200, "[{\"id\":\"a,b\"},{\"id\":7},{\"id\":\"other\"},{}]")
                : new Reply(200, "{\"a,b\":{\"n\":1},\"7\":{\"n\":2},\"c\":null,\"x\":{}}"))) {
      String[] keys = {"\"a,b\"", "7", "\"c\"", "\"d\""};
      assertThat(function().docs(server.at() + "/?ids={keys}#batch=3").find(keys))
          .isEqualTo("[{\"n\":1},{\"n\":2},null,null]");
      assertThat(server.asked).containsExactlyInAnyOrder("/?ids=a%2Cb,7,c", "/?ids=d");
      assertThat(function().docs(server.at() + "/by?ids={keys}#by=id").find(keys))
          .isEqualTo("[{\"id\":\"a,b\"},{\"id\":7},null,null]");
    }
  }

  @Test
  void asksAgainWhileTheServiceIsBusyAndNotBeforeTheTimeItNames() {
    AtomicInteger calls = new AtomicInteger();
    try (Server server =
        new Server((request, body) ->
            switch (calls.incrementAndGet()) {
              case 1 -> new Reply(429, "slow down", "Retry-After", "1");
              case 2 -> new Reply(503, "");
              default -> path("x");
            })) {
      Instant begun = Instant.now();
      assertThat(function().docs(server.at() + "/{key}").find("1")).isEqualTo("[{\"p\":\"x\"}]");
      assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
      assertThat(calls.get()).isEqualTo(3);
    }
  }

  @Test
  void takesADateToBeAskedAgainAtAndDoesNotWaitInVain() {
    String inAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC));
    try (Server server =
        new Server((request, body) -> new Reply(503, "", "Retry-After", inAMinute))) {
      assertThatThrownBy(() -> function().docs(server.at() + "/{key}").find("1"))
          .hasMessage(
              "look-up docs did not answer for 1 key: the time ran out, 1 key left; last: HTTP"
                  + " 503");
      assertThat(server.asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Sat, 01 Jan 2400 00:00:00 GMT",
        "Mon, 01 Jan 2300 00:00:00 GMT",
        "999999999"
      })
  void doesNotWaitForADateFarAhead(String retryAfter) {
    try (Server server =
        new Server((request, body) -> new Reply(503, "", "Retry-After", retryAfter))) {
      assertThatThrownBy(() -> function().docs(server.at() + "/{key}").find("1"))
          .hasMessage(
              "look-up docs did not answer for 1 key: the time ran out, 1 key left; last: HTTP"
                  + " 503");
      assertThat(server.asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "Wed, 04 Mar 2020 05:07:07 GMT", "99999999999"})
  void asksAgainSoonWhereTheTimeIsNone(String retryAfter) {
    AtomicInteger calls = new AtomicInteger();
    try (Server server =
        new Server((request, body) ->
            calls.incrementAndGet() == 1
                ? new Reply(503, "", "Retry-After", retryAfter)
                : path("x"))) {
      assertThat(function().docs(server.at() + "/{key}").find("1")).isEqualTo("[{\"p\":\"x\"}]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|x|HTTP 500, 2 times; 1 key left",
        "0|x|the connection broke off, or the answer is not what the protocol says, 2 times; 1 key"
            + " left",
        "-1|x|no answer within 300 ms, 2 times; 1 key left",
        "401|SECRET|HTTP 401; 200 gives a document and 404 says there is none",
        "302|x|HTTP 302; 200 gives a document and 404 says there is none",
        "204|''|HTTP 204; 200 gives a document and 404 says there is none",
        "200|SECRET|its answer is not JSON: unrecognized token",
        "200|''|its answer is not JSON: there is no JSON value",
        "200|{\"a\": 1} x|its answer is not JSON: unrecognized token",
        "200|[1|its answer is not JSON: it ends too early: expected close marker for Array"
      })
  void tellsWhyItDidNotAnswer(int status, String body, String why) {
    try (Server server = new Server((request, b) -> new Reply(status, body))) {
      Function function = function().docs(server.at() + "/{key}#tries=2&timeout=300ms&max=20");
      assertThatThrownBy(() -> function.find("1"))
          .isInstanceOf(Fault.class)
          .hasMessage("look-up docs did not answer for 1 key: " + why);
    }
  }

  @Test
  void failsOnlyTheEventThatAsksForADocumentThatIsTooLarge() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/big")
                ? new Reply(200, "\"12345678901234567890\"")
                : path("x"))) {
      Function function =
          function()
              .docs(server.at() + "/{key}#max=20")
              .transform("{\"d\": fallback(lookup(\"docs\", .k), \"none\")}");
      assertThatThrownBy(() -> function.call(function.started(), "[{\"k\":\"big\"},{\"k\":\"a\"}]"))
          .hasMessage(
              "1 of 2 records failed: record 1: "
                  + root
                  + "/x.jslt:1:16: look-up docs: a document is larger than 20 bytes; raise the"
                  + " option 'max'");
    }
    try (Server server = new Server((request, body) -> path("x"))) {
      assertThatThrownBy(() -> function().docs(server.at() + "/{keys}#max=2").find("1"))
          .hasMessage(
              "look-up docs did not answer for 1 key: its answer is too large; raise the option"
                  + " 'max' or lower 'batch'");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 414, 422, 431})
  void failsOnlyTheEventWhoseKeyTheServiceRefuses(int status) {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/odd")
                ? new Reply(status, "SECRET")
                : path("x"))) {
      Function function =
          function()
              .docs(server.at() + "/{key}#cache=1h")
              .transform("{\"d\": lookup(\"docs\", .k)}");
      EnrichmentHandler handler = function.started();
      for (int times = 0; times < 2; times++) { // it is asked anew: what is refused is not kept
        assertThatThrownBy(() -> function.call(handler, "[{\"k\":\"odd\"},{\"k\":\"a\"}]"))
            .hasMessage(
                "1 of 2 records failed: record 1: "
                    + (root + "/x.jslt:1:7: look-up docs: HTTP " + status + " for its key"));
      }
      assertThat(server.asked).containsExactlyInAnyOrder("/odd", "/a", "/odd");
    }
  }

  @Test
  void takesWhatIsGoneAsAMiss() {
    try (Server server = new Server((request, body) -> new Reply(410, "gone"))) {
      assertThat(function().docs(server.at() + "/{key}").find("1")).isEqualTo("[null]");
    }
  }

  @Test
  void doesNotAskAnAddressThatServersHangUpAt() {
    String key = "\"" + "k".repeat(8_000) + "\"";
    for (String rest : List.of("/{key}", "/?k={keys}")) {
      try (Server server = new Server((request, body) -> new Reply(200, "{\"a\":1}"))) {
        Function function =
            function().docs(server.at() + rest).transform("{\"d\": lookup(\"docs\", .k)}");
        assertThatThrownBy(
                () -> function.call(function.started(), "[{\"k\":" + key + "},{\"k\":\"a\"}]"))
            .hasMessage(
                "1 of 2 records failed: record 1: "
                    + root
                    + "/x.jslt:1:7: look-up docs: its address is longer than 8,000 characters");
        assertThat(server.asked).hasSize(1);
      }
    }
  }

  @Test
  void asksForManyKeysInAsManyAddressesAsTheyNeed() {
    String[] keys =
        IntStream.range(0, 50)
            .mapToObj(i -> "\"" + "k".repeat(500) + i + "\"")
            .toArray(String[]::new);
    try (Server server =
        new Server((request, body) -> {
          String query = request.getRequestURI().getQuery();
          return new Reply(
              200,
              Stream.of(query.substring(2).split(","))
                  .map(key -> "\"" + key + "\":\"" + key.substring(500) + "\"")
                  .collect(Collectors.joining(",", "{", "}")));
        })) {
      List<String> found = IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").toList();
      assertThat(function().docs(server.at() + "/?k={keys}").find(keys))
          .isEqualTo("[" + String.join(",", found) + "]");
      assertThat(server.asked).hasSize(4).allSatisfy(a -> assertThat(a).hasSizeLessThan(8_000));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?k={keys}|[]|its answer is not an object of documents by key; name the member that holds"
            + " the key: by=NAME",
        "?k={keys}#by=id|{}|its answer is not an array of documents; leave out the option 'by' for"
            + " an object"
      })
  void refusesAnAnswerForManyKeysInAnotherForm(String rest, String body, String why) {
    try (Server server = new Server((request, b) -> new Reply(200, body))) {
      assertThatThrownBy(() -> function().docs(server.at() + "/" + rest).find("1"))
          .hasMessage("look-up docs did not answer for 1 key: " + why);
    }
    try (Server server = new Server((request, b) -> new Reply(404, ""))) {
      assertThatThrownBy(() -> function().docs(server.at() + "/" + rest).find("1"))
          .hasMessage(
              "look-up docs did not answer for 1 key: HTTP 404; a service that is asked for many"
                  + " keys must answer 200 with the documents that it has");
    }
  }

  @Test
  void tellsOfAServiceThatIsNotThere() {
    String at;
    try (Server server = new Server((request, body) -> path("x"))) {
      at = server.at();
    }
    assertThatThrownBy(() -> function().docs(at + "/{key}#tries=2").find("1"))
        .hasMessage(
            "look-up docs did not answer for 1 key: the connection was refused, 2 times; 1 key"
                + " left");
    assertThatThrownBy(() -> function().docs("http://no.invalid/{key}#tries=1").find("1"))
        .hasMessage(
            "look-up docs did not answer for 1 key: its host is unknown, 1 time; 1 key left");
  }

  @Test
  void endsInTimeAlsoWhenBytesKeepComing() {
    try (Server server =
        new Server((request, body) -> {
          request.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            request.getResponseBody().write(' ');
            request.getResponseBody().flush();
            Thread.sleep(50);
          }
          return new Reply(0, "");
        })) {
      assertThatThrownBy(
              () -> function().docs(server.at() + "/{key}#timeout=400ms&tries=1").find("1"))
          .hasMessage(
              "look-up docs did not answer for 1 key: no answer within 400 ms, 1 time; 1 key left");
    }
  }

  @Test
  void tellsHowManyKeysWereLeftWhenTheInvocationsTimeWasUp() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/3") ? new Reply(-1, "") : path("x"))) {
      Function function = function().docs(server.at() + "/{key}#timeout=20s").remaining(4000);
      Instant begun = Instant.now();
      assertThatThrownBy(() -> function.find("1", "2", "3", "4"))
          .hasMessageEndingWith(
              "look-up docs: no answer before the time ran out; it answered 3 of 4 keys");
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void hasNoMoreRequestsUnderWayThanItMay() {
    try (Server server =
        new Server((request, body) -> {
          Thread.sleep(20);
          return path("x");
        })) {
      String[] keys = IntStream.range(0, 40).mapToObj(Integer::toString).toArray(String[]::new);
      function().docs(server.at() + "/{key}#parallel=4").find(keys);
      assertThat(server.asked).hasSize(40);
      assertThat(server.most()).isEqualTo(4);
    }
  }

  @Test
  void remembersWhatItFoundAndForAShorterTimeWhatItDidNot() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/no") ? new Reply(404, "") : path("x"))) {
      Function function = function().docs(server.at() + "/{key}#cache=60s&miss=5s&cache-keys=2");
      var handler = function.started();
      function.find(handler, "1", "\"no\"");
      function.later(4);
      function.find(handler, "1", "\"no\"");
      assertThat(server.asked).hasSize(2);
      function.later(2);
      function.find(handler, "1", "\"no\"");
      assertThat(server.asked).hasSize(3).endsWith("/no");
      function.later(54);
      function.find(handler, "1");
      assertThat(server.asked).hasSize(4).endsWith("/1");
      function.find(handler, "2");
      function.find(handler, "3");
      function.find(handler, "1");
      assertThat(List.copyOf(server.asked)).hasSize(7).endsWith("/2", "/3", "/1");
    }
  }

  @Test
  void remembersNoMisses() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().equals("/no") ? new Reply(404, "") : path("x"))) {
      Function function = function().docs(server.at() + "/{key}#cache=60s&miss=0s&cache-keys=1");
      var handler = function.started();
      function.find(handler, "1");
      function.find(handler, "\"no\"");
      function.find(handler, "1", "\"no\"");
      assertThat(server.asked).containsExactly("/1", "/no", "/no");
    }
  }

  @Test
  void unpacksAnAnswerThatIsCompressedWithoutBeingAskedFor() {
    try (Server server =
        new Server((request, body) -> {
          var unpacked = new ByteArrayOutputStream();
          try (var packing = new GZIPOutputStream(unpacked)) {
            packing.write("{\"p\":1}".getBytes(StandardCharsets.UTF_8));
          }
          request.getResponseHeaders().add("Content-Encoding", "gzip");
          request.sendResponseHeaders(200, unpacked.size());
          request.getResponseBody().write(unpacked.toByteArray());
          return new Reply(0, "");
        })) {
      assertThat(function().docs(server.at() + "/{key}").find("1")).isEqualTo("[{\"p\":1}]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h/x|names one address for all keys; write {key} where a key belongs, {1} and {2}"
            + " for the parts of one, or {keys} for many",
        "http://h/{key}/{keys}|names one address for all keys; write {key} where a key belongs, {1}"
            + " and {2} for the parts of one, or {keys} for many",
        "http://{key}/x|has a key in the host name; keys are allowed in the path and the query"
            + " only",
        "https://me:s3cret@h/{key}|is not the address of a service; write https://HOST/PATH, and a"
            + " password as header=Authorization:VARIABLE",
        "http:///{key}|is not the address of a service; write https://HOST/PATH, and a password as"
            + " header=Authorization:VARIABLE",
        "http://h/{key} x|is not the address of a service; write https://HOST/PATH, and a password"
            + " as header=Authorization:VARIABLE",
        "http://h/{name}|names one address for all keys; write {key} where a key belongs, {1} and"
            + " {2} for the parts of one, or {keys} for many",
        "http://h/{key}#cach=5m|has the option 'cach'; the options of http: are batch, by, cache,"
            + " cache-keys, header, max, miss, parallel, timeout, tries, within",
        "http://h/{key}#cache|has the option 'cache'; write options as name=value&name=value",
        "http://h/{key}#cache=|has the option 'cache='; write options as name=value&name=value",
        "http://h/{key}#cache=5|has the option 'cache' with the value '5'; write a time such as"
            + " 500ms, 2s, 5m or 1h",
        "http://h/{key}#cache=0s|has the option 'cache' with the value '0s'; write a time such as"
            + " 500ms, 2s, 5m or 1h",
        "http://h/{key}#cache=%ZZ|has the option 'cache' with a % that encodes nothing; write %25",
        "http://h/{key}#cache=5s&cache=6s|has the option 'cache' twice; write it once",
        "http://h/{key}#cache=5s&miss=6s|has a time 'miss' longer than 'cache'; a miss is cached"
            + " for a shorter time",
        "http://h/{key}#miss=0|has the option 'miss' with the value '0'; write a time such as"
            + " 500ms, 2s, 5m or 1h",
        "http://h/{key}#tries=0|has the option 'tries' with the value '0'; write a whole number"
            + " from 1 to 100",
        "http://h/{key}#max=1GB|has the option 'max' with the value '1GB'; write a size such as"
            + " 65536, 64KB or 1MB",
        "http://h/{key}#header=s3cret|has the option 'header' with the value 's3cret'; write"
            + " header=NAME:VARIABLE"
      })
  void refusesAnAddressByName(String uri, String why) {
    assertThatThrownBy(() -> function().docs(uri).started())
        .isInstanceOf(Fault.class)
        .hasMessage("environment variable LOOKUP_DOCS: " + why);
  }
}
