package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.Execution;
import io.github.standpipe.machine.MachineContext;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadCheckTest {

  @Test
  void takesTheAnswersOfThePipeAndOfTheCase(@TempDir Path pipe) throws IOException {
    Path folder = pipe.resolve("case");
    Files.createDirectories(folder.resolve("tasks"));
    Files.createDirectories(pipe.resolve("tasks"));
    String big = "\"" + "x".repeat(30_000) + "\"";
    Files.writeString(pipe.resolve("tasks/Ask.json"), "{\"result\": " + big + "}");
    String machine =
        """
        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
          "StartAt": "Ask", "States": {"Ask": {"Type": "Task", "End": true,
            "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}}}}}}}\
        """;
    assertThat(run(machine, folder).find(20)).contains(new GrowingRun.Overflow("Each", 8, 240_025));

    Files.writeString(folder.resolve("tasks/Ask.json"), "{\"result\": 1, \"times\": 2}");
    assertThat(run(machine, folder).find(20)).isEmpty();
  }

  /** What is said to fit does, and one more does not, whatever the machine keeps. */
  @Test
  void agreesWithTheRunOnRandomMachines(@TempDir Path none) {
    int found = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      String machine = machine(random);
      GrowingRun run = run(machine, none);
      int most = 2 + random.nextInt(60);
      Optional<GrowingRun.Overflow> overflow = run.find(most);
      found += overflow.isPresent() ? 1 : 0;
      int fits = overflow.map(GrowingRun.Overflow::fitting).orElse(most);
      assertThat(error(run, fits)).as(machine).isEmpty();
      overflow.ifPresent(over -> {
        assertThat(error(run, fits + 1)).as(machine).contains("States.DataLimitExceeded");
        assertThat(over.bytes()).isBetween(1L, 262_144L);
      });
    }
    assertThat(found).isBetween(15, 55);
  }

  private static String machine(Random random) {
    StringBuilder states = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String next = i + 1 < count ? "\"Next\": \"S" + (i + 1) + "\"" : "\"End\": true";
      String path = i == 0 ? "$" : "$.all";
      String body =
          random.nextBoolean()
              ? "\"Type\": \"Pass\", \"Parameters\": {\"all.$\": \"%s\", \"more.$\": \"%s\"}"
                  .formatted(path, random.nextBoolean() ? path : path + "[0]")
              : ("\"Type\": \"Map\", \"ItemsPath\": \"%s\", \"ItemSelector\": {\"v.$\":"
                     + " \"$$.Map.Item.Value\", \"w.$\": \"$$.Map.Item.%s\"}, \"ResultPath\": %s,"
                     + " \"ItemProcessor\": {\"StartAt\": \"P%d\", \"States\": {\"P%d\": {\"Type\":"
                     + " \"Pass\", \"End\": true}}}")
                  .formatted(
                      path,
                      random.nextBoolean() ? "Index" : "Value",
                      i == 0 ? "null" : "\"$.mapped\"",
                      i,
                      i);
      if (i == 0 && !body.contains("Parameters")) {
        body = "\"Type\": \"Pass\", \"Parameters\": {\"all.$\": \"$\"}";
      }
      states.append(i == 0 ? "" : ", ").append("\"S" + i + "\": {" + body + ", " + next + "}");
    }
    return "{\"StartAt\": \"S0\", \"States\": {" + states + "}}";
  }

  private static GrowingRun run(String machine, Path folder) {
    JsonNode event = Json.object().put("text", "y".repeat(6_000));
    return new GrowingRun(
        StateMachine.parse("m", machine),
        MachineContext.local("m"),
        new RecordedAnswers(folder),
        event);
  }

  private static Optional<String> error(GrowingRun run, int events) {
    ArrayNode batch = Json.array();
    for (int i = 0; i < events; i++) {
      batch.add(run.event());
    }
    Execution ended =
        run.machine()
            .run(
                batch,
                call -> new TaskOutcome.TimedOut(),
                Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC),
                () -> new UUID(0, 0));
    return ended.error();
  }
}
