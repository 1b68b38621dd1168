package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.check.WitnessEvent.LeafKind;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.Execution;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskOutcome;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The claims of the rules for machines agree with the interpreter. */
class BatchExperimentTest {
  private static final int MACHINES = 150;

  private static List<String> rules(String state) {
    return Laid.readRules(Laid.machine("{StartAt: A, States: {A: " + state + "}}"));
  }

  private static List<String> jsonata(String expression) {
    return rules(
        "{Type: Pass, QueryLanguage: JSONata, Output: '{% " + expression + " %}', End: true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$uppercase($states.input.name) | machine-reads-list",
        "$states.input.price * 2 | machine-reads-list",
        "($all := $states.input; $all[0].id) | machine-reads-first",
        "$states.input ~> function($b){$b[0].id} | machine-reads-first",
        "$states.input[0].id | machine-reads-first",
      })
  void findsWhatFailsOrLeavesOutEvents(String expression, String rule) {
    assertThat(jsonata(expression)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$string($states.input.id)",
        "$sum($states.input.price)",
        "$count($states.input.id)",
        "$join($states.input.name, \",\")",
        "($all := $states.input; $map($all, function($o){$o.id}))",
        "$reduce($states.input, function($a, $b){$a + $b.price}, 0)",
        "$states.input ~> $count",
        "$merge($states.input)",
        "\"$states.input[0]\"",
      })
  void leavesAloneWhatTakesAllEvents(String expression) {
    assertThat(jsonata(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.ArrayGetItem(States.ArrayPartition($, 1), 0) | machine-reads-first",
        "States.Format('{}', $.id) | machine-reads-object",
        "States.ArrayGetItem($, States.MathAdd(0, 0)) | machine-reads-first",
      })
  void followsIntrinsics(String text, String rule) {
    assertThat(rules("{Type: Pass, Parameters: {v.$: \"" + text + "\"}, End: true}"))
        .containsExactly(rule);
  }

  /** A claim is confirmed by running the machine; a machine without one runs with any path. */
  @Test
  void ofRandomMachinesTheClaimIsWhatTheInterpreterDoes() throws IOException {
    Random random = new Random(20261130);
    int[] claims = new int[3];
    for (int i = 0; i < MACHINES; i++) {
      String state = state(random);
      List<String> found = rules("{" + state + ", End: true}");
      if (found.equals(List.of("machine-reads-object"))) {
        assertThat(fails(state, 1) && fails(state, 2)).as(state).isTrue();
        claims[0]++;
      } else if (found.equals(List.of("machine-reads-list"))) {
        JsonNode one = value(state, 0).orElseThrow();
        assertThat(value(state, 0, 1).filter(output -> output.getNodeType() == one.getNodeType()))
            .as(state)
            .isEmpty();
        claims[1]++;
      } else if (found.equals(List.of("machine-reads-first"))) {
        int which = state.contains("[1]") ? 1 : 0;
        assertThat(value(state, 0, 1, 2)).as(state).isPresent();
        for (int other = 0; other < 3; other++) {
          int[] batch = {0, 1, 2};
          batch[other] += 3;
          assertThat(value(state, batch).equals(value(state, 0, 1, 2)))
              .as(state)
              .isEqualTo(other != which || state.contains("$count"));
        }
        claims[2]++;
      } else {
        assertThat(found).as(state).isEmpty();
      }
    }
    assertThat(Arrays.stream(claims).min().orElse(0)).isGreaterThan(10);
  }

  private static String state(Random random) {
    List<String> steps = List.of("", ".id", "[0].id", "[*].id", "[1]", "[0].a.b", "..id", ".a.b");
    String step = steps.get(random.nextInt(steps.size()));
    if (random.nextBoolean()) {
      List<String> forms =
          List.of(
              "$%s", "States.Array($%s)", "States.Format('{}', $%s)", "States.JsonToString($%s)");
      String text = forms.get(random.nextInt(forms.size())).formatted(step);
      return "\"Type\": \"Pass\", \"Parameters\": {\"v.$\": \"" + text + "\"}";
    }
    List<String> forms =
        List.of(
            "$states.input%s",
            "$uppercase($states.input%s)",
            "$string($states.input%s)",
            "$count($states.input%s)",
            "$states.input%s & \\\"!\\\"");
    String path = step.replace("[*]", "").replace("..", ".");
    String text = forms.get(random.nextInt(forms.size())).formatted(path);
    return "\"Type\": \"Pass\", \"QueryLanguage\": \"JSONata\", \"Output\": \"{% " + text + " %}\"";
  }

  private static boolean fails(String state, int events) throws IOException {
    return run(state, IntStream.range(0, events).toArray()).status() == Execution.Status.FAILED;
  }

  private static Optional<JsonNode> value(String state, int... events) throws IOException {
    return run(state, events).output();
  }

  private static Execution run(String state, int... events) throws IOException {
    ArrayNode batch = Json.array();
    for (int event : events) {
      batch.add(new WitnessEvent("x.id x.a.b", false).event(LeafKind.TEXT, event));
    }
    String machine = "{\"StartAt\": \"A\", \"States\": {\"A\": {" + state + ", \"End\": true}}}";
    return StateMachine.read("M", Json.parse(machine))
        .run(batch, call -> new TaskOutcome.TimedOut(), Clock.systemUTC(), UUID::randomUUID);
  }
}
