package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A bus's archive, replayed. */
@Timeout(600)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ArchiveReplayTest {
  private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/bus/OrderRule";

  private OnCloud on;

  @BeforeEach
  void start() throws IOException {
    on = OnCloud.start();
  }

  @AfterEach
  void close() {
    on.close();
  }

  private static Said replay(String... arguments) {
    return Said.by(
        Stream.concat(Stream.of("archive", "replay"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void replaysARangeToTheRulesNamed() {
    Said said =
        replay(
            "--archive",
            "orders",
            "--from",
            "2026-01-31T10:00:00+01:00",
            "--to",
            "2026-01-31T10:00:00Z",
            "--rule",
            RULE,
            "--name",
            "again",
            "--yes");

    assertThat(said.lines())
        .containsExactly(
            "again  2026-01-31T09:00:00Z to 2026-01-31T10:00:00Z",
            "  archive  arn:aws:events:eu-west-1:111122223333:archive/orders",
            "  bus      arn:aws:events:eu-west-1:111122223333:event-bus/shop-orders",
            "  rules    " + RULE,
            "again  COMPLETED");
    assertThat(said.err().lines())
        .containsExactly("again: STARTING 0 %", "again: RUNNING 50 %", "again: COMPLETED 100 %");
    assertThat(said.code()).isZero();
    JsonNode asked = on.cloud().replay();
    assertThat(asked.path("EventSourceArn").asText()).endsWith(":archive/orders");
    assertThat(asked.at("/Destination/Arn").asText()).endsWith(":event-bus/shop-orders");
    assertThat(asked.at("/Destination/FilterArns/0").asText()).isEqualTo(RULE);
    assertThat(asked.path("EventStartTime").asLong()).isEqualTo(1769850000L);
  }

  @Test
  void takesTimesBeforeNow() {
    Said said = replay("--archive", "orders", "--from", "-2h", "--to", "-30m", "--yes", "--json");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(Started.json(said.out()).path("state").asText()).isEqualTo("COMPLETED");
    JsonNode asked = on.cloud().replay();
    assertThat(asked.path("EventEndTime").asLong() - asked.path("EventStartTime").asLong())
        .isEqualTo(5400);
  }

  @Test
  void tellsAReplayThatFailed() {
    on.cloud().replayEnds("FAILED", "The archive was deleted.");

    Said said = replay("--archive", "orders", "--from", "-2h", "--name", "r", "--yes");

    assertThat(said.lines()).endsWith("r  FAILED", "  reason   The archive was deleted.");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void replaysNothingWithoutATerminalOrYes() {
    Said said = replay("--archive", "orders", "--from", "-2h");

    assertThat(said.err())
        .isEqualTo(
            "standpipe: there is no terminal to ask at, and nothing was changed; pass --yes\n");
    assertThat(on.cloud().replay()).isEmpty();
  }

  @Test
  void tellsThatThereIsNoSuchArchive() {
    assertThat(replay("--archive", "x", "--from", "-2h", "--yes").err())
        .isEqualTo("standpipe: x: AWS does not find it: Archive x does not exist\n");
  }

  @Test
  void refusesRangesThatCannotBe() {
    assertThat(replay("--archive", "orders", "--from", "-1h", "--to", "-2h").err())
        .isEqualTo("standpipe: --from -1h: is not before --to -2h\n");
    assertThat(replay("--archive", "orders", "--from", "-1h", "--to", "2999-01-01T00:00:00Z").err())
        .isEqualTo(
            "standpipe: --to 2999-01-01T00:00:00Z: is in the future; an archive holds past events"
                + " only\n");
    assertThat(replay("--archive", "orders", "--from", "yesterday").err())
        .isEqualTo(
            "standpipe: --from yesterday: is not a time; write one with its zone such as"
                + " 2026-01-31T09:00:00Z, or -2h, -30m, -1d, now\n");
    assertThat(replay("--archive", "orders", "--from", "-1h", "--rule", "OrderRule").err())
        .isEqualTo("standpipe: --rule OrderRule: is not the ARN of a rule\n");
  }

  @Test
  void asksForItsSubcommand() {
    assertThat(Said.by("archive").err())
        .isEqualTo(
            "standpipe archive: Missing required subcommand: replay; see standpipe archive"
                + " --help\n");
  }
}
