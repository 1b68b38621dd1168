package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a service does, its batch has one clear outcome: it returns, or goes on whole. */
@Timeout(600)
class HostileServiceTest {
  private static final String OPTIONS = "tries=2&timeout=10s&within=30s";
  private static final String SHORT = "tries=2&timeout=300ms&within=5s";

  @TempDir Path root;

  /** A function whose look-up asks a service of one kind there. */
  private Function function(String kind, String at) {
    return function(kind, at, OPTIONS);
  }

  private Function function(String kind, String at, String options) {
    Function function =
        new Function(root)
            .transform("if (.k) {\"d\": lookup(\"docs\", .k)} else {\"d\": null}")
            .set("AWS_ENDPOINT_URL_DYNAMODB", at)
            .set("AWS_ENDPOINT_URL_S3", at)
            .set("AWS_REGION", "eu-central-1")
            .set("AWS_ACCESS_KEY_ID", "id")
            .set("AWS_SECRET_ACCESS_KEY", "SECRET");
    return function.docs(
        switch (kind) {
          case "http" -> at + "/{key}#" + options;
          case "keys" -> at + "/?ids={keys}#" + options;
          case "dynamodb" -> "dynamodb:docs#key=id&" + options;
          default -> "s3:documents#" + options;
        });
  }

