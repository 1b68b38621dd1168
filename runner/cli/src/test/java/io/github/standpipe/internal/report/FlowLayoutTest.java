package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowLayoutTest {
  /** A random flow of some states, with loops, catchers and states that nothing leads to. */
  private static ObjectNode flow(Random random) {
    ObjectNode flow = Json.object().put("StartAt", "S0");
    ObjectNode states = flow.putObject("States");
    int count = 1 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      ObjectNode state = states.putObject("S" + i);
      if (random.nextInt(3) == 0) {
        state.put("Type", "Choice").put("Default", "S" + random.nextInt(count));
        for (int rule = 0; rule < 1 + random.nextInt(4); rule++) {
          state.withArray("Choices").addObject().put("Next", "S" + random.nextInt(count));
        }
        continue;
      }
      state.put("Type", "Task");
      if (random.nextInt(4) == 0) {
        state.put("End", true);
      } else {
        state.put("Next", "S" + Math.min(count - 1, i + random.nextInt(3)));
      }
      if (random.nextBoolean()) {
        state.withArray("Catch").addObject().put("Next", "S" + random.nextInt(count));
      }
    }
    return flow;
  }

  @Test
  void laysNothingOnAnythingElseAndLosesNoEdge() {
    Random random = new Random(21);
    for (int round = 0; round < 300; round++) {
      FlowGraph graph = FlowGraph.of(flow(random));
      FlowLayout layout = new FlowLayout(graph);

      assertThat(layout.routes()).extracting(FlowLayout.Route::edge).isEqualTo(graph.edges());
      assertThat(layout.states()).hasSize(graph.types().size() + 2);
      for (FlowLayout.Place one : layout.states()) {
        assertThat(one.x - one.width() / 2.0).isGreaterThan(-0.01);
        assertThat(one.x + one.width() / 2.0).isLessThanOrEqualTo(layout.width() + 0.01);
        for (FlowLayout.Place other : layout.states()) {
          if (one != other && one.row == other.row) {
            assertThat(Math.abs(one.x - other.x))
                .isGreaterThanOrEqualTo((one.width() + other.width()) / 2.0);
          }
        }
      }
      layout.routes().forEach(route -> passesBeside(route, layout.states()));
    }
  }

  /** An edge goes from row to row, and in a row that it crosses it keeps clear of the states. */
  private static void passesBeside(FlowLayout.Route route, List<FlowLayout.Place> states) {
    List<FlowLayout.Place> places = route.places();
    for (int i = 1; i < places.size(); i++) {
      assertThat(places.get(i).row).isEqualTo(places.get(i - 1).row + 1);
    }
    for (FlowLayout.Place place : places) {
      for (FlowLayout.Place state : states) {
        if (place.isEdge && place.row == state.row) {
          assertThat(Math.abs(place.x - state.x)).isGreaterThan(state.width() / 2.0);
        }
      }
    }
  }

  @Test
  void drawsADefinitionOfAThousandStatesInARow() {
    ObjectNode flow = Json.object().put("StartAt", "S0");
    ObjectNode states = flow.putObject("States");
    for (int i = 0; i < 1_000; i++) {
      states.putObject("S" + i).put("Type", "Pass").put("Next", "S" + (i + 1));
    }
    states.putObject("S1000").put("Type", "Succeed");

    assertThat(FlowPicture.of(FlowGraph.of(flow))).contains("data-from=\"S999\" data-to=\"S1000\"");
  }

  @Test
  void escapesTheNamesOfStates() {
    ObjectNode flow = Json.object().put("StartAt", "<b>\"'");
    flow.putObject("States").putObject("<b>\"'").put("Type", "<i>").put("End", true);

    assertThat(FlowPicture.of(FlowGraph.of(flow)))
        .contains("data-state=\"&lt;b&gt;&quot;&#39;\"", "<small>&lt;i&gt;</small>")
        .doesNotContain("<b>\"", "<i>");
  }
}
