package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nests deeply, or is much, ends in one clear line. */
class MachineDepthTest {

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Execution run(StateMachine machine, JsonNode input) {
    return machine.run(
        input,
        call -> new TaskOutcome.Succeeded(call.arguments()),
        Clock.systemUTC(),
        UUID::randomUUID);
  }

  private static ObjectNode nested(int depth) {
    ObjectNode flow = flow("P" + depth, MachineJson.NODES.objectNode().put("Type", "Pass"));
    for (int i = depth - 1; i >= 0; i--) {
      ObjectNode state = MachineJson.NODES.objectNode().put("Type", "Parallel");
      state.set("Branches", MachineJson.NODES.arrayNode().add(flow));
      flow = flow("P" + i, state);
    }
    return flow;
  }

  private static ObjectNode flow(String name, ObjectNode state) {
    ObjectNode flow = MachineJson.NODES.objectNode().put("StartAt", name);
    flow.putObject("States").set(name, state.put("End", true));
    return flow;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 49})
  void runsAParallelInAParallel(int depth) {
    Execution execution =
        run(StateMachine.parse("m", nested(depth), false), MachineJson.NODES.numberNode(7));
    JsonNode output = execution.output().orElseThrow();
    for (int i = 0; i < depth; i++) {
      output = output.path(0);
    }
    assertThat(output.asInt()).isEqualTo(7);
    assertThat(execution.history()).hasSize(5 * depth - depth + 4);
  }

  @Test
  void refusesADefinitionThatNestsTooDeeply() {
    String refused = "";
    try {
      run(StateMachine.parse("m", nested(10_000), false), json("{}"));
    } catch (InvalidDefinitionException e) {
      refused = String.valueOf(e.getMessage());
    }
    assertThat(refused)
        .isEqualTo(
            "m: state \"P50\", field Branches[0]: The states are too deeply nested"
                + " (TOO_DEEPLY_NESTED)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Type': 'Pass'",
        "'Type': 'Pass', 'Parameters': {'a.$': '$'}",
        "'Type': 'Pass', 'ResultPath': '$.a', 'Result': 1",
        "'Type': 'Pass', 'Parameters': {'a.$': 'States.JsonToString($)'}",
        "'Type': 'Pass', 'Parameters': {'a.$': 'States.ArrayUnique($)'}",
        "'Type': 'Pass', 'Parameters': {'a.$': '$..x'}",
        "'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Output': '{% $string($states.input) %}'",
        "'Type': 'Map', 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End':"
            + " true}}}"
      })
  void endsWithDeepInput(String state) {
    Execution execution = run(machine(state), deep());
    assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
    assertThat(execution.error().orElseThrow()).startsWith("States.");
    assertThat(execution.cause().orElseThrow()).hasLineCount(1).contains("nests too deeply");
  }

  @Test
  void putsAResultInPlaceOfWhatIsTooDeep() {
    Execution execution = run(machine("'Type': 'Pass', 'ResultPath': '$[0]', 'Result': 1"), deep());
    assertThat(execution.output()).contains(json("[1]"));
  }

  private static StateMachine machine(String state) {
    return StateMachine.parse(
        "m", json("{'StartAt': 'S', 'States': {'S': {" + state + ", 'End': true}}}"), false);
  }

  private static ArrayNode deep() {
    ArrayNode input = MachineJson.NODES.arrayNode();
    for (int i = 0; i < 100_000; i++) {
      input = MachineJson.NODES.arrayNode().add(input);
    }
    return input;
  }

  @Test
  void endsAMapOfManyItems() {
    Execution execution =
        run(
            StateMachine.parse(
                "m",
                json(
                    "{'QueryLanguage': 'JSONata', 'StartAt': 'S', 'States': {'S': {'Type': 'Map',"
                        + " 'Items': '{% [1..500000] %}', 'ItemProcessor': {'StartAt': 'I',"
                        + " 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true}}}"),
                false),
            json("{}"));
    assertThat(execution.history()).hasSize(History.LIMIT);
    assertThat(execution.cause())
        .contains("The execution reached the maximum number of history events (25000).");
  }
}
