package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Machines as data: a definition, an input, what its tasks answer, and how the execution ends. */
class MachineCasesTest {
  private static final Path CASES = Path.of("runner/machine/src/test/machines");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TestFactory
  Stream<DynamicTest> endAsExpected() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> verify(file)));
    }
  }

  private static void verify(Path file) throws IOException {
    JsonNode one = MachineJson.parse(Files.readString(file));
    Deque<JsonNode> answers = new ArrayDeque<>();
    one.path("tasks").forEach(answers::add);
    Random random = new Random(1);
    Execution execution =
        StateMachine.read("machine", one.path("definition"))
            .run(
                one.path("input"),
                call -> outcome(answers.remove()),
                CLOCK,
                () -> new UUID(random.nextLong(), random.nextLong()));
    JsonNode expected = one.path("expected");
    assertThat(execution.status().toString())
        .as("%s %s", execution.error(), execution.cause())
        .isEqualTo(expected.path("status").asText());
    if (expected.has("output")) {
      assertThat(JsonEquality.equal(execution.output().orElseThrow(), expected.get("output")))
          .as(execution.output().toString())
          .isTrue();
    }
    if (expected.has("error")) {
      assertThat(execution.error()).contains(expected.get("error").asText());
    }
    if (expected.has("cause")) {
      assertThat(execution.cause()).contains(expected.get("cause").asText());
    }
    if (expected.has("events")) {
      List<String> events = new ArrayList<>();
      expected.get("events").forEach(event -> events.add(event.asText()));
      assertThat(execution.history())
          .extracting(event -> event.previousId() + " " + event.type())
          .isEqualTo(events);
    }
  }

  private static TaskOutcome outcome(JsonNode answer) {
    return answer.has("error")
        ? new TaskOutcome.Failed(answer.get("error").asText(), answer.path("cause").asText())
        : new TaskOutcome.Succeeded(answer.get("result"));
  }
}
