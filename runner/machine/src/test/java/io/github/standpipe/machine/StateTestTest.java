package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One state that runs alone, as data and against the machine that is this state alone. */
class StateTestTest {
  private static final Path CASES = Path.of("runner/machine/src/test/states");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final TaskHandler NONE =
      call -> new TaskOutcome.Failed("Called", call.state() + " has a mock");

  private static Supplier<UUID> ids() {
    Random random = new Random(1);
    return () -> new UUID(random.nextLong(), random.nextLong());
  }

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> answersAsExpected() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> verify(file)));
    }
  }

  private static void verify(Path file) throws IOException {
    JsonNode one = json(Files.readString(file));
    JsonNode request = one.path("request");
    ObjectNode answer =
        StateTest.read(request)
            .run(one.path("input"), NONE, CLOCK, ids())
            .answer(StateInspection.Level.valueOf(request.path("inspectionLevel").asText()));
    assertThat(JsonEquality.canonical(answer).toPrettyString())
        .isEqualTo(
            JsonEquality.canonical(sortedLike(answer, one.path("expected"))).toPrettyString());
  }

  /** The fields in the order of the answer, so that the first difference is the one to read. */
  private static JsonNode sortedLike(JsonNode order, JsonNode json) {
    if (!order.isObject() || !json.isObject()) {
      return json;
    }
    ObjectNode sorted = MachineJson.NODES.objectNode();
    order.properties().stream()
        .filter(field -> json.has(field.getKey()))
        .forEach(field ->
            sorted.set(field.getKey(), sortedLike(field.getValue(), json.get(field.getKey()))));
    json.properties().stream()
        .filter(field -> !order.has(field.getKey()))
        .forEach(field -> sorted.set(field.getKey(), field.getValue()));
    return sorted;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}|definition is not a JSON object: give a state",
        "{\"definition\": \"{\"}|definition is not JSON: correct its text",
        "{\"definition\": {}}|the definition has no Type: give a state, or a machine and a"
            + " stateName",
        "{\"definition\": {\"StartAt\": \"A\", \"States\": {}}}|the definition is a whole machine:"
            + " name the state to test as stateName",
        "{\"definition\": {\"States\": {}}, \"stateName\": \"B\"}|the definition has no state 'B':"
            + " correct stateName",
        "{\"definition\": {\"Type\": \"Map\"}}|StateName is a Map: add a mock with its result or"
            + " its error",
        "{\"definition\": {\"Type\": \"Wait\"}, \"mock\": {\"result\": 1}}|StateName is a Wait,"
            + " which takes no mock: leave the mock out",
        "{\"definition\": {\"Type\": \"Task\"}, \"mock\": {\"result\": \"[\"}}|result is not JSON:"
            + " correct its text"
      })
  void saysWhatARequestLacks(String request, String message) {
    assertThatThrownBy(() -> StateTest.read(json(request)).run(json("{}"), NONE, CLOCK, ids()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void asksTheHandlerForATaskWithoutAMock() {
    JsonNode state =
        json(
            "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:a:b:function:c\", \"End\": true}");
    StateInspection inspection =
        StateTest.of(state)
            .run(
                json("[1]"),
                call -> new TaskOutcome.Succeeded(call.arguments().get(0)),
                CLOCK,
                ids());
    assertThat(inspection.output()).contains(json("1"));
    assertThat(inspection.data().get("afterParameters")).isEqualTo(json("[1]"));
  }

  /** Whatever its fields are, a state tested alone ends as the machine of this state alone does. */
  @Test
  void endsAsTheMachineOfTheStateAlone() {
    Random random = new Random(17);
    int failed = 0;
    for (int i = 0; i < 4_000; i++) {
      ObjectNode state = new RandomState(random).state();
      JsonNode input = new RandomState(random).value(3);
      JsonNode answer = new RandomState(random).value(2);
      boolean fails = random.nextInt(4) == 0;
      StateTest.Mock mock =
          fails
              ? new StateTest.Mock.Failure("E" + random.nextInt(3), "why")
              : new StateTest.Mock.Result(answer);
      boolean task = state.path("Type").asText().equals("Task");
      StateTest test = task ? StateTest.of(state).with(mock) : StateTest.of(state);
      StateInspection inspection = test.run(input, NONE, CLOCK, ids());
      Execution execution = machine(state).run(input, call -> outcome(mock), CLOCK, ids());
      failed += execution.status() == Execution.Status.FAILED ? 1 : 0;
      assertThat(inspection.output()).as("%s on %s", state, input).isEqualTo(execution.output());
      boolean caught = inspection.status() == StateInspection.Status.CAUGHT_ERROR;
      assertThat(caught).isEqualTo(execution.output().isPresent() && task && fails);
      assertThat(inspection.error()).isEqualTo(caught ? Optional.of("E1") : execution.error());
      assertThat(inspection.cause())
          .isEqualTo(caught ? Optional.of("why") : execution.cause().map(StateTestTest::unplaced));
    }
    assertThat(failed).isBetween(400, 3_000);
  }

  /** An execution names the state and event in a cause, and a test has none. */
  private static String unplaced(String cause) {
    return cause.replaceFirst("^An error occurred while executing the state '.*?\\)\\. ", "");
  }

  private static TaskOutcome outcome(StateTest.Mock mock) {
    return switch (mock) {
      case StateTest.Mock.Result(JsonNode result) -> new TaskOutcome.Succeeded(result);
      case StateTest.Mock.Failure failure ->
          new TaskOutcome.Failed(failure.error(), failure.cause());
    };
  }

  private static StateMachine machine(JsonNode state) {
    ObjectNode definition = MachineJson.NODES.objectNode();
    definition.put("StartAt", "StateName");
    ObjectNode states = definition.putObject("States");
    states.set("StateName", state);
    states.putObject("Caught").put("Type", "Succeed");
    return StateMachine.read("m", definition);
  }

  /** States of random fields, many of which find nothing. */
  private record RandomState(Random random) {
    private static final List<String> NAMES = List.of("a", "b", "c");

    ObjectNode state() {
      ObjectNode state = MachineJson.NODES.objectNode();
      boolean task = random.nextBoolean();
      state.put("Type", task ? "Task" : "Pass").put("End", true);
      maybe(state, "InputPath");
      maybe(state, "OutputPath");
      if (random.nextBoolean()) {
        state.put("ResultPath", "$." + name());
      }
      if (random.nextBoolean()) {
        state.putObject("Parameters").put("x.$", path()).put("y", 1);
      }
      if (task) {
        state.put("Resource", "arn:aws:states:::lambda:invoke");
        if (random.nextBoolean()) {
          state.putObject("ResultSelector").put("r.$", path());
        }
        ObjectNode catcher = state.putArray("Catch").addObject();
        catcher.putArray("ErrorEquals").add("E1");
        catcher.put("Next", "Caught");
      } else if (random.nextInt(3) == 0) {
        state.set("Result", value(2));
      }
      return state;
    }

    private void maybe(ObjectNode state, String field) {
      if (random.nextInt(3) == 0) {
        state.put(field, path());
      }
    }

    private String path() {
      return random.nextInt(3) == 0 ? "$" : "$." + name();
    }

    private String name() {
      return NAMES.get(random.nextInt(NAMES.size()));
    }

    JsonNode value(int depth) {
      ObjectNode value = MachineJson.NODES.objectNode();
      for (String name : NAMES) {
        if (random.nextInt(4) > 0) {
          value.set(
              name,
              depth == 0 ? MachineJson.NODES.numberNode(random.nextInt(9)) : value(depth - 1));
        }
      }
      return value;
    }
  }
}
