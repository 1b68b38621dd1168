package io.github.standpipe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The steps that an observer of an execution receives, compared with its history and a naive
 * oracle.
 */
class MachineStepTest {
  private static final String PATHS =
      """
      {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
        "StartAt": "Size", "States": {
          "Size": {"Type": "Choice", "Default": "Large", "Choices": [
            {"Variable": "$", "NumericLessThan": 10, "Next": "Small"},
            {"Variable": "$", "NumericLessThan": 20, "Next": "Medium"}]},
          "Small": {"Type": "Pass", "End": true},
          "Medium": {"Type": "Pass", "End": true},
          "Large": {"Type": "Pass", "End": true}}}}}}
      """;

  private static final String JSONATA =
      PATHS
          .replace(
              "{\"StartAt\": \"Each\"", "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"Each\"")
          .replace(
              "\"Variable\": \"$\", \"NumericLessThan\": 10",
              "\"Condition\": \"{% $states.input < 10 %}\"")
          .replace(
              "\"Variable\": \"$\", \"NumericLessThan\": 20",
              "\"Condition\": \"{% $states.input < 20 %}\"");

  /** Keeps the steps. */
  private static final class Follower implements TaskHandler {
    private final List<MachineStep> steps = new ArrayList<>();

    @Override
    public TaskOutcome perform(TaskCall call) {
      throw new AssertionError(call.state());
    }

    @Override
    public void follow(MachineStep step) {
      steps.add(step);
    }
  }

  @Test
  void followsStatesBranchesAndItems() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      ArrayNode input = Json.array();
      List<Integer> branches = new ArrayList<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        int size = random.nextInt(30);
        input.add(size);
        branches.add(size < 10 ? 0 : size < 20 ? 1 : 2);
      }
      Follower follower = new Follower();
      Execution execution =
          StateMachine.parse("M", round % 2 == 0 ? PATHS : JSONATA)
              .run(
                  input,
                  follower,
                  Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                  () -> new UUID(0, 0));

      assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
      assertThat(of(follower, MachineStep.BranchChoice.class))
          .extracting(MachineStep.BranchChoice::branch)
          .isEqualTo(branches);
      assertThat(of(follower, MachineStep.ItemCount.class))
          .containsExactly(new MachineStep.ItemCount("Each", input.size()));
      assertThat(of(follower, MachineStep.StateEntry.class))
          .extracting(MachineStep.StateEntry::state)
          .isEqualTo(
              execution.history().stream()
                  .filter(event -> event.type().endsWith("StateEntered"))
                  .map(HistoryEvent::state)
                  .toList());
    }
  }

  private static <T extends MachineStep> List<T> of(Follower follower, Class<T> kind) {
    return follower.steps.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
