package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Machines of the kinds that people deploy: each runs to its end with mocked tasks, all of which
 * are called and answer what the service may answer, or is refused by name.
 */
class SampleMachinesTest {
  private static final Path SAMPLES = Path.of("runner/machine/src/test/samples");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreTwentyOrMore() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(20);
  }

  @TestFactory
  Stream<DynamicTest> runToTheirEnd() throws IOException {
    return samples().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> verify(file)));
  }

  private static void verify(Path file) throws IOException {
    JsonNode sample = MachineJson.parse(Files.readString(file));
    boolean express = sample.path("express").asBoolean();
    JsonNode expected = sample.get("expected");
    if (expected.has("refused")) {
      assertThatThrownBy(() -> StateMachine.parse("sample", sample.get("definition"), express))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessage(expected.get("refused").asText());
      return;
    }
    Map<String, Deque<JsonNode>> answers = new LinkedHashMap<>();
    sample
        .get("tasks")
        .properties()
        .forEach(task -> {
          Deque<JsonNode> queue = new ArrayDeque<>();
          task.getValue().forEach(queue::add);
          answers.put(task.getKey(), queue);
        });
    Random random = new Random(1);
    Execution execution =
        StateMachine.parse("sample", sample.get("definition"), express)
            .run(
                sample.get("input"),
                call -> outcome(call, answers),
                CLOCK,
                () -> new UUID(random.nextLong(), random.nextLong()),
                context(sample, express));
    assertThat(answers.values()).as("answers left").allMatch(Deque::isEmpty);
    assertThat(execution.status().name())
        .as("%s %s", execution.error(), execution.cause())
        .isEqualTo(expected.get("status").asText());
    if (expected.has("output")) {
      assertThat(JsonEquality.equal(execution.output().orElseThrow(), expected.get("output")))
          .as(execution.output().toString())
          .isTrue();
    }
    if (expected.has("error")) {
      assertThat(execution.error()).contains(expected.get("error").asText());
      assertThat(execution.cause().orElse("")).isEqualTo(expected.path("cause").asText());
    }
  }

  private static MachineContext context(JsonNode sample, boolean express) {
    Map<String, String> objects = new HashMap<>();
    sample
        .path("objects")
        .properties()
        .forEach(one -> objects.put(one.getKey(), one.getValue().asText()));
    MachineContext local = MachineContext.local("sample");
    return new MachineContext(
        local.executionArn(), local.machineArn(), local.roleArn(), express, objects);
  }

  private static TaskOutcome outcome(TaskCall call, Map<String, Deque<JsonNode>> answers) {
    JsonNode answer = Objects.requireNonNull(answers.get(call.state())).remove();
    if (answer.path("timesOut").asBoolean()) {
      return new TaskOutcome.TimedOut();
    }
    if (answer.has("error")) {
      return new TaskOutcome.Failed(answer.get("error").asText(), answer.path("cause").textValue());
    }
    assertThat(call.fault(answer.get("result"))).as(call.state()).isEmpty();
    return new TaskOutcome.Succeeded(answer.get("result"));
  }
}
