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

class StatesCheckTest {

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