  private static void returnsWithOneLine(Function function, String why) {
    assertThatThrownBy(() -> function.call(function.started(), "[{\"k\":\"a\"},{},{\"k\":\"b\"}]"))
        .isInstanceOf(Fault.class)
        .hasMessageMatching("look-up docs did not answer for 2 keys: [^\\r\\n]{1,200}")
        .hasMessageContaining(why)
        .hasMessageNotContainingAny("SECRET", "PAYLOAD", "java.", "Exception:", "\tat ")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "keys", "dynamodb", "s3"})
  void returnsTheBatchOfAServiceThatHangs(String kind) {
    try (Server server = new Server((request, body) -> new Reply(-1, ""))) {
      returnsWithOneLine(function(kind, server.at(), SHORT), "no answer within 300 ms, 2 times");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "keys", "dynamodb", "s3"})
  void returnsTheBatchOfAServiceThatHangsUp(String kind) {
    try (Server server = new Server((request, body) -> new Reply(0, ""))) {
      returnsWithOneLine(function(kind, server.at()), "2 times");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "keys", "dynamodb", "s3"})
  void returnsTheBatchOfAServiceThatResets(String kind) throws IOException {
    try (Raw raw = new Raw(socket -> socket.setSoLinger(true, 0))) {
      returnsWithOneLine(function(kind, raw.at()), "2 times");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "keys", "dynamodb", "s3"})
  void returnsTheBatchOfAServiceThatSpeaksNoHttp(String kind) throws IOException {
    byte[] garbage = "PAYLOAD\0\u00ff\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    try (Raw raw = new Raw(socket -> socket.getOutputStream().write(garbage))) {
      returnsWithOneLine(function(kind, raw.at()), "");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, its answer is not JSON", "keys, its answer is not JSON", "dynamodb, ''"})
  void returnsTheBatchOfAServiceThatAnswersGarbage(String kind, String why) {
    try (Server server = new Server((request, body) -> new Reply(200, "<PAYLOAD>"))) {
      returnsWithOneLine(function(kind, server.at()), why);
    }
  }

  @Test
  void failsTheEventsWhoseObjectIsGarbage() {
    try (Server server = new Server((request, body) -> new Reply(200, "<PAYLOAD>"))) {
      Function function = function("s3", server.at());
      assertThatThrownBy(() -> function.call(function.started(), "[{\"k\":\"a\"},{}]"))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "1 of 2 records failed: record 1: "
                  + root
                  + "/x.jslt:1:15: look-up docs: an object is not JSON: unexpected"
                  + " character");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, 429", "keys, 429", "dynamodb, 400", "s3, 503"})
  void returnsTheBatchOfAServiceThatIsAlwaysBusy(String kind, int status) {
    try (Server server = new Server((request, body) -> busy(kind, status))) {
      returnsWithOneLine(function(kind, server.at()), "2 times");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, 429, 2", "keys, 429, 1", "dynamodb, 400, 1", "s3, 503, 2"})
  void goesOnOnceAServiceIsNotBusyAnyMore(String kind, int status, int busy) {
    AtomicInteger calls = new AtomicInteger();
    try (Server server =
        new Server((request, body) ->
            calls.incrementAndGet() <= busy ? busy(kind, status) : document(kind))) {
      Function function = function(kind, server.at(), "tries=4&timeout=10s&within=25s");
      assertThat(function.call(function.started(), "[{\"k\":\"a\"},{},{\"k\":\"b\"}]"))
          .isEqualTo("[{\"d\":" + told(kind, "a") + "},{},{\"d\":" + told(kind, "b") + "}]");
    }
  }

  private static Reply busy(String kind, int status) {
    return switch (kind) {
      case "dynamodb" -> Dynamo.error(status, "ProvisionedThroughputExceededException", "PAYLOAD");
      case "s3" -> new Reply(status, "<Error><Code>SlowDown</Code></Error>");
      default -> new Reply(status, "PAYLOAD", "Retry-After", "0");
    };
  }

  private static Reply document(String kind) {
    return new Reply(
        200,
        switch (kind) {
          case "keys" -> "{\"a\":1,\"b\":1}";
          case "dynamodb" ->
              "{\"Responses\":{\"docs\":[{\"id\":{\"S\":\"a\"}},{\"id\":{\"S\":\"b\"}}]},"
                  + "\"UnprocessedKeys\":{}}";
          default -> "1";
        });
  }

  private static String told(String kind, String key) {
    return kind.equals("dynamodb") ? "{\"id\":\"" + key + "\"}" : "1";
  }

  @Test
  void returnsTheBatchInItsTimeWhereTheQuarantineHangs() {
    try (Server server = new Server((request, body) -> new Reply(-1, ""))) {
      Function function =
          new Function(root)
              .transform("quarantine(\"it is odd\")")
              .set("QUARANTINE_QUEUE_URL", server.at() + "/1/bad")
              .set("AWS_ACCESS_KEY_ID", "id")
              .set("AWS_SECRET_ACCESS_KEY", "SECRET")
              .remaining(1_000);
      long start = System.nanoTime();
      assertThatThrownBy(() -> function.call(function.started(), "[{}]"))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "record 1: "
                  + (root + "/x.jslt: it is odd; the quarantine did not take it: queue bad:")
                  + " the time ran out; some of 1 envelope may be there");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void asksForKeysOfEveryPlane() {
    String[] keys =
        IntStream.rangeClosed(0, 16)
            .mapToObj(plane -> Character.toString(plane * 0x10000 + 0x1234) + "/?#%\u0301")
            .toArray(String[]::new);
    try (Dynamo dynamo = new Dynamo();
        Server echo =
            new Server((request, body) ->
                new Reply(200, Json.text(Json.array().add(request.getRequestURI().getPath()))))) {
      for (String key : keys) {
        String text = Json.text(Json.array().add(key));
        String quoted = text.substring(1, text.length() - 1);
        dynamo.put("docs", "{\"id\":{\"S\":" + quoted + "}}", "{\"n\":{\"N\":\"1\"}}");
        String event = "[{\"k\":" + quoted + "}]";
        Function http = function("http", echo.at());
        assertThat(Function.json(http.call(http.started(), event)).at("/0/d/0").asText())
            .isEqualTo("/" + key);
        Function bucket = function("s3", echo.at());
        assertThat(Function.json(bucket.call(bucket.started(), event)).at("/0/d/0").asText())
            .isEqualTo("/documents/" + key);
        Function table = function("dynamodb", dynamo.server.at());
        assertThat(Function.json(table.call(table.started(), event)).at("/0/d/id").asText())
            .isEqualTo(key);
      }
    }
  }

  /** A server that does one thing to each connection once it was asked something. */
  private static final class Raw implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private interface Rude {
      void to(Socket socket) throws IOException;
    }

    Raw(Rude rude) throws IOException {
      Thread.ofVirtual().start(() -> serve(rude));
    }

    private void serve(Rude rude) {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read(new byte[8192]);
          rude.to(socket);
        } catch (IOException e) {
          // the client went away, or the test is over
        }
      }
    }

    String at() {
      return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
