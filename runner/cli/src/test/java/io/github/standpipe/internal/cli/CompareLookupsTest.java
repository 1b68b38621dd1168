package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-ups of a comparison that services answer, and what is recorded of them. */
class CompareLookupsTest {
  private static final String TEMPLATE =
      """
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        Machine:
          Type: AWS::StepFunctions::StateMachine
          Properties: {StateMachineType: EXPRESS}
        Enricher:
          Type: AWS::Lambda::Function
          Properties:
            Runtime: java21
            Handler: io.github.standpipe.enrich.EnrichmentHandler
            Code: .
            Environment:
              Variables:
                TRANSFORM: x.jslt
                LOOKUP_USERS: '%s#tries=1'
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            Source: !GetAtt Queue.Arn
            SourceParameters:
              FilterCriteria: {Filters: [{Pattern: '{"body": {"user": [{"exists": true}]}}'}]}
            Enrichment: !GetAtt Enricher.Arn
            Target: !Ref Machine
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server = start();

  private HttpServer start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            int status = path.contains("gone") ? 404 : path.contains("broken") ? 500 : 200;
            byte[] bytes =
                ("{\"name\": \"of " + path.substring(1) + "\", \"rank\": 1.50}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void write() throws IOException {
    side("base", "{\"name\": lookup(\"users\", .user).name, \"n\": 1}", at() + "/{key}");
    side(
        "now",
        "{\"name\": lookup(\"users\", .user).name, \"n\": if (.n) \"1\" else 1}",
        at() + "/{key}");
  }

  private String at() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void side(String name, String transform, String lookup) throws IOException {
    Path side = Files.createDirectories(folder.resolve(name));
    Files.writeString(side.resolve("x.jslt"), transform);
    Files.writeString(side.resolve("template.yaml"), TEMPLATE.formatted(lookup));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Said compare(String... more) {
    String[] first = {
      "compare",
      "P",
      "-t",
      folder.resolve("now/template.yaml").toString(),
      "--base",
      folder.resolve("base").toString(),
      "--events",
      folder.resolve("events.jsonl").toString()
    };
    return Said.by(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void events(String... lines) throws IOException {
    Files.write(folder.resolve("events.jsonl"), List.of(lines));
  }

  private Path records() {
    return folder.resolve("records");
  }

  @Test
  void asksEachKeyOnceForBothSides() throws IOException {
    events("{\"user\": \"u1\"}", "{\"user\": \"u1\", \"n\": 1}", "{\"other\": \"u9\"}");

    Said said = compare("--lookups", "live");

    assertThat(said.out()).startsWith("P  3 events, 1 differs from ").contains("retyped  $[*].n");
    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
    assertThat(asked).containsExactly("/u1");
  }

  @Test
  void recordsAnswersWithWhichTheComparisonIsRepeatedOffline() throws IOException {
    events(
        "{\"user\": \"u2\", \"n\": 1}",
        "{\"user\": \"gone\"}",
        "{\"user\": \"u1\"}",
        "{\"user\": null}");

    Said live = compare("--lookups", "live", "--record", records().toString(), "--json");
    assertThat(live.err())
        .isEqualTo("standpipe: " + records() + " holds the answers for 3 keys of look-ups\n");
    assertThat(records().resolve("users.json"))
        .hasContent(
            """
            {
              "gone": null,
              "u1": {
                "name": "of u1",
                "rank": 1.50
              },
              "u2": {
                "name": "of u2",
                "rank": 1.50
              }
            }
            """);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(records().resolve("users.json"))))
        .isEqualTo("rw-------");
    stop();

    assertThat(compare("--lookups", records().toString(), "--json")).isEqualTo(quiet(live));
    assertThat(new TreeSet<>(asked)).containsExactly("/gone", "/u1", "/u2");
  }

  private static Said quiet(Said said) {
    return new Said(said.code(), said.out(), "");
  }

  @Test
  void addsToWhatIsRecordedAndAsksForNothingThatIsThere() throws IOException {
    Files.createDirectories(records());
    Files.writeString(
        records().resolve("users.json"), "{\"u9\": {\"name\": \"mine\"}, \"u1\": null}");
    Files.writeString(records().resolve("other.json"), "{\"k\": 1}");
    events("{\"user\": \"u1\"}", "{\"user\": \"u2\"}");

    compare("--lookups", "live", "--record", records().toString());

    assertThat(asked).containsExactly("/u2");
    JsonNode users = Json.read(records().resolve("users.json"));
    assertThat(users.properties().stream().map(one -> one.getKey()))
        .containsExactly("u1", "u2", "u9");
    assertThat(users.at("/u9/name").textValue()).isEqualTo("mine");
    assertThat(Json.read(records().resolve("other.json"))).hasToString("{\"k\":1}");
  }

  /** Both sides fail alike, and yet nothing is proven. */
  @Test
  void comparesNoEventForWhichAServiceFails() throws IOException {
    events("{\"user\": \"broken\"}", "{\"user\": \"u1\"}");

    Said said = compare("--lookups", "live", "--record", records().toString());

    assertThat(said.out()).contains("look-up users: 1 event");
    assertThat(said.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(Json.read(records().resolve("users.json")).properties()).hasSize(1);
  }

  /** The examples are redacted, so their keys are nobody's. */
  @Test
  void asksNothingForExamples() throws IOException {
    side("now", "{\"name\": lookup(\"users\", .user).name + \"!\", \"n\": 1}", at() + "/{key}");
    events("{\"user\": \"U-71530\"}");

    Said said = compare("--lookups", "live", "--record", records().toString());

    assertThat(said.out()).contains("changed  $[*].name").doesNotContain("U-71530");
    assertThat(asked).containsExactly("/U-71530");
    assertThat(Json.read(records().resolve("users.json")).properties()).hasSize(1);
  }

  @Test
  void asksTheServiceOfEachSideUnlessOneFileAnswersBoth() throws IOException {
    side("now", "{\"name\": lookup(\"users\", .user).name, \"n\": 1}", at() + "/v2/{key}");
    events("{\"user\": \"u1\"}");

    assertThat(compare("--lookups", "live").out()).contains("changed  $[*].name");
    assertThat(asked).containsExactly("/u1", "/v2/u1");
    assertThat(compare("--lookups", "live", "--record", records().toString()))
        .isEqualTo(
            new Said(
                ExitCode.UNUSABLE,
                "",
                "standpipe: --record: the look-up users has another address in the base, and one"
                    + " file cannot answer both; compare without --record, so that each side asks"
                    + " its own\n"));
  }

  @Test
  void refusesToRecordWhatNobodyAnswers() throws IOException {
    events("{\"user\": \"u1\"}");
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(compare("--record", "x").err())
        .isEqualTo("standpipe: --record x: records what services answer; add --lookups live\n");
    assertThat(compare("--record", file.toString(), "--lookups", "live").err())
        .isEqualTo("standpipe: --record " + file + ": is not a folder; name one\n");
    assertThat(asked).isEmpty();
  }

  /** On any number of threads, each key is recorded with an answer that both sides got. */
  @Test
  void recordsTheSameOnAnyNumberOfThreads() throws IOException {
    Random random = new Random(16);
    List<String> lines = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>();
    for (int line = 0; line < 2_000; line++) {
      String user = "u" + random.nextInt(40);
      keys.add(user);
      lines.add("{\"user\": \"%s\", \"n\": %d}".formatted(user, line + 1));
    }
    events(lines.toArray(String[]::new));

    Said said =
        compare("--lookups", "live", "--record", records().toString(), "--threads", "4", "--json");

    assertThat(Json.parse(said.out()).get("different").asInt()).isEqualTo(2_000);
    assertThat(
            Json.read(records().resolve("users.json")).properties().stream()
                .map(one -> one.getKey()))
        .containsExactlyElementsOf(keys);
    assertThat(compare("--lookups", records().toString(), "--json").out()).isEqualTo(said.out());
  }
}
