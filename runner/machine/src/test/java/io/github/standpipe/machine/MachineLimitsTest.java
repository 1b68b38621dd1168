package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.JsonSize;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service bounds: bytes, events, time and items. */
class MachineLimitsTest {
  private static final TaskHandler ECHO = call -> new TaskOutcome.Succeeded(call.arguments());

  private static JsonNode json(String text) {
    try {
      return MachineJson.parse(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Execution run(JsonNode definition, JsonNode input, MachineContext context) {
    return StateMachine.read("m", definition)
        .run(input, ECHO, Clock.systemUTC(), UUID::randomUUID, context);
  }

  private static MachineContext context(boolean express, Map<String, String> objects) {
    MachineContext local = MachineContext.local("m");
    return new MachineContext(
        local.executionArn(), local.machineArn(), local.roleArn(), express, objects);
  }

  @ParameterizedTest
  @CsvSource({"false, 25000", "true, 250000"})
  void endsALoopAtTheLastEvent(boolean express, int events) {
    JsonNode loop =
        json(
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Next': 'B'},"
                + " 'B': {'Type': 'Pass', 'Next': 'A'}}}");
    Execution execution = run(loop, json("{}"), context(express, Map.of()));
    assertThat(execution.history()).hasSize(events);
    assertThat(execution.history().getLast().type()).isEqualTo("ExecutionFailed");
    assertThat(execution.cause())
        .contains("The execution reached the maximum number of history events (" + events + ").");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 301, 900, TIMED_OUT",
    "true, 299, 900, SUCCEEDED",
    "true, 20, 10, TIMED_OUT",
    "false, 301, 900, SUCCEEDED",
    "false, 901, 900, TIMED_OUT",
    "false, 31536000, 99999999, SUCCEEDED",
    "false, 31536001, 99999999, TIMED_OUT"
  })
  void endsAnExpressExecutionAfterFiveMinutes(
      boolean express, int waits, int timeout, Execution.Status status) {
    JsonNode wait =
        json(
            "{'StartAt': 'W', 'TimeoutSeconds': "
                + timeout
                + ", 'States': {'W': {'Type': 'Wait', 'Seconds': "
                + waits
                + ", 'End': true}}}");
    assertThat(run(wait, json("{}"), context(express, Map.of())).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"262142, SUCCEEDED", "262143, FAILED"})
  void bounds256KibibytesOfArguments(int letters, Execution.Status status) {
    JsonNode task =
        json(
            "{'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource':"
                + " 'arn:aws:states:::sqs:sendMessage', 'Parameters': {'a.$': '$.a'},"
                + " 'ResultPath': null, 'Catch': [{'ErrorEquals': ['States.DataLimitExceeded'],"
                + " 'Next': 'F'}], 'End': true}, 'F': {'Type': 'Fail', 'Error': 'Caught'}}}");
    ObjectNode input = MachineJson.NODES.objectNode();
    input.put("a", "x".repeat(letters - 8 + 2));
    Execution execution = run(task, input, context(false, Map.of()));
    assertThat(execution.status()).isEqualTo(status);
    assertThat(execution.error())
        .isEqualTo(status == Execution.Status.FAILED ? Optional.of("Caught") : Optional.empty());
  }

  /** Batches hold all items in their order, within both bounds, and none has room for the next. */
  @Test
  void fillsBatchesInTheirOrder() {
    Random random = new Random(41);
    for (int i = 0; i < 300; i++) {
      var items = MachineJson.NODES.arrayNode();
      for (int n = random.nextInt(40); n > 0; n--) {
        items.add("x".repeat(random.nextInt(30)));
      }
      int most = 1 + random.nextInt(6);
      int bytes = 15 + random.nextInt(80);
      JsonNode definition =
          json(
              "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'ItemBatcher': {'MaxItemsPerBatch':"
                  + " "
                  + most
                  + ", 'MaxInputBytesPerBatch': "
                  + bytes
                  + "}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED',"
                  + " 'ExecutionType': 'EXPRESS'}, 'StartAt': 'P', 'States': {'P': {'Type':"
                  + " 'Pass', 'End': true}}}, 'End': true}}}");
      JsonNode batches = run(definition, items, context(false, Map.of())).output().orElseThrow();
      var all = MachineJson.NODES.arrayNode();
      JsonNode before = null;
      for (JsonNode batch : batches) {
        assertThat(batch.path("Items").size()).isBetween(1, most);
        assertThat(batch.path("Items").size() == 1 || JsonSize.of(batch) <= bytes).isTrue();
        if (before != null) {
          long more = JsonSize.of(before) + 1 + JsonSize.of(batch.path("Items").get(0));
          assertThat(before.path("Items").size() == most || more > bytes).isTrue();
        }
        batch.path("Items").forEach(all::add);
        before = batch;
      }
      assertThat(all).isEqualTo(items);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "'InputType': 'CSV', 'CSVHeaderLocation': 'FIRST_ROW', 'CSVDelimiter': 'SEMICOLON' =>"
            + " a;b,\\n1;2,\\n"
            + " => [{'a':'1','b,':'2,'}]",
        "'InputType': 'CSV', 'CSVHeaderLocation': 'GIVEN', 'CSVHeaders': ['x', 'y'],"
            + " 'CSVDelimiter': 'TAB' => 1\\t2 => [{'x':'1','y':'2'}]",
        "'InputType': 'JSON', 'ItemsPointer': '/data/list' => {'data':{'list':[1,2]}} => [1,2]",
        "'InputType': 'JSONL', 'MaxItems': 2 => 1\\n2\\n3 => [1,2]"
      })
  void readsItemsOfEachForm(String config, String text, String items) {
    JsonNode definition =
        json(
            "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'ItemReader': {'Resource':"
                + " 'arn:aws:states:::s3:getObject', 'ReaderConfig': {"
                + config
                + "}, 'Parameters': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor':"
                + " {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},"
                + " 'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}},"
                + " 'End': true}}}");
    String object = text.replace("\\n", "\n").replace("\\t", "\t").replace('\'', '"');
    Execution execution = run(definition, json("{}"), context(false, Map.of("b/k", object)));
    assertThat(execution.output()).as(execution.toString()).contains(json(items));
  }

  @Test
  void loadsEachObjectOfAList() {
    JsonNode definition =
        json(
            "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'ItemReader': {'Resource':"
                + " 'arn:aws:states:::s3:listObjectsV2', 'ReaderConfig': {'InputType': 'JSON',"
                + " 'Transformation': 'LOAD_AND_FLATTEN'}, 'Parameters': {'Bucket': 'b', 'Prefix':"
                + " 'in/'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED',"
                + " 'ExecutionType': 'STANDARD'}, 'StartAt': 'P', 'States': {'P': {'Type': 'Pass',"
                + " 'End': true}}}, 'End': true}}}");
    Map<String, String> objects = Map.of("b/in/2", "[3]", "b/in/1", "[1,2]", "b/out/1", "[9]");
    assertThat(run(definition, json("{}"), context(false, objects)).output())
        .contains(json("[1,2,3]"));
  }

  /** A number that means nothing ends the execution; it is not read as a time-out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeoutSecondsPath|-1|references a negative value: $.n == -1",
        "TimeoutSecondsPath|0|references a value below 1: $.n == 0",
        "HeartbeatSecondsPath|'soon'|cannot be parsed as a long value: $.n == soon",
        "TimeoutSecondsPath|1.5|cannot be parsed as a long value: $.n == 1.5"
      },
      quoteCharacter = '`')
  void refusesSecondsThatAreNotOnes(String field, String value, String text) {
    JsonNode task =
        json(
            "{'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource':"
                + " 'arn:aws:states:::sqs:sendMessage', '"
                + field
                + "': '$.n', 'End': true}}}");
    Execution execution = run(task, json("{'n': " + value + "}"), context(false, Map.of()));
    assertThat(execution.error()).contains("States.Runtime");
    assertThat(execution.cause())
        .contains(
            "An error occurred while executing the state 'T' (entered at the event id #2). The "
                + field
                + " parameter "
                + text);
  }

  @Test
  void refusesAConcurrencyBelowZero() {
    JsonNode map =
        json(
            "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'ItemsPath': '$.l',"
                + " 'MaxConcurrencyPath': '$.n', 'ItemProcessor': {'StartAt': 'P', 'States':"
                + " {'P': {'Type': 'Pass', 'End': true}}}, 'End': true}}}");
    Execution execution = run(map, json("{'l': [1], 'n': -1}"), context(false, Map.of()));
    assertThat(execution.cause().orElseThrow()).endsWith(" MaxConcurrency cannot be negative.");
  }

  /** An execution without a time-out of its own ends after a year too. */
  @Test
  void endsAStandardExecutionAfterAYear() {
    JsonNode wait =
        json(
            "{'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 31536001,"
                + " 'End': true}}}");
    assertThat(run(wait, json("{}"), context(false, Map.of())).status())
        .isEqualTo(Execution.Status.TIMED_OUT);
  }

  @ParameterizedTest
  @CsvSource({"262142, SUCCEEDED", "262143, FAILED"})
  void bounds256KibibytesOfAnAssign(int letters, Execution.Status status) {
    JsonNode pass =
        json(
            "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Assign': {'v': '"
                + "x".repeat(letters)
                + "'}, 'End': true}}}");
    Execution execution = run(pass, json("{}"), context(false, Map.of()));
    assertThat(execution.status()).isEqualTo(status);
    if (status == Execution.Status.FAILED) {
      assertThat(execution.error()).contains("States.DataLimitExceeded");
      assertThat(execution.cause())
          .contains("The field Assign of the state 'P' assigns more than 256 KiB at once.");
    }
  }

  /** A value that replaces another one does not count twice. */
  @ParameterizedTest
  @CsvSource({"40, 40, SUCCEEDED", "41, 41, FAILED", "200, 40, SUCCEEDED"})
  void bounds10MebibytesOfVariables(int states, int variables, Execution.Status status) {
    StringBuilder text = new StringBuilder("{'StartAt': 'S0', 'States': {");
    for (int i = 0; i < states; i++) {
      String next = i + 1 < states ? "'Next': 'S" + (i + 1) + "'" : "'End': true";
      text.append(i == 0 ? "" : ", ").append("'S" + i + "': {'Type': 'Pass', 'Assign': {'v");
      text.append(i % variables).append(".$': '$.a'}, " + next + "}");
    }
    ObjectNode input = MachineJson.NODES.objectNode().put("a", "x".repeat(261_000));
    Execution execution = run(json(text + "}}"), input, context(false, Map.of()));
    assertThat(execution.status()).isEqualTo(status);
    if (status == Execution.Status.FAILED) {
      assertThat(execution.cause())
          .contains(
              "The field Assign of the state 'S40' assigns more than 10 MiB together with the other"
                  + " variables.");
    }
  }

  private static JsonNode distributed(String more, String state) {
    return json(
        "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', "
            + more
            + "'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType':"
            + " 'STANDARD'}, 'StartAt': 'P', 'States': {'P': {'Type': 'Pass', "
            + state
            + "'End': true}}}, 'End': true}}}");
  }

  /** Each item is one node, so that a million of them cost little. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000001|1|1,000,001 items, at most 1,000,000 are run here.",
        "65|1048576|more than 64 MiB of items, at most that are run here."
      })
  void refusesItemsThatWouldExhaustTheMemory(int count, int letters, String text) {
    var items = MachineJson.NODES.arrayNode(count);
    JsonNode item = MachineJson.NODES.textNode("x".repeat(letters));
    for (int i = 0; i < count; i++) {
      items.add(item);
    }
    Execution execution = run(distributed("", ""), items, context(false, Map.of()));
    assertThat(execution.error()).contains("States.Runtime");
    assertThat(execution.cause())
        .contains("m: state \"M\", field items: the distributed Map has " + text);
  }

  /** Their common input is 200,000 bytes; a result writer takes them away. */
  @ParameterizedTest
  @CsvSource({"335, false, States.DataLimitExceeded", "336, false, States.Runtime", "336, true, "})
  void endsOutputsThatWouldExhaustTheMemory(int count, boolean writer, String error) {
    var items = MachineJson.NODES.arrayNode(count);
    for (int i = 0; i < count; i++) {
      items.add(i);
    }
    String writes =
        "'ResultWriter': {'Resource': 'arn:aws:states:::s3:putObject', 'Parameters': {'Bucket':"
            + " 'b', 'Prefix': 'p'}}, ";
    JsonNode definition =
        distributed(writer ? writes : "", "'Result': '" + "x".repeat(199_998) + "', ");
    Execution execution = run(definition, items, context(false, Map.of()));
    assertThat(execution.error()).isEqualTo(Optional.ofNullable(error));
    if ("States.Runtime".equals(error)) {
      assertThat(execution.cause())
          .contains(
              "m: state \"M\", field ResultWriter: the distributed Map has more than 64 MiB of"
                  + " outputs without it, at most that are run here.");
    }
  }
}
