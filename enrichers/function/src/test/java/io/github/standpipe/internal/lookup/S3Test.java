package io.github.standpipe.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3Test {
  private static final String POINTER =
      "[\"software.amazon.payloadoffloading.PayloadS3Pointer\","
          + "{\"s3BucketName\":\"orders\",\"s3Key\":\"o/1\"}]";
  private static final Map<String, Reply> OBJECTS =
      Map.of(
          "/orders/o/1", new Reply(200, "{\"n\": 1.10}"),
          "/orders/p/a%20%C3%A9%F0%9F%98%80.json", new Reply(200, "[2]"),
          "/orders/text", new Reply(200, "SECRET"),
          "/orders/big", new Reply(200, "\"1234567890123456789\""));

  @TempDir Path root;

  private static Reply answer(HttpExchange request, String body) {
    return OBJECTS.getOrDefault(
        request.getRequestURI().getRawPath(), error(404, "NoSuchKey", "no such key"));
  }

  private static Reply error(int status, String code, String message) {
    return new Reply(
        status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
  }

  private Function docs(Server server, String uri) {
    return new Function(root)
        .set("AWS_ENDPOINT_URL_S3", server.at())
        .set("AWS_REGION", "eu-central-1")
        .set("AWS_ACCESS_KEY_ID", "id")
        .set("AWS_SECRET_ACCESS_KEY", "secret")
        .docs(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3:orders|\"o/1\"|[{\"n\":1.10}]",
        "s3:orders/o/{key}|1|[{\"n\":1.10}]",
        "s3:orders/{1}/{2}|[\"o\", 1]|[{\"n\":1.10}]",
        "s3:orders/p/{key}.json|\"a é😀\"|[[2]]",
        "s3:orders|\"none\"|[null]",
        "s3:orders|\"\"|[null]",
        "s3:orders|[\"software.amazon.payloadoffloading.PayloadS3Pointer\","
            + "{\"s3BucketName\":\"orders\"}]|[null]",
        "s3:{bucket}/{key}#buckets=orders|[\"orders\", \"..\"]|[null]",
        "s3:{bucket}/{key}#buckets=orders|\"s3://orders/\"|[null]",
        "s3:{bucket}/{key}#buckets=a-b,orders|[\"orders\", \"o/1\"]|[{\"n\":1.10}]",
        "s3:{bucket}/{key}#buckets=orders|\"s3://orders/o/1\"|[{\"n\":1.10}]",
        "s3:{bucket}/{key}#buckets=orders|\"s3://orders\"|[null]",
        "s3:{bucket}/{key}#buckets=orders|\"o/1\"|[null]"
      })
  void findsTheObjectThatAKeyNames(String uri, String key, String found) {
    try (Server server = new Server(S3Test::answer)) {
      assertThat(docs(server, uri).find(key)).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:orders", "s3:orders/x/{key}", "s3:{bucket}/{key}#buckets=orders"})
  void followsThePointerOfTheSqsExtendedClient(String uri) {
    try (Server server = new Server(S3Test::answer)) {
      Function function = docs(server, uri).transform("{\"n\": lookup(\"docs\", .).n}");
      String record =
          "[{\"messageId\": \"m\", \"body\": " + Json.text(Json.array().add(POINTER).get(0)) + "}]";
      assertThat(function.call(function.started(), record)).isEqualTo("[{\"n\":1.10}]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3:orders|\"text\"|an object is not JSON: unrecognized token",
        "s3:orders#max=20|\"big\"|an object is larger than 20 bytes; raise the option 'max'",
        "s3:others|" + POINTER + "|a message names a bucket other than others",
        "s3:{bucket}/{key}#buckets=b-b,a-a|[\"orders\", \"o/1\"]|a message names a bucket other"
            + " than a-a, b-b"
      })
  void failsOnlyTheEventThatAsksForAnObjectThatCannotBeUsed(String uri, String key, String why) {
    try (Server server = new Server(S3Test::answer)) {
      Function function = docs(server, uri);
      assertThatThrownBy(() -> function.call(function.started(), "[[" + key + "],[null]]"))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "1 of 2 records failed: record 1: " + root + "/x.jslt:1:18: look-up docs: " + why);
    }
  }

  @Test
  void doesNotAskForAKeyThatIsLongerThanAnObjectsCanBe() {
    try (Server server = new Server((request, body) -> new Reply(200, "1"))) {
      String longest = "é".repeat(512);
      assertThat(docs(server, "s3:orders").find("\"" + longest + "\"", "\"" + longest + "x\""))
          .isEqualTo("[1,null]");
      assertThat(server.asked).hasSize(1);
    }
  }

  @Test
  void failsOnlyTheEventWhoseObjectIsArchived() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().endsWith("/old")
                ? error(403, "InvalidObjectState", "SECRET")
                : answer(request, body))) {
      Function function = docs(server, "s3:orders");
      assertThatThrownBy(
              () -> function.call(function.started(), "[[\"old\"],[\"o/1\"],[\"none\"]]"))
          .hasMessage(
              "1 of 3 records failed: record 1: "
                  + root
                  + "/x.jslt:1:18: look-up docs: an object is archived; restore it first");
    }
  }

  @Test
  void failsOnlyTheEventThatNamesABucketThatIsGone() {
    try (Server server =
        new Server((request, body) ->
            request.getRequestURI().getPath().startsWith("/gone/")
                ? error(404, "NoSuchBucket", "none")
                : answer(request, body))) {
      Function function = docs(server, "s3:{bucket}/{key}#buckets=gone,orders");
      for (String others : List.of("", ",[[\"orders\",\"o/1\"]]")) {
        assertThatThrownBy(
                () -> function.call(function.started(), "[[[\"gone\",\"k\"]]" + others + "]"))
            .hasMessageEndingWith(
                "record 1: "
                    + root
                    + "/x.jslt:1:18: look-up docs: a message names the bucket gone, which does not"
                    + " exist");
      }
    }
  }

  private static byte[] packed(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(packed)) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** An object that each request gets, with an encoding unless it is empty. */
  private Function object(Server[] opened, byte[] content, String encoding) {
    opened[0] =
        new Server((request, body) -> {
          if (!encoding.isEmpty()) {
            request.getResponseHeaders().add("Content-Encoding", encoding);
          }
          request.sendResponseHeaders(200, content.length);
          request.getResponseBody().write(content);
          return new Reply(0, "");
        });
    return docs(opened[0], "s3:orders#max=1KB");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "GZIP", "''", "'aws-chunked,gzip'"})
  void unpacksAnObject(String encoding) throws IOException {
    Server[] opened = new Server[1];
    Function function = object(opened, packed("{\"n\":1.10}"), encoding);
    try (Server server = opened[0]) {
      assertThat(function.find("1")).isEqualTo("[{\"n\":1.10}]");
      assertThat(server.asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "br|x|an object is not JSON: its Content-Encoding is br; store it as it is or with gzip",
        "gzip|cut|an object is not JSON: its gzip encoding is damaged",
        "gzip|long|an object is larger than 1024 bytes; raise the option 'max'"
      })
  void refusesInWordsWhatItCannotUnpack(String encoding, String kind, String why)
      throws IOException {
    byte[] content = packed(kind.equals("long") ? "\"" + "a".repeat(2_000) + "\"" : "\"abcdef\"");
    Server[] opened = new Server[1];
    byte[] sent =
        switch (kind) {
          case "cut" -> Arrays.copyOf(content, 14);
          case "long" -> content;
          default -> "SECRET".getBytes(StandardCharsets.UTF_8);
        };
    Function function = object(opened, sent, encoding);
    try (Server server = opened[0]) {
      assertThatThrownBy(() -> function.find("1"))
          .hasMessage("record 1: " + root + "/x.jslt:1:18: look-up docs: " + why);
      assertThat(server.asked).hasSize(1);
    }
  }

  @Test
  void waitsOutAServiceThatAsksToSlowDown() {
    AtomicInteger calls = new AtomicInteger();
    try (Server server =
        new Server((request, body) ->
            calls.incrementAndGet() < 3
                ? error(503, "SlowDown", "slow down")
                : answer(request, body))) {
      assertThat(docs(server, "s3:orders").find("\"o/1\"")).isEqualTo("[{\"n\":1.10}]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503|SlowDown|x|SlowDown, 2 times; 1 key left",
        "500|InternalError|x|InternalError, 2 times; 1 key left",
        "404|NoSuchBucket|none|bucket orders: NoSuchBucket: none",
        "403|AccessDenied|Access Denied|bucket orders: AccessDenied: Access Denied",
        "0|x|x|the connection broke off, or the answer is not what the protocol says, 2 times; 1"
            + " key left",
        "-1|x|x|no answer within 500 ms, 2 times; 1 key left"
      })
  void tellsWhyItDidNotAnswer(int status, String code, String message, String why) {
    try (Server server = new Server((request, body) -> error(status, code, message))) {
      assertThatThrownBy(() -> docs(server, "s3:orders#tries=2&timeout=500ms").find("1"))
          .isInstanceOf(Fault.class)
          .hasMessage("look-up docs did not answer for 1 key: " + why);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3:{bucket}/{key}|lets messages name the bucket; list the buckets that they may name:"
            + " buckets=ONE,TWO",
        "s3:{bucket}/{key}#buckets=A|lets messages name the bucket; list the buckets that they may"
            + " name: buckets=ONE,TWO",
        "s3:orders/fixed|does not name an object; write s3:BUCKET/{key}, with a prefix and an"
            + " ending as you like, or s3:{bucket}/{key}#buckets=ONE,TWO",
        "s3://orders/{key}|does not name an object; write s3:BUCKET/{key}, with a prefix and an"
            + " ending as you like, or s3:{bucket}/{key}#buckets=ONE,TWO",
        "s3:orders#key=x|has the option 'key'; the options of s3: are buckets, cache, cache-keys,"
            + " max, miss, parallel, timeout, tries, within"
      })
  void refusesAnAddressByName(String uri, String why) {
    try (Server server = new Server(S3Test::answer)) {
      assertThatThrownBy(() -> docs(server, uri).started())
          .isInstanceOf(Fault.class)
          .hasMessage("environment variable LOOKUP_DOCS: " + why);
    }
  }

  @Test
  void primesItsClientWithoutAService() throws Exception {
    try (Server server = new Server(S3Test::answer)) {
      docs(server, "s3:orders").started();
      SnapshotPriming.all();
      assertThat(server.asked).isEmpty();
    }
  }

  /** Those of a container would be asked for, and kept in the snapshot. */
  @Test
  void primesItsClientWithoutCredentials() throws Exception {
    try (Server credentials = new Server((request, body) -> new Reply(500, ""))) {
      new Function(root)
          .set("AWS_REGION", "eu-central-1")
          .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.at() + "/c")
          .docs("s3:orders")
          .started();
      SnapshotPriming.all();
      assertThat(credentials.asked).isEmpty();
    }
  }
}
