package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.fixture.GivenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Events from the bus to the machine of a run, put by the commands that take {@code --local}. */
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RunEventsTest {
  private static final String VARIABLE = "aws.endpointUrlEventBridge";
  private static final String CASE = "fixtures/OrderPipe/hydrates-the-customer-and-each-product";

  @TempDir Path folder;
  private Started run;

  @BeforeEach
  void start() throws Exception {
    Path shared = Path.of("fixtures/OrderPipe/lookups");
    Path fixtures = Files.createDirectories(folder.resolve("fixtures/OrderPipe/lookups"));
    try (var files = Files.list(shared)) {
      for (Path file : files.toList()) {
        Files.copy(file, fixtures.resolve(file.getFileName()));
      }
    }
    run =
        Started.with(
            folder,
            Map.of(),
            "run",
            "OrderPipe",
            "--follow",
            "--json",
            "--no-machine",
            "-f",
            folder.resolve("fixtures").toString());
    run.says("\"event\":\"following\"");
    System.setProperty(VARIABLE, event("takesEvents").path("endpoint").asText());
  }

  @AfterEach
  void close() {
    System.clearProperty(VARIABLE);
    run.close();
  }

  private JsonNode event(String kind) throws IOException {
    return run.lines().stream()
        .map(Started::json)
        .filter(line -> line.path("event").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accountsForWhatIsSentPutAndReplayed() throws Exception {
    Path events = folder.resolve("events.json");
    String order = GivenFile.text(Path.of(CASE, "1-source.json"));
    String stock = order.replace("\"shop.orders\"", "\"shop.stock\"");
    assertThat(stock).isNotEqualTo(order);
    Files.writeString(events, order + "\n" + stock + "\n" + order + "\n");

    Said put =
        Said.by("send", "OrderPipe", events.toString(), "--bus", "standpipe-orders", "--local");
    Said lost = Said.by("send", "OrderPipe", CASE, "--bus", "nowhere", "--local");
    Said queued = Said.by("send", "OrderPipe", CASE, "--local");
    Said replayed =
        Said.by(
            "archive",
            "replay",
            "--archive",
            "OrderArchive",
            "--from",
            "2000-01-01T00:00:00Z",
            "--local");

    assertThat(put.err()).contains("is taken as");
    assertThat(put.lines()).hasSize(4);
    assertThat(put.lines().getFirst())
        .startsWith("3 events sent to the bus standpipe-orders at http://127.0.0.1:");
    assertThat(lost.code()).isZero();
    assertThat(queued.lines()).hasSize(2);
    assertThat(queued.lines().getFirst())
        .isEqualTo("1 message sent to arn:aws:sqs:us-east-1:123456789012:OrderQueue");
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(replayed.out()).contains("COMPLETED");

    Started.await("all batches", () -> delivered() == 5);
    run.process().destroy();
    assertThat(run.code()).isZero();
    JsonNode summary = run.summary();
    assertThat(summary.path("accounted").asBoolean()).isTrue();
    assertThat(summary.path("delivered").asInt()).isEqualTo(5);
    JsonNode counts = summary.path("events");
    assertThat(counts.path("put").asInt()).isEqualTo(4);
    assertThat(counts.path("replayed").asInt()).isEqualTo(3);
    assertThat(counts.path("delivered").asInt()).isEqualTo(4);
    assertThat(counts.path("unmatched").asInt()).isEqualTo(3);
    assertThat(counts.path("accounted").asBoolean()).isTrue();
    hops(event("put"));
  }

  /** Records that were delivered so far. */
  private long delivered() {
    try {
      return run.lines().stream()
          .map(Started::json)
          .filter(line -> line.path("event").asText().equals("batch"))
          .flatMap(line -> line.findValuesAsText("fate").stream())
          .filter("delivered"::equalsIgnoreCase)
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** From the rule to the message on the queue. */
  private static void hops(JsonNode put) {
    assertThat(put.path("on").asText()).isEqualTo("bus standpipe-orders");
    assertThat(put.at("/routes/0/name").asText()).isEqualTo("OrderRule");
    assertThat(put.at("/routes/0/deliveries/0/arrival").asText()).isEqualTo("queued");
    assertThat(put.path("messageIds")).hasSize(1);
  }

  @Test
  void saysWhatIsNotARunOnThisMachine() {
    String uri = System.getProperty(VARIABLE);
    Said other = Said.by("send", "FifoPipe", CASE, "--local");
    Said region = Said.by("send", "OrderPipe", CASE, "--local", "--region", "eu-west-1");
    System.setProperty(VARIABLE, "https://events.eu-west-1.amazonaws.com");
    Said aws = Said.by("archive", "replay", "--archive", "a", "--from", "-1h", "--local");
    System.setProperty(VARIABLE, "http://127.0.0.1:1");
    Said nothing = Said.by("send", "OrderPipe", CASE, "--local");

    assertThat(List.of(other.err(), region.err(), aws.err(), nothing.err()))
        .containsExactly(
            "standpipe: " + uri + ": runs OrderPipe, not FifoPipe\n",
            "standpipe: --local: does not use an account; leave out --region and --profile\n",
            "standpipe: https://events.eu-west-1.amazonaws.com: is not on this machine, which"
                + " --local requires; paste the line that standpipe run PIPE --follow prints\n",
            "standpipe: http://127.0.0.1:1: does not answer; start the run, and paste the line that"
                + " standpipe run PIPE --follow prints\n");
    assertThat(List.of(other.code(), region.code(), aws.code(), nothing.code())).containsOnly(2);
  }
}
