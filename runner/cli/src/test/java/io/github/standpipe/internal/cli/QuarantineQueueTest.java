package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.local.EmbeddedSqs;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run puts what the enrichment quarantines. */
@Timeout(600)
class QuarantineQueueTest {
  private static final String TEMPLATE =
      "runner/cli/src/test/resources/quarantine/pipes/template.yaml";

  @TempDir Path folder;
  private Path orders = Path.of("");

  @BeforeEach
  void write() throws IOException {
    orders = folder.resolve("orders.txt");
    Files.write(
        orders, List.of("{\"orderId\":\"O-1\"}", "{\"poison\":1}", "{\"orderId\":\"O-2\"}"));
  }

  private String[] run(String pipe, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("run", pipe, "-t", TEMPLATE, "-f", folder.toString(), "--send"));
    arguments.add(orders.toString());
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static PipeDefinition pipe(String name) {
    return Template.read(Path.of(TEMPLATE), Map.of()).pipe(name);
  }

  private static JsonNode event(Said said, String kind) {
    return said.lines().stream()
        .map(Started::json)
        .filter(line -> line.path("event").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsTheQuarantineQueueOfTheTemplateAndNamesIt() {
    Said said = Said.by(run("QuarantinesToBad"));

    assertThat(said.lines())
        .anyMatch(line ->
            line.matches(
                "  quarantine  bad-orders, http://127\\.0\\.0\\.1:\\d+/123456789012/bad-orders"))
        .anyMatch(line ->
            line.matches(
                "batch 1  3 records: 2 delivered, 1 quarantined; execution [0-9a-f-]{36};"
                    + " quarantined: message [0-9a-f-]{36}: .*order.jslt: it is poison"))
        .contains("quarantined        1  messages in the quarantine queue, bad-orders")
        .endsWith(
            "3 received = 2 executed + 0 filtered + 0 discarded + 0 dead letters + 1 quarantined");
    assertThat(said.code()).isZero();
  }

  @Test
  void tellsTheQuarantineQueueAsJson() {
    Said said = Said.by(run("QuarantinesToBad", "--json"));

    assertThat(event(said, "started").path("quarantineUrl").asText())
        .isEqualTo(event(said, "started").path("endpoint").asText() + "/123456789012/bad-orders");
    assertThat(event(said, "summary").path("quarantined").asInt()).isEqualTo(1);
    assertThat(event(said, "summary").path("accounted").asBoolean()).isTrue();
  }

  @Test
  void accountsForAQuarantineThatIsTheDeadLetterQueue() {
    Said said = Said.by(run("QuarantinesToDead"));

    assertThat(said.lines())
        .contains("quarantined        1  messages in the quarantine queue, Dead")
        .contains("dead letters       0  messages in the dead-letter queue, Dead");
    assertThat(said.code()).isZero();
  }

  @Test
  void countsWhatGoesToAQueueOutsideTheTemplateAndSendsNothing() {
    Said said = Said.by(run("QuarantinesElsewhere"));

    assertThat(said.lines())
        .noneMatch(line -> line.startsWith("  quarantine "))
        .contains("quarantined        1  messages that the enrichment quarantined");
    assertThat(said.code()).isZero();
  }

  @Test
  void returnsTheBatchWhereThereIsNoQuarantine() {
    Said said = Said.by(run("QuarantinesNowhere"));

    assertThat(said.lines())
        .noneMatch(line -> line.contains("quarantined"))
        .endsWith("3 received = 0 executed + 0 filtered + 0 discarded + 3 dead letters");
  }

  @Test
  void refusesAQuarantineThatIsTheSource() {
    Said said = Said.by(run("QuarantinesToSource"));

    assertThat(said.err().strip())
        .isEqualTo(
            "standpipe: "
                + TEMPLATE
                + ":"
                + pipe("QuarantinesToSource").where().replaceFirst(".*:", "")
                + ": QuarantinesToSource reads Source, which is also the quarantine queue of its"
                + " enrichment; set QUARANTINE_QUEUE_URL to another queue");
    assertThat(said.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"QuarantinesElsewhere", "QuarantinesNowhere"})
  void findsNoQueueForAPipeThatNamesNone(String name) {
    assertThat(pipe(name).quarantine()).isEmpty();
  }

  @Test
  void sendsTheEnvelopeToAServerOutside() throws Exception {
    PipeDefinition pipe = pipe("QuarantinesToBad");
    try (EmbeddedSqs server = EmbeddedSqs.start(pipe.queue().arn());
        ServerQueues queues = ServerQueues.of(server)) {
      Map<String, String> outside = Map.of("AWS_ENDPOINT_URL_SQS", server.endpoint().toString());
      queues.create(pipe.queue());
      try (Started refused = Started.with(folder, outside, run(pipe.name()))) {
        assertThat(refused.code()).isEqualTo(2);
        assertThat(Files.readString(refused.err()).strip())
            .isEqualTo(
                "standpipe: "
                    + server.endpoint()
                    + ": there is no queue 'bad-orders'; create it, or pass --create-queues");
      }
      try (Started run =
          Started.with(folder, outside, run(pipe.name(), "--json", "--create-queues"))) {
        assertThat(run.code()).isZero();
        assertThat(run.summary().path("quarantined").asInt()).isEqualTo(1);
        assertThat(run.summary().path("accounted").asBoolean()).isTrue();
      }
      LiveQueue bad = queues.find(pipe.quarantine().orElseThrow());
      assertThat(bad.depth().total()).isEqualTo(1);
    }
  }

  @Test
  void tellsAFollowerHowToSeeWhatWasQuarantined() throws Exception {
    try (Started run = Started.with(folder, Map.of(), run("QuarantinesToBad", "--follow"))) {
      run.says("To see what was quarantined:");
      run.says("aws sqs receive-message --endpoint-url http://127.0.0.1:");
      run.says("quarantined: message ");
    }
  }
}
