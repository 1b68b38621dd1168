package io.github.standpipe.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Parser;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.json.Json;
import io.github.standpipe.lambda.RuntimeApi.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The function as Lambda runs it: under the real runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is Linux's alone")
class RuntimeInterfaceTest {
  private static final String ORDER = "{ \"id\": number(.id), \"doubled\": .id + .id }";
  private static final long MEMORY = 160L * 1024 * 1024;

  @TempDir Path folder;

  private LambdaProcess start(RuntimeApi api, Map<String, String> more) throws IOException {
    Path transform = Files.writeString(folder.resolve("order.jslt"), ORDER);
    Map<String, String> variables = new HashMap<>(more);
    variables.putIfAbsent("TRANSFORM", transform.toString());
    return LambdaProcess.start(
        api,
        Files.createDirectory(folder.resolve("tmp")),
        EnrichmentHandler.class.getName(),
        new LambdaProcess.Setting(deployed(), variables));
  }

  /** What the zip holds. */
  private static List<Path> deployed() {
    return Stream.of(
            EnrichmentHandler.class,
            Json.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonCreator.class,
            Parser.class,
            Core.class)
        .map(LambdaProcess::home)
        .toList();
  }

  private static byte[] request(String body) {
    var record = Json.object().put("messageId", "m-1").put("body", body);
    return Json.bytes(Json.array().add(record));
  }

  private static <T> T soon(Future<T> what) throws Exception {
    return what.get(5, TimeUnit.MINUTES);
  }

  private static List<JsonNode> lines(LambdaProcess function) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : function.log().lines().toList()) {
      lines.add(Json.parse(line));
    }
    return lines;
  }

  @Test
  void answersAndFailsAndAnswersAgainInOneProcess() throws Exception {
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"))) {
      assertThat(soon(api.invoke(request("{\"id\": 21}"))))
          .isEqualTo(new Reply(false, "[{\"id\":21,\"doubled\":42}]"));

      Reply failed = soon(api.invoke(request("{\"id\": \"SECRET\"}")));
      assertThat(failed.failed()).isTrue();
      JsonNode error = Json.parse(failed.body());
      assertThat(error.path("errorMessage").asText())
          .isEqualTo(
              "record 1 (m-1): "
                  + folder.resolve("order.jslt")
                  + ":1:9: number() failed: not a number");
      assertThat(error.path("errorType").asText()).isEqualTo("io.github.standpipe.json.Fault");
      assertThat(error.path("stackTrace").isEmpty()).isTrue();

      assertThat(soon(api.invoke(request("{\"id\": 2}"))).body())
          .isEqualTo("[{\"id\":2,\"doubled\":4}]");
      assertThat(function.isAlive()).isTrue();
      assertThat(api.initError()).isNotDone();
    }
  }

  @Test
  void writesJsonLinesAndNothingElse() throws Exception {
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"))) {
      soon(api.invoke(request("{\"id\": 21}")));
      soon(api.invoke(request("{\"id\": \"SECRET\"}")));
      soon(api.invoke(request("{\"id\": 2}"))); // what was written before is there by now

      assertThat(function.log()).doesNotContain("SECRET");
      assertThat(lines(function))
          .extracting(line -> line.path("message").asText())
          .startsWith(
              "QUARANTINE_QUEUE_URL is not set: a record that fails returns its batch",
              "batch answered",
              "",
              "record not emitted",
              "batch returned")
          .contains("batch answered");
    }
  }

  @Test
  void staysBelow160MegabytesAtTheSettingsOf512() throws Exception {
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, Map.of())) {
      String event = "{\"id\": 21, \"text\": \"" + "x".repeat(1000) + "\"}";
      for (int batch = 0; batch < 20; batch++) {
        var records = Json.array();
        for (int record = 0; record < 100; record++) {
          records.addObject().put("messageId", "m-" + record).put("body", event);
        }
        assertThat(soon(api.invoke(Json.bytes(records))).failed()).isFalse();
      }
      assertThat(function.residentBytes()).isPositive().isLessThan(MEMORY);
    }
  }

  @Test
  void staysBelow160MegabytesWithALookUpInDynamoDb() throws Exception {
    HttpServer dynamo = dynamo();
    String transform = "{\"id\": .id, \"name\": lookup(\"users\", .id).name}";
    Path file = Files.writeString(folder.resolve("rich.jslt"), transform);
    Map<String, String> variables =
        Map.of(
            "TRANSFORM",
            file.toString(),
            "LOOKUP_USERS",
            "dynamodb:users#key=id",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "http://127.0.0.1:" + dynamo.getAddress().getPort());
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, variables)) {
      String text = "x".repeat(1000);
      for (int batch = 0; batch < 10; batch++) {
        var records = Json.array();
        for (int record = 0; record < 1000; record++) {
          var body = Json.object().put("id", "u" + record % 200).put("text", text);
          records.addObject().put("messageId", "m-" + record).put("body", Json.text(body));
        }
        Reply reply = soon(api.invoke(Json.bytes(records)));
        assertThat(reply.failed()).as(reply.body()).isFalse();
        assertThat(Json.parse(reply.body()).at("/999/name").asText()).isEqualTo("User u199");
      }
      assertThat(function.residentBytes()).isPositive().isLessThan(MEMORY);
    } finally {
      dynamo.stop(0);
    }
  }

  /** Knows every key. */
  private static HttpServer dynamo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var answer = Json.object();
          var items = answer.putObject("Responses").putArray("users");
          answer.putObject("UnprocessedKeys");
          JsonNode asked = Json.parse(exchange.getRequestBody().readAllBytes());
          for (JsonNode key : asked.at("/RequestItems/users/Keys")) {
            var item = items.addObject();
            item.set("id", key.path("id"));
            item.putObject("name").put("S", "User " + key.at("/id/S").asText());
          }
          byte[] bytes = Json.bytes(answer);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void tellsWhyItCannotStart() throws Exception {
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, Map.of("TRANSFORM", "/nowhere/order.jslt"))) {
      assertThat(soon(api.initError()))
          .contains("/nowhere/order.jslt: does not exist")
          .doesNotContain("NoSuchFileException");
      assertThat(function.log()).doesNotContain("NoSuchFileException");
    }
  }

  @Test
  void startsFromASnapshotWithALookUpInDynamoDb() throws Exception {
    Map<String, String> variables =
        Map.of(
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "snap-start",
            "LOOKUP_USERS",
            "dynamodb:users#key=id",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "http://127.0.0.1:1"); // nothing is there, and a snapshot asks nothing
    try (RuntimeApi api = new RuntimeApi();
        LambdaProcess function = start(api, variables)) {
      assertThat(soon(api.invoke(request("{\"id\": 21}"))).body())
          .isEqualTo("[{\"id\":21,\"doubled\":42}]");
      assertThat(api.isRestored()).isTrue();
      assertThat(function.isAlive()).isTrue();
    }
  }
}
