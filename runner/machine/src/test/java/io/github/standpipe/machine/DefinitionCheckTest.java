package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Definitions are refused as CreateStateMachine refuses them, whatever is in them. */
class DefinitionCheckTest {

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void takesEveryMachineThatIsShippedOrTested() throws IOException {
    List<Path> all = new ArrayList<>(files("pipes", ".asl.json"));
    all.addAll(files("runner", ".asl.json"));
    assertThat(all).hasSizeGreaterThan(10);
    for (Path file : all) {
      assertThat(DefinitionCheck.check(Files.readString(file), false)).as("%s", file).isEmpty();
    }
  }

  @Test
  void takesEveryMachineOfTheInterpretersCases() throws IOException {
    List<Path> all = files("runner/machine/src/test/machines", ".json");
    assertThat(all).hasSizeGreaterThan(5);
    for (Path file : all) {
      JsonNode one = MachineJson.parse(Files.readString(file));
      assertThat(DefinitionCheck.check(one.path("definition"), false)).as("%s", file).isEmpty();
    }
  }

  @Test
  void knowsTheFunctionsThatTheInterpreterHas() {
    assertThat(IntrinsicRules.names()).isEqualTo(IntrinsicFunctions.NAMES);
  }

  @Test
  void namesMachineStateAndFieldInOneLine() {
    String definition =
        """
        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor":
          {"StartAt": "Send", "States": {"Send": {"Type": "Wait", "Seconds": "$.s", "Next": "Send"},
           "Off": {"Type": "Pass"}}}}}}
        """;
    assertThatThrownBy(() -> StateMachine.parse("orders", definition))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage(
            "orders: state \"Send\", field Seconds: Expected value of type Integer"
                + " (SCHEMA_VALIDATION_FAILED); state \"Off\": This object should have only one of"
                + " the following fields: [Next, End] (SCHEMA_VALIDATION_FAILED)");
  }

  @Test
  void namesTheFirstFewOfManyFaults() {
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      states.append(i == 0 ? "" : ",").append("\"s" + i + "\": {\"Type\": \"Step\"}");
    }
    assertThatThrownBy(() ->
            StateMachine.parse("orders", "{\"StartAt\": \"s0\", \"States\": {" + states + "}}"))
        .hasMessageStartingWith("orders: state \"s0\", field Type: The field 'Type' should have")
        .hasMessageEndingWith("; and 6 more")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void describesAFaultOfTheTextInOneLine() {
    assertThatThrownBy(() -> StateMachine.parse("orders", "{\n\"StartAt\": nothing}"))
        .hasMessage(
            "orders: Unrecognized token 'nothing': was expecting (JSON String, Number, Array,"
                + " Object or token 'null', 'true' or 'false') at [Source: (String)\"{ \"StartAt\":"
                + " nothing}\"; line: 2, column: 19] (INVALID_JSON_DESCRIPTION)");
  }

  @Test
  void refusesWhatItDoesNotRunByName() {
    String definition =
        """
        {"StartAt": "All", "States": {"All": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
            "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
              "ReaderConfig": {"InputType": "PARQUET"}},
            "ResultWriter": {"WriterConfig": {"OutputType": "JSON", "Transformation": "NONE"}},
            "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "One", "States": {"One": {"Type": "Succeed"}}}}}}]}}}
        """;
    assertThat(DefinitionCheck.check(definition, false)).isEmpty();
    assertThatThrownBy(() -> StateMachine.parse("orders", definition))
        .hasMessage(
            "orders: state \"Each\", field ItemReader/ReaderConfig/InputType: InputType 'PARQUET'"
                + " is not implemented; use one of [CSV, JSON, JSONL, MANIFEST] (NOT_IMPLEMENTED);"
                + " state \"Each\", field ResultWriter/WriterConfig: WriterConfig"
                + " is not implemented; leave it out (NOT_IMPLEMENTED)");
  }

