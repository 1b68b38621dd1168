package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.local.EmbeddedSqs;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are processes: how they end, and what they leave. */
@Timeout(600)
class RunProcessTest {
  private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:OrderQueue";

  @TempDir Path folder;

  private static void accounts(JsonNode summary) {
    assertThat(summary.get("accounted").asBoolean()).as(summary.toString()).isTrue();
    assertThat(summary.get("received").asInt())
        .isEqualTo(
            Stream.of("delivered", "filtered", "discarded", "quarantined", "deadLetters", "left")
                .mapToInt(part -> summary.get(part).asInt())
                .sum());
  }

  /** Inputs of executions that were written down. */
  private static List<JsonNode> executions(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Json::read).toList();
    }
  }

  private static String order() {
    Path source =
        Path.of("fixtures/OrderPipe/hydrates-the-customer-and-each-product/1-source.json");
    return GivenFile.text(source).replaceAll("\\R *", "");
  }

  @Test
  void sendsTheFixturesAndAccountsForEachMessage() throws Exception {
    Path inputs = folder.resolve("executions");
    try (Started run =
        Started.with(
            folder, Map.of(), "run", "OrderPipe", "--json", "--executions", inputs.toString())) {
      assertThat(run.code()).isZero();

      assertThat(run.lines())
          .allSatisfy(line -> assertThat(Started.json(line).has("event")).isTrue());
      JsonNode summary = run.summary();
      accounts(summary);
      assertThat(summary.get("sent")).isEqualTo(summary.get("received"));
      assertThat(summary.get("left").asInt()).isZero();
      assertThat(executions(inputs))
          .hasSize(summary.get("executions").asInt())
          .allMatch(JsonNode::isArray);
      assertThat(executions(inputs).stream().mapToInt(JsonNode::size).sum())
          .isEqualTo(summary.get("enriched").asInt());
      assertThat(Files.readString(run.err())).doesNotContain("standpipe:", "\tat ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe"})
  void runsEachPipeThatIsOffInTheTemplate(String pipe) throws Exception {
    try (Started run = Started.with(folder, Map.of(), "run", pipe, "--json")) {
      assertThat(run.code()).isZero();

      accounts(run.summary());
      assertThat(run.summary().get("sent")).isEqualTo(run.summary().get("received"));
      for (String some : List.of("delivered", "filtered", "quarantined")) {
        assertThat(run.summary().get(some).asInt()).as(some).isPositive();
      }
      for (String none : List.of("deadLetters", "left")) {
        assertThat(run.summary().get(none).asInt()).as(none).isZero();
      }
    }
  }

  @Test
  void sendsTheLinesOfItsStandardInput() throws Exception {
    try (Started run =
        Started.with(folder, Map.of(), "run", "OrderPipe", "--json", "--send", "-")
            .given("\uFEFF" + order() + "\r\n\nnot an order\n" + order())) {
      assertThat(run.code()).isZero();

      accounts(run.summary());
      assertThat(run.summary().get("sent").asInt()).isEqualTo(3);
      assertThat(run.summary().get("delivered").asInt()).isEqualTo(2);
      assertThat(run.summary().get("filtered").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsWellWhenAFollowingRunIsToldToEnd() throws Exception {
    try (Started run =
        Started.with(folder, Map.of(), "run", "OrderPipe", "--json", "--follow", "--send", "-")) {
      var input = run.process().getOutputStream();
      input.write((order() + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
      run.says("\"event\":\"batch\"");

      run.process().destroy();

      assertThat(run.code()).isZero();
      accounts(run.summary());
      assertThat(run.summary().get("delivered").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsAPipeThatHasNoFixtures() throws Exception {
    try (Started run =
        Started.with(
            folder, Map.of(), "run", "OrderPipe", "--json", "--follow", "-f", folder.toString())) {
      run.says("\"event\":\"following\"");

      run.process().destroy();

      assertThat(run.code()).isZero();
      assertThat(run.summary().get("sent").asInt()).isZero();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsAtOnceWhenItWaitsForItsStandardInput() throws Exception {
    try (Started run =
        Started.with(folder, Map.of(), "run", "OrderPipe", "--json", "--send", "-")) {
      run.says("\"event\":\"started\"");

      run.process().destroy();

      assertThat(run.process().waitFor(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(run.process().exitValue()).isEqualTo(130);
      accounts(run.summary());
    }
  }

  @Test
  void losesNothingWhenItIsKilledInTheMiddleOfABatch() throws Exception {
    Queue given = queue("OrderQueue");
    CountDownLatch asked = new CountDownLatch(1);
    HttpServer silent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext("/", exchange -> asked.countDown());
    silent.start();
    try (EmbeddedSqs server = EmbeddedSqs.start(ARN);
        ServerQueues queues = ServerQueues.of(server)) {
      LiveQueue queue = queues.create(given);
      queues.create(queue("OrderQuarantineQueue"));
      List<String> ids =
          queue.send(
              IntStream.range(0, 5).mapToObj(i -> Json.object().put("body", order())).toList());
      String sqs = server.endpoint().toString();
      String sfn = "http://127.0.0.1:" + silent.getAddress().getPort();
      kill(asked, Map.of("AWS_ENDPOINT_URL_SQS", sqs, "AWS_ENDPOINT_URL_SFN", sfn));

      try (Started next =
          Started.with(folder, Map.of("AWS_ENDPOINT_URL_SQS", sqs), "run", "OrderPipe", "--json")) {
        assertThat(next.code()).isZero();
        accounts(next.summary());
        assertThat(delivered(next)).containsExactlyInAnyOrderElementsOf(ids);
      }
    } finally {
      silent.stop(0);
    }
  }

  private static Queue queue(String name) {
    String arn = ARN.replace("OrderQueue", name);
    return new Queue(name, name, arn, false, false, 2, Optional.empty());
  }

  private void kill(CountDownLatch asked, Map<String, String> servers) throws Exception {
    try (Started run = Started.with(folder, servers, "run", "OrderPipe", "--json", "--follow")) {
      assertThat(asked.await(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      run.process().destroyForcibly().waitFor();
      assertThat(run.lines()).noneMatch(line -> line.contains("delivered"));
    }
  }

  private static List<String> delivered(Started run) throws IOException {
    return run.lines().stream()
        .flatMap(line -> Started.json(line).path("records").valueStream())
        .filter(record -> record.get("fate").asText().equals("delivered"))
        .map(record -> record.get("messageId").asText())
        .toList();
  }
}
