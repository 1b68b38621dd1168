package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of intrinsic functions in a Pass state. */
class IntrinsicFunctionsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static final String INPUT =
      """
      {"none": [], "list": [10, 20, 30], "text": "a-b", "tiny": 1E-400000, "huge": 1E400000,
       "first": -900000000000000000, "last": 900000000000000000, "half": "Hello {"}
      """;

  private static Execution run(String call) throws Exception {
    return run(call, MachineJson.parse(INPUT));
  }

  private static Execution run(String call, JsonNode input) {
    ObjectNode machine = MachineJson.NODES.objectNode().put("StartAt", "A");
    ObjectNode state = machine.putObject("States").putObject("A");
    state.put("Type", "Pass").put("End", true).putObject("Parameters").put("v.$", call);
    return StateMachine.read("machine", machine)
        .run(input, task -> new TaskOutcome.TimedOut(), CLOCK, () -> new UUID(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "States.MathAdd(1.5, -0.5) | 2",
        "States.MathAdd(2147483646, 1) | 2147483647",
        "States.MathAdd($.tiny, 1) | 1",
        "States.ArrayRange(5.4, -0.6, -2.4) | [5,3,1]",
        "States.ArrayRange(1.6, 1.4, 1) | [1]",
        "States.ArrayRange(5, 1, 1) | []",
        "States.ArrayRange(3, 3, -1) | [3]",
        "States.ArrayRange($.last, $.last, 1) | [900000000000000000]",
        "States.ArrayLength(States.ArrayRange(1, 1000, 1)) | 1000",
        "States.ArrayPartition($.list, 2.6) | [[10,20],[30]]",
        "States.ArrayGetItem($.list, 1.9) | 20",
        "States.ArrayGetItem($.none, 999) | null",
        "States.Format('{} \\{{}\\}', null, 1.0) | \"null {1.0}\"",
        "States.JsonMerge(States.StringToJson('{\"a\":1}'), States.StringToJson('{\"a\":2}'), 'x')"
            + " | {\"a\":2}",
        "States.Hash(123, 'MD5') | \"202cb962ac59075b964b07152d234b70\"",
        "States.StringSplit($.text, '-') | [\"a\",\"b\"]",
      })
  void giveTheValueOfTheService(String call, String value) throws Exception {
    Execution execution = run(call);
    assertThat(execution.cause()).isEmpty();
    assertThat(execution.output().map(output -> output.path("v").toString())).contains(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "States.MathAdd('a', 1) | Invalid arguments in States.MathAdd: argument 1 is not a number",
        "States.MathAdd(2147483647, 1) | Invalid arguments in States.MathAdd: 2147483648 is not a"
            + " signed integer of 32 bits",
        "States.MathAdd($.huge, 1) | Invalid arguments in States.MathAdd: argument 1 is too large",
        "States.ArrayGetItem($.list, 3) | Invalid arguments in States.ArrayGetItem: the index 3 is"
            + " outside of an array of 3",
        "States.ArrayGetItem($.list, '1') | Invalid arguments in States.ArrayGetItem: argument 2 is"
            + " not a number",
        "States.ArrayPartition($.list, 0.6) | Invalid arguments in States.ArrayPartition: the chunk"
            + " size is not a positive integer",
        "States.ArrayRange($.first, $.last, 1) | Invalid arguments in States.ArrayRange: the range"
            + " has more than 1000 items",
        "States.ArrayRange(1, 1001, 1) | Invalid arguments in States.ArrayRange: the range has more"
            + " than 1000 items",
        "States.ArrayRange(1, 9, 0.4) | Invalid arguments in States.ArrayRange: the increment is 0",
        "States.MathRandom(1.4, 1.6) | Invalid arguments in States.MathRandom: it takes a start, a"
            + " larger end, and perhaps a seed",
        "States.Format('{} {}', 1) | Invalid arguments in States.Format: number of arguments do not"
            + " match the occurrences of {}.",
        "States.Format('{}', 1, 2) | Invalid arguments in States.Format: number of arguments do not"
            + " match the occurrences of {}.",
        "States.Format($.half, 1) | Invalid template in States.Format: matching '}' not found for"
            + " '{'.",
        "States.Format('{{}}', 1) | Invalid template in States.Format: matching '}' not found for"
            + " '{'.",
        "States.StringToJson($.text) | Invalid arguments in States.StringToJson: the text is not"
            + " JSON",
        "States.JsonMerge($, $, true) | Invalid arguments in States.JsonMerge: only a shallow merge"
            + " is supported: pass false",
        "States.Hash('a', 'SHA256') | Invalid arguments in States.Hash: there is no such algorithm",
        "States.ArrayLength(States.MathAdd('a', 1)) | Invalid arguments in States.MathAdd: argument"
            + " 1 is not a number",
      })
  void failInTheWordsOfTheService(String call, String error) throws Exception {
    Execution execution = run(call);
    assertThat(execution.error()).contains("States.Runtime");
    assertThat(execution.cause())
        .contains(
            "An error occurred while executing the state 'A' (entered at the event id #2). The"
                + " function '"
                + call
                + "' had the following error: "
                + error);
  }

  @Test
  void areBoundedHoweverOftenTheyRepeatAText() {
    ObjectNode input = MachineJson.NODES.objectNode();
    input.put("f", "{}".repeat(400)).put("t", "x".repeat(200_000));
    assertThat(run("States.Format($.f" + ", $.t".repeat(400) + ")", input).cause().orElse(""))
        .endsWith("Invalid arguments in States.Format: the result has more than 4194304 bytes");
  }

  /** Nine arguments at each of four levels repeat a value 6,561 times. */
  @Test
  void areBoundedHoweverOftenTheyRepeatAValue() {
    ObjectNode input = MachineJson.NODES.objectNode().put("t", "x".repeat(1_000));
    String call = "$.t";
    for (int level = 0; level < 4; level++) {
      call = "States.Array(" + call + (", " + call).repeat(8) + ")";
    }
    assertThat(run("States.JsonToString(" + call + ")", input).cause().orElse(""))
        .endsWith("Invalid arguments in States.Array: the result has more than 4194304 bytes");
  }
}