  @Test
  void refusesWhatAnExpressWorkflowCannotDo() throws IOException {
    JsonNode definition =
        MachineJson.parse(
            """
            {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "End": true,
              "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
              "Parameters": {"TopicArn": "t", "Message": "m"}}}}
            """);
    assertThat(StateMachine.parse("orders", definition, false)).isNotNull();
    assertThatThrownBy(() -> StateMachine.parse("orders", definition, true))
        .hasMessage(
            "orders: state \"Ask\", field Resource: Express state machine does not support"
                + " '.waitForTaskToken' service integration (SCHEMA_VALIDATION_FAILED)");
  }

  @Test
  void warnsOfTextsThatLookEvaluated() {
    String definition =
        """
        {"StartAt": "A", "States": {
          "A": {"Type": "Pass", "Parameters": {"id": "$.id", "ok.$": "$.ok", "price": "$9",
            "in": [{"n": "States.UUID()"}]}, "Result": {"x": "$$.Execution.Id"}, "Next": "M"},
          "M": {"Type": "Map", "Next": "F", "ItemProcessor": {"StartAt": "I", "States": {
            "I": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "$.a", "End": true}}}},
          "F": {"Type": "Fail", "Error": "Refused", "Cause": "$.cause"}}}
        """;
    DefinitionDiagnostic.DiagnosticSeverity all = DefinitionDiagnostic.DiagnosticSeverity.WARNING;
    DefinitionCheck.Report report = DefinitionCheck.validate(definition, false, all, 0);
    assertThat(report.passes()).isTrue();
    assertThat(report.diagnostics().stream().map(DefinitionDiagnostic::inRefusal))
        .containsExactly(
            "NO_DOLLAR: Field 'id' is not evaluated, since its name does not end in '.$' at"
                + " /States/A/Parameters/id",
            "NO_DOLLAR: Field 'n' is not evaluated, since its name does not end in '.$' at"
                + " /States/A/Parameters/in[0]/n",
            "PASS_RESULT_IS_STATIC: The result of a Pass state is not evaluated at"
                + " /States/A/Result",
            "NO_PATH: The value of 'Cause' looks like a path, which 'CausePath' takes at"
                + " /States/F/Cause");
    assertThat(
            DefinitionCheck.validate(
                    definition, false, DefinitionDiagnostic.DiagnosticSeverity.ERROR, 0)
                .diagnostics())
        .isEmpty();
    assertThat(DefinitionCheck.validate("{}", false, all, 0).passes()).isFalse();
  }

  @Test
  void runsWhatItParses() {
    StateMachine machine =
        StateMachine.parse(
            "orders",
            "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Result\": 7, \"End\":"
                + " true}}}");
    Execution execution =
        machine.run(
            MachineJson.NODES.objectNode(),
            call -> new TaskOutcome.TimedOut(),
            java.time.Clock.systemUTC(),
            java.util.UUID::randomUUID);
    assertThat(execution.output()).contains(MachineJson.NODES.numberNode(7));
  }

  @Test
  void reportsAsManyAsAreAskedFor() {
    List<DefinitionDiagnostic> found =
        Stream.of("A", "B", "C").map(n -> DefinitionDiagnostic.error(n, n, "/" + n)).toList();
    DefinitionCheck.Report report =
        DefinitionCheck.Report.of(found, DefinitionDiagnostic.DiagnosticSeverity.ERROR, 2);
    assertThat(report.diagnostics())
        .extracting(DefinitionDiagnostic::code)
        .containsExactly("A", "B");
    assertThat(report.truncated()).isTrue();
    assertThat(report.passes()).isFalse();
    assertThat(
            DefinitionCheck.Report.of(found, DefinitionDiagnostic.DiagnosticSeverity.ERROR, 0)
                .truncated())
        .isFalse();
    assertThat(
            DefinitionCheck.Report.of(List.of(), DefinitionDiagnostic.DiagnosticSeverity.ERROR, 0)
                .passes())
        .isTrue();
  }

  // ---- ways through a machine, against a naive oracle

