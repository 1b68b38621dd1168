package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateInspection;
import io.github.standpipe.machine.StateTest;
import io.github.standpipe.machine.TaskOutcome;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTruthTest {
  private static final BatchPath.Scope SCOPE =
      new BatchPath.Scope(BatchPart.WHOLE, BatchPart.OTHER, Map.of(), false);
  private static final List<String> OF_FORM =
      List.of(
          "$type($states.input) = 'array'",
          "$type($states.input) != \"array\"",
          "$type($states.input) in ['object', 'string']",
          "$exists($states.input)",
          "$exists($states.input[0])",
          "$exists($states.input[1])",
          "$count($states.input) >= 1",
          "$count($states.input) > 1",
          "$not($exists($states.input))");
  private static final List<String> OF_EVENTS =
      List.of(
          "$states.input[0].amount > 100",
          "$states.input[0].kind = 'gift'",
          "$exists($states.input.kind)",
          "$type($states.input[0].amount) = 'number'",
          "$states.input[0].kind in ['gift', 'and']",
          "$count($states.input[kind = 'gift']) > 0");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$type($states.input) = 'object'                                    | NO",
        "$type($states.input) in ['array', 'object']                        | YES",
        "$count($states.input) >= 1                                         | YES",
        "$count($states.input) > 1                                          | MAYBE",
        "$exists($states.input[1])                                          | MAYBE",
        "$not($type($states.input) = \"array\")                             | NO",
        "$type($states.input) = 'object' and $states.input.amount > 3       | NO",
        "$states.input.amount > 3 or $type($states.input) = 'array'         | YES",
        "$type($states.input) = 'object' or $states.input[0].amount > 3     | MAYBE",
        "($states.input.a = 1 or $states.input.b = 2) and false             | NO",
        "$states.input[0].amount > 3                                        | MAYBE",
        "$states.input[0] = 'x'                                             | MAYBE",
        "$type($states.input[0]) = 'object'                                 | MAYBE"
      })
  void decidesWhatHangsOnTheFormOfTheBatch(String condition, Certainty answer) {
    assertThat(ChoiceTruth.of("{% " + condition + " %}", SCOPE)).isEqualTo(answer);
  }

  /** What is claimed of every batch holds for each of many. */
  @Test
  void claimsNothingThatARunDenies() {
    int claims = 0;
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      String condition = "{% " + condition(random, 2) + " %}";
      Certainty claim = ChoiceTruth.of(condition, SCOPE);
      claims += claim == Certainty.MAYBE ? 0 : 1;
      for (int i = 0; claim != Certainty.MAYBE && i < 30; i++) {
        ArrayNode batch = batch(random);
        assertThat(run(condition, batch))
            .as("%s of %s", condition, batch)
            .contains(claim == Certainty.YES);
      }
    }
    assertThat(claims).isBetween(30, 110);
  }

  private static String condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      List<String> from = random.nextInt(3) == 0 ? OF_EVENTS : OF_FORM;
      return from.get(random.nextInt(from.size()));
    }
    String joined =
        condition(random, depth - 1)
            + (random.nextBoolean() ? " and " : " or ")
            + condition(random, depth - 1);
    return random.nextBoolean() ? "(" + joined + ")" : joined;
  }

  private static ArrayNode batch(Random random) {
    ArrayNode batch = Json.array();
    int size = 1 + random.nextInt(12);
    for (int i = 0; i < size; i++) {
      ObjectNode event = Json.object();
      if (random.nextBoolean()) {
        event.put("amount", random.nextInt(200));
      }
      if (random.nextBoolean()) {
        event.put("kind", random.nextBoolean() ? "gift" : "sale");
      }
      batch.add(event);
    }
    return batch;
  }

  /** Empty if the condition fails the state. */
  private static Optional<Boolean> run(String condition, JsonNode batch) {
    ObjectNode state = Json.object().put("Type", "Choice").put("Default", "No");
    state.put("QueryLanguage", "JSONata");
    state.putArray("Choices").addObject().put("Condition", condition).put("Next", "Yes");
    StateInspection ended =
        StateTest.of(state)
            .run(batch, call -> new TaskOutcome.TimedOut(), Clock.systemUTC(), UUID::randomUUID);
    return ended.status() == StateInspection.Status.SUCCEEDED
        ? ended.nextState().map("Yes"::equals)
        : Optional.empty();
  }
}
