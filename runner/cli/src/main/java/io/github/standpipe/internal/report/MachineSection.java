package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateVisit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The path of an execution through its machine: a graph for the machine, and a folded one for each
 * flow inside its Maps and Parallels. The script marks the states and edges of the selected run,
 * and shows the data of a state on click.
 */
record MachineSection(CaseExecution execution, PageBlocks blocks, Html html) {
  private static final int MOST_RUNS = 100;
  private static final int MOST_STATES_OPEN = 40;

  /**
   * One run of a flow.
   *
   * @param label such as {@code 2}, or {@code 2.1} for an iteration inside another
   */
  private record FlowRun(String label, List<StateVisit> visits) {
    boolean isComplete() {
      return visits.isEmpty() || visits.getLast().output().isPresent();
    }
  }

  void write() {
    String status = execution.execution().status().name();
    boolean succeeded = status.equals("SUCCEEDED");
    String words = status.toLowerCase(Locale.ROOT).replace('_', ' ');
    html.add(
        "<section class=\"machine\">\n<h3>State machine {} ", execution.definition().logicalId());
    html.add("<span class=\"chip {}\">{}</span></h3>\n", succeeded ? "passed" : "failed", words);
    execution.execution().error().ifPresent(this::error);
    JsonNode definition = execution.definition().json();
    flow(definition, List.of(new FlowRun("", execution.visits().visits())), "");
    if (execution.visits().omitted() > 0) {
      html.add("<p class=\"quiet\">{} more visits of states are not shown.</p>\n", omitted());
    }
    html.add("</section>\n");
    execution.children().forEach(child -> new MachineSection(child, blocks, html).write());
  }

  private int omitted() {
    return execution.visits().omitted();
  }

  private void error(String error) {
    html.add("<p class=\"fault\">{}", error);
    execution.execution().cause().ifPresent(cause -> html.add(": {}", cause));
    html.add("</p>\n");
  }

  /**
   * Writes a flow.
   *
   * @param runs its runs, at least one
   * @param kind the name of a run; empty for the machine
   */
  private void flow(JsonNode flow, List<FlowRun> runs, String kind) {
    int graph = blocks.graph(flow);
    html.add("<div class=\"flow\" data-graph=\"{}\" data-kind=\"{}\" ", graph, kind);
    html.add("data-runs=\"{}\"></div>\n", Json.text(runs(runs)));
    if (runs.size() > MOST_RUNS) {
      html.add("<p class=\"quiet\">The first {} of {} are shown.</p>\n", MOST_RUNS, runs.size());
    }
    flow.path("States")
        .properties()
        .forEach(state -> insides(state.getKey(), state.getValue(), runs));
  }

  private ArrayNode runs(List<FlowRun> runs) {
    ArrayNode json = Json.array();
    for (FlowRun run : runs.stream().limit(MOST_RUNS).toList()) {
      var one = json.addObject().put("label", run.label()).put("complete", run.isComplete());
      ArrayNode visits = one.putArray("visits");
      run.visits()
          .forEach(
              visit -> visits.addArray().add(visit.state()).add(state(visit)).add(text(visit)));
    }
    return json;
  }

  private static String state(StateVisit visit) {
    return visit.output().isEmpty() ? "failed" : visit.failures().isEmpty() ? "passed" : "mended";
  }

  private int text(StateVisit visit) {
    Html details = new Html();
    new VisitDetails(visit, blocks, details).write();
    return blocks.text(details.toString());
  }

  private void insides(String name, JsonNode state, List<FlowRun> outer) {
    List<JsonNode> flows = FlowGraph.flows(state);
    boolean isParallel = state.has("Branches");
    for (int i = 0; i < flows.size(); i++) {
      List<FlowRun> runs = new ArrayList<>();
      for (FlowRun run : outer) {
        collect(name, isParallel ? i : -1, run, runs);
      }
      inside(name, isParallel ? "branch " + (i + 1) : "", flows.get(i), runs);
    }
  }

  /** The runs of a flow inside a state: those of a branch, or all of a Map. */
  private static void collect(String name, int branch, FlowRun outer, List<FlowRun> runs) {
    for (StateVisit visit : outer.visits()) {
      if (visit.state().equals(name)) {
        for (StateVisit.Inside inside : visit.insides()) {
          if (branch < 0 || inside.index() == branch) {
            runs.add(new FlowRun(label(outer, inside, visit), inside.visits()));
          }
        }
      }
    }
  }

  private static String label(FlowRun outer, StateVisit.Inside inside, StateVisit visit) {
    String before = outer.label().isEmpty() ? "" : outer.label() + ".";
    boolean isRepeated = visit.insides().getLast().attempt() > 1;
    return before + (inside.index() + 1) + (isRepeated ? " try " + inside.attempt() : "");
  }

  private void inside(String name, String branch, JsonNode flow, List<FlowRun> runs) {
    String kind = branch.isEmpty() ? "iteration" : "branch";
    boolean opens = !runs.isEmpty() && flow.path("States").size() <= MOST_STATES_OPEN;
    html.add("<details class=\"inside\"{}><summary>Inside <b>{}</b>", opens ? " open" : "", name);
    html.add(" <small>{}</small></summary>\n", branch.isEmpty() ? count(runs, kind) : branch);
    if (runs.isEmpty()) {
      flow(flow, List.of(new FlowRun("", List.of())), "");
    } else {
      flow(flow, runs, kind);
    }
    html.add("</details>\n");
  }

  private static String count(List<FlowRun> runs, String kind) {
    return runs.isEmpty() ? "no " + kind : runs.size() + " " + kind + (runs.size() == 1 ? "" : "s");
  }
}
