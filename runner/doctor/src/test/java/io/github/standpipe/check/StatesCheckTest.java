package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.check.StatesOfMachine.StateAt;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatesCheckTest {
  private static final String SEND =
      "Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {QueueUrl: q,"
          + " MessageBody.$: $}";
  private static final String ASIDE = "Aside: {Type: Pass, End: true}";

  private static String each(String states) {
    return Laid.machine(
        "{StartAt: Each, States: {Each: {Type: Map, End: true, ItemProcessor: {StartAt: A, States:"
            + " {"
            + states
            + "}}}}}");
  }

  private static String withHandlers(String... names) {
    StringBuilder handlers = new StringBuilder();
    for (String name : names) {
      handlers.append("{ErrorEquals: [").append(name).append("], Next: Aside},");
    }
    return each("A: {" + SEND + ", End: true, Catch: [" + handlers + "]}, " + ASIDE);
  }

  @Test
  void namesStateAndFieldOfWhatIsRefused() {
    assertThat(Laid.findings(each("A: {Type: Task, End: true}, B: {Type: Pas, End: true}")))
        .filteredOn(found -> found.rule().id().equals("machine-refused"))
        .extracting(Finding::observed)
        .containsExactlyInAnyOrder(
            "OrderMachine: state \"A\": These fields are required: [Resource]"
                + " (SCHEMA_VALIDATION_FAILED).",
            "OrderMachine: state \"B\", field Type: The field 'Type' should have one of these"
                + " values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]"
                + " (SCHEMA_VALIDATION_FAILED).");
  }

  @Test
  void placesWhatIsRefusedInAStateWithASlash() {
    String states =
        "A: {Type: Pass, Next: A/B}, \nA/B: {Type: Pass, End: true,\nResult: 1, Comment: 5}";
    assertThat(Laid.findings(each(states)))
        .extracting(finding -> finding.rule().id() + " " + finding.at().line())
        .containsExactly("machine-refused 7");
  }

  @Test
  void saysNothingOfADefinitionThatIsNotKnown() {
    String unknown =
        "A: {Type: Task, Resource: !ImportValue Elsewhere, TimeoutSeconds: -1, End: true}";
    assertThat(Laid.rules(each(unknown))).doesNotContain("machine-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "States.ALL",
        "States.TaskFailed",
        "Own.Error",
        "States.DataLimitExceeded",
        "States.Timeout",
        "'States.TaskFailed], Next: Aside}, {ErrorEquals: [States.Timeout'"
      })
  void takesHandlersThatMatch(String names) {
    assertThat(Laid.rules(withHandlers(names.replace("'", "")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "States.Runtime, States.ALL, 'names States.Runtime, which cannot be caught or retried.'",
    "Own.Error, Own.Error, 'names Own.Error, which an earlier entry handles.'",
    "States.TaskFailed, Own.Error, 'names Own.Error, which an earlier States.TaskFailed handles.'"
  })
  void findsHandlersThatNothingComesTo(String first, String second, String why) {
    assertThat(Laid.findings(withHandlers(first, second)))
        .extracting(Finding::observed)
        .containsExactly("Catch of state A of OrderMachine " + why);
  }

  @Test
  void looksIntoTheChildrenOfAMapThatAreExpress() {
    String waits = SEND.replace("sendMessage", "sendMessage.waitForTaskToken");
    String map =
        Laid.machine(
            "{StartAt: Each, States: {Each: {Type: Map, End: true, ToleratedFailurePercentage: 5,"
                + " ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS},"
                + " StartAt: A, States: {A: {"
                + waits
                + ", End: true}}}}}}");

    assertThat(Laid.rules(map)).containsExactly("express-machine-waits");
    assertThat(Laid.rules(map.replace(": EXPRESS", ": STANDARD"))).isEmpty();
  }

  @Test
  void findsNothingInTheMachinesOfTheTemplate() {
    Map<String, String> once = Map.of("OrderStart", "once");
    for (Map<String, String> given : List.of(Map.<String, String>of(), once)) {
      assertThat(Doctor.examine(Template.read(Path.of("pipes/template.yaml"), given)).findings())
          .isEmpty();
    }
  }

  /** Compares with a naive search over pairs of states, repeated until nothing is added. */
  @Test
  void findsTheStatesThatNoWayLeadsTo() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int size = 2 + random.nextInt(30);
      Map<Integer, List<Integer>> ways = new TreeMap<>();
      List<String> states = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        List<Integer> next = random.ints(random.nextInt(4), 0, size).boxed().toList();
        ways.put(i, next);
        states.add("S" + i + ": {" + fields(random, next) + "}");
      }
      String flow = "{StartAt: S0, States: {" + String.join(", ", states) + "}}";
      List<StateAt> found = StatesOfMachine.of(definition(flow), false);

      assertThat(found).hasSize(size);
      assertThat(found.stream().filter(StateAt::reached).map(StateAt::name))
          .as("seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(
              closure(ways).stream().map(state -> "S" + state).toList());
    }
  }

  private static Property definition(String flow) {
    return Laid.template(Laid.machine(flow))
        .declared("OrderMachine")
        .orElseThrow()
        .property("Definition");
  }

  private static String fields(Random random, List<Integer> next) {
    List<String> targets = next.stream().map(state -> "Next: S" + state).toList();
    return switch (random.nextInt(3)) {
      case 0 -> "Type: Choice, Choices: [{" + String.join("}, {", targets) + "}]";
      case 1 -> "Type: Task, Catch: [{" + String.join("}, {", targets) + "}]";
      default ->
          next.isEmpty()
              ? "Type: Pass"
              : targets.getFirst()
                  + ", Default: S"
                  + next.getLast()
                  + ", Retry: [], Choices: [{"
                  + String.join("}, {", targets)
                  + "}]";
    };
  }

  private static Set<Integer> closure(Map<Integer, List<Integer>> ways) {
    Set<Integer> reached = new HashSet<>(Set.of(0));
    for (int round = 0; round < ways.size(); round++) {
      ways.forEach((from, to) -> {
        if (reached.contains(from)) {
          reached.addAll(to);
        }
      });
    }
    return reached;
  }
}