  @Test
  void findsTheTargetsAndStatesThatAreLost() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(40);
      ObjectNode machine = chain(size, random);
      assertThat(
              DefinitionCheck.check(machine, false).stream()
                  .map(DefinitionDiagnostic::inRefusal)
                  .toList())
          .as("seed %s: %s", seed, machine)
          .containsExactlyInAnyOrderElementsOf(lost(machine));
    }
  }

  /** Choices with two ways each, and some ends; a few ways lead nowhere. */
  private static ObjectNode chain(int size, Random random) {
    ObjectNode machine = MachineJson.NODES.objectNode().put("StartAt", "s0");
    ObjectNode states = machine.putObject("States");
    for (int i = 0; i < size; i++) {
      ObjectNode state = states.putObject("s" + i);
      if (i > 0 && random.nextInt(3) == 0) {
        state.put("Type", "Succeed");
      } else {
        state.put("Type", "Choice").put("Default", "s" + random.nextInt(size + 1));
        ObjectNode rule = state.putArray("Choices").addObject();
        rule.put("Variable", "$.a").put("IsNull", true).put("Next", "s" + random.nextInt(size + 1));
      }
    }
    return machine;
  }

  private static List<String> lost(ObjectNode machine) {
    List<String> found = new ArrayList<>();
    JsonNode states = machine.path("States");
    boolean ends = false;
    for (String name : (Iterable<String>) states::fieldNames) {
      ends |= states.path(name).path("Type").asText().equals("Succeed");
      for (String place : List.of("/Default", "/Choices/0/Next")) {
        JsonNode target = states.path(name).at(place);
        if (target.isTextual() && !states.has(target.asText())) {
          found.add(
              "MISSING_TRANSITION_TARGET: Missing 'Next' target: "
                  + target.asText()
                  + " at /States/"
                  + name
                  + place.replace("/0/", "[0]/"));
        }
      }
    }
    if (!ends) {
      found.add("MISSING_END_STATE: Workflow has no terminal state at null");
      return found;
    }
    for (String name : unreached(states)) {
      found.add(
          "MISSING_TRANSITION_TARGET: State \"" + name + "\" is not reachable. at /States/" + name);
    }
    return found;
  }

  /** States that nothing else leads to, and then the first of each loop that is left. */
  private static List<String> unreached(JsonNode states) {
    Set<String> reached = new HashSet<>(Set.of("s0"));
    spread(states, reached);
    List<String> lost = new ArrayList<>();
    for (boolean loops : new boolean[] {false, true}) {
      for (String name : (Iterable<String>) states::fieldNames) {
        boolean alone = loops || !hasWayIn(states, name);
        if (!reached.contains(name) && alone) {
          lost.add(name);
          reached.add(name);
          spread(states, reached);
        }
      }
    }
    return lost;
  }

  private static boolean hasWayIn(JsonNode states, String name) {
    for (String from : (Iterable<String>) states::fieldNames) {
      if (!from.equals(name)
          && (states.path(from).path("Default").asText().equals(name)
              || states.path(from).at("/Choices/0/Next").asText().equals(name))) {
        return true;
      }
    }
    return false;
  }

  private static void spread(JsonNode states, Set<String> reached) {
    for (int i = 0; i <= states.size(); i++) {
      for (String name : new ArrayList<>(reached)) {
        reached.add(states.path(name).path("Default").asText(name));
        reached.add(states.path(name).at("/Choices/0/Next").asText(name));
      }
    }
  }

  // ---- anything at all

  @Test
  void saysSomethingAboutAnyJsonAndNeverThrows() throws IOException {
    List<JsonNode> machines = new ArrayList<>();
    for (Path file : files("pipes", ".asl.json")) {
      machines.add(MachineJson.parse(Files.readString(file)));
    }
    for (JsonNode one :
        MachineJson.parse(
            Files.readString(Path.of("runner/machine/src/test/definitions/samples.json")))) {
      machines.add(one.path("definition"));
    }
    int refused = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      JsonNode machine = machines.get(random.nextInt(machines.size())).deepCopy();
      change(machine, random, machines);
      List<DefinitionDiagnostic> found = DefinitionCheck.check(machine, random.nextBoolean());
      refused += found.isEmpty() ? 0 : 1;
      found.forEach(one -> assertThat(one.describe()).doesNotContain("\n").isNotBlank());
    }
    assertThat(refused).isBetween(2_000, 4_000);
  }

  /** Puts a value from elsewhere, or an odd one, at a random place. */
  private static void change(JsonNode machine, Random random, List<JsonNode> machines) {
    List<JsonNode> containers = containers(machine);
    JsonNode target = containers.get(random.nextInt(containers.size()));
    List<JsonNode> others = containers(machines.get(random.nextInt(machines.size())));
    JsonNode value =
        random.nextBoolean()
            ? others.get(random.nextInt(others.size())).deepCopy()
            : odd(random.nextInt(9));
    if (target instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.add("Extra");
      object.set(names.get(random.nextInt(names.size())), value);
    } else if (target instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static JsonNode odd(int kind) {
    return switch (kind) {
      case 0 -> MachineJson.NODES.nullNode();
      case 1 -> MachineJson.NODES.textNode("");
      case 2 -> MachineJson.NODES.textNode("$.[?(");
      case 3 -> MachineJson.NODES.textNode("{% ( %}");
      case 4 -> MachineJson.NODES.numberNode(-1.5e300);
      case 5 -> MachineJson.NODES.arrayNode();
      case 6 -> MachineJson.NODES.objectNode();
      case 7 -> MachineJson.NODES.booleanNode(true);
      default -> MachineJson.NODES.textNode("States.Format('{}', $.a");
    };
  }

  private static List<JsonNode> containers(JsonNode json) {
    List<JsonNode> all = new ArrayList<>(List.of(json));
    for (int i = 0; i < all.size(); i++) {
      all.get(i)
          .forEach(child -> {
            if (child.isContainerNode()) {
              all.add(child);
            }
          });
    }
    return all;
  }

  // ---- large and deep

  @Test
  void boundsWhatIsDeep() {
    String open =
        "{\"StartAt\": \"M\", \"States\": {\"M\": {\"Type\": \"Map\", \"End\": true,"
            + " \"ItemProcessor\": ";
    String deep = open.repeat(70) + "{}" + "}}}".repeat(70);
    assertThat(DefinitionCheck.check(deep, false))
        .extracting(DefinitionDiagnostic::code)
        .contains("TOO_DEEPLY_NESTED");
    String deeper = open.repeat(3_000) + "{}" + "}}}".repeat(3_000);
    assertThat(DefinitionCheck.check(deeper, false)).hasSize(1);
    String lists =
        "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true,"
            + " \"Parameters\": "
            + "[".repeat(990)
            + "]".repeat(990)
            + "}}}";
    assertThat(DefinitionCheck.check(lists, false)).isEmpty();
    String brackets = "$" + ".a[?(@.b".repeat(2_000);
    ObjectNode machine = MachineJson.NODES.objectNode().put("StartAt", "A");
    machine.putObject("States").putObject("A").put("Type", "Succeed").put("InputPath", brackets);
    assertThat(DefinitionCheck.check(machine, false)).hasSize(1);
    ((ObjectNode) machine.at("/States/A")).remove("InputPath");
    ((ObjectNode) machine.at("/States/A"))
        .put("QueryLanguage", "JSONata")
        .put("Output", "{%" + "(".repeat(20_000) + "%}");
    assertThat(DefinitionCheck.check(machine, false)).hasSize(1);
    ((ObjectNode) machine.at("/States/A"))
        .put(
            "Output",
            "{% '"
                + "a\\n".repeat(50_000)
                + "' & /* "
                + "b ".repeat(50_000)
                + "*/"
                + " ".repeat(50_000)
                + "$states.input %}");
    assertThat(DefinitionCheck.check(machine, false)).isEmpty();
  }

  @Test
  void readsAMillionCharactersInTime() {
    ObjectNode machine = MachineJson.NODES.objectNode().put("StartAt", "s0");
    ObjectNode states = machine.putObject("States");
    for (int i = 0; i < 10_000; i++) {
      states.putObject("s" + i).put("Type", "Pass").put("Next", "s" + (i + 1) % 10_000);
    }
    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () ->
            assertThat(DefinitionCheck.check(MachineJson.text(machine), false))
                .extracting(DefinitionDiagnostic::code)
                .containsExactly("MISSING_END_STATE"));
    String long_ = " ".repeat(1_048_577) + MachineJson.text(machine);
    assertThat(DefinitionCheck.check(long_, false)).hasSize(1);
  }
}
