package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LiveLookupsTest {
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
            Code: code
            Environment:
              Variables:
                TRANSFORM: x.jslt
                LOOKUP_USERS: %s
        P:
          Type: AWS::Pipes::Pipe
          Properties:
            Source: !GetAtt Queue.Arn
            Enrichment: !GetAtt Enricher.Arn
            Target: !Ref Machine
            TargetParameters:
              StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}
      """;

  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> signed = new CopyOnWriteArrayList<>();
  private HttpServer server = start();
  private String answer = "{\"name\": \"live\"}";

  private HttpServer start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            asked.add(exchange.getRequestURI().toString());
            signed.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
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
    Files.createDirectories(folder.resolve("code"));
    Files.createDirectories(folder.resolve("fixtures"));
    Files.writeString(
        folder.resolve("code/x.jslt"), "{\"name\": lookup(\"users\", .user).name, \"n\": 1}");
    Files.writeString(folder.resolve("event.json"), "{\"user\": \"u1\"}");
    template(at() + "/{key}");
  }

  private String at() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void template(String lookup) throws IOException {
    Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted("'" + lookup + "'"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Said trace(String... more) {
    String[] first = {
      "trace",
      "P",
      folder.resolve("event.json").toString(),
      "--json",
      "-t",
      folder.resolve("template.yaml").toString(),
      "-f",
      folder.resolve("fixtures").toString()
    };
    return Said.by(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void asksNoServiceUnlessItIsToldTo() {
    Said said = trace();

    assertThat(said.out())
        .contains(
            "look-up users did not answer for 1 key: no fixture answers it; add lookups/users.json,"
                + " or run with --lookups live");
    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
    assertThat(asked).isEmpty();
  }

  @Test
  void asksTheServicesThatTheVariablesName() throws IOException {
    Path lookups = Files.createDirectories(folder.resolve("fixtures/P/lookups"));
    Files.writeString(lookups.resolve("users.json"), "{\"u1\": {\"name\": \"fixed\"}}");

    assertThat(trace().out()).contains("fixed");
    assertThat(asked).isEmpty();
    assertThat(trace("--lookups", "live").out()).contains("live").doesNotContain("fixed");
    assertThat(asked).containsExactly("/u1");
  }

  @Test
  void refusesAWordThatNamesNobody() {
    Said said = trace("--lookups", "dead");

    assertThat(said.err())
        .contains(
            "Invalid value for option '--lookups': expected one of [fixtures, live]"
                + " (case-insensitive) but was 'dead'");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void findsServersByTheVariablesOfTheSdk() throws IOException {
    template("dynamodb:users#key=id");
    answer = "{\"Responses\":{\"users\":[{\"id\":{\"S\":\"u1\"},\"name\":{\"S\":\"item\"}}]}}";
    Project project =
        new Project(
                Template.read(folder.resolve("template.yaml"), Map.of()),
                folder.resolve("fixtures"))
            .withLiveLookups(Map.of("AWS_ENDPOINT_URL_DYNAMODB", at()));
    Pipe pipe = project.pipe("P");
    SourceBatch batch =
        SourceBatch.read("{\"user\": \"u1\"}", "here", pipe.source(), project.clock());

    Trace trace = pipe.run(batch.payload(), project.clock());

    assertThat(new String(trace.targetInput().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("[{\"name\":\"item\",\"n\":1}]");
    assertThat(asked).containsExactly("/");
  }

  @Test
  @Timeout(600)
  void signsWithTheCredentialsOfAProfile() throws Exception {
    template("dynamodb:users#key=id");
    answer = "{\"Responses\":{\"users\":[{\"id\":{\"S\":\"u1\"},\"name\":{\"S\":\"item\"}}]}}";
    Path config = folder.resolve("config");
    Files.writeString(
        config, "[profile shop]\naws_access_key_id = PROFILES\naws_secret_access_key = secret\n");
    Map<String, String> desk =
        Map.of(
            "AWS_CONFIG_FILE", config.toString(),
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent",
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_ENDPOINT_URL_DYNAMODB", at(),
            "AWS_PROFILE", "shop");
    String event = folder.resolve("event.json").toString();
    String file = folder.resolve("template.yaml").toString();
    try (Started run =
        Started.with(folder, desk, "trace", "P", event, "--lookups", "live", "-t", file)) {
      assertThat(run.code()).as(Files.readString(run.err())).isZero();
    }
    assertThat(signed).hasSize(1).first().asString().contains("Credential=PROFILES/");
  }

  @Test
  void takesABlankVariableOfTheShellForAnUnsetOne() throws IOException {
    template(at() + "/own/{key}");
    Project project =
        new Project(
                Template.read(folder.resolve("template.yaml"), Map.of()),
                folder.resolve("fixtures"))
            .withLiveLookups(Map.of("LOOKUP_USERS", ""));
    Pipe pipe = project.pipe("P");

    pipe.run(
        SourceBatch.read("{\"user\": \"u1\"}", "here", pipe.source(), project.clock()).payload(),
        project.clock());

    assertThat(asked).containsExactly("/own/u1");
  }

  @Test
  void takesAVariableOfTheShellInPlaceOfTheFunctions() throws IOException {
    template("https://users.invalid/{key}");
    Project project =
        new Project(
                Template.read(folder.resolve("template.yaml"), Map.of()),
                folder.resolve("fixtures"))
            .withLiveLookups(Map.of("LOOKUP_USERS", at() + "/v2/{key}", "LOOKUP_OTHER", "bad"));
    Pipe pipe = project.pipe("P");
    SourceBatch batch =
        SourceBatch.read("{\"user\": \"u1\"}", "here", pipe.source(), project.clock());

    pipe.run(batch.payload(), project.clock());

    assertThat(asked).containsExactly("/v2/u1");
  }
}
