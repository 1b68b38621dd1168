package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of one flow as a graph: a whole machine, a branch of a Parallel or the inside of a
 * Map.
 *
 * @param types of the states by their names, in the definition's order
 * @param edges from state to state; {@link #START} and {@link #END} are at its ends
 */
record FlowGraph(Map<String, String> types, List<Edge> edges) {
  static final String START = "";
  static final String END = "\n";

  /** The kinds of edges. */
  enum Kind {
    NEXT,
    CHOICE,
    CATCH
  }

  /**
   * An edge from a state to another.
   *
   * @param label such as {@code 1} for the first rule of a Choice, or {@code default}
   */
  record Edge(String from, String to, Kind kind, String label) {}

  static FlowGraph of(JsonNode flow) {
    Map<String, String> types = new LinkedHashMap<>();
    Map<List<String>, Edge> edges = new LinkedHashMap<>();
    flow.path("States").properties().forEach(s -> types.put(s.getKey(), type(s.getValue())));
    add(edges, new Edge(START, flow.path("StartAt").asText(), Kind.NEXT, ""));
    flow.path("States").properties().forEach(s -> add(edges, s.getKey(), s.getValue()));
    edges.values().removeIf(edge -> !types.containsKey(edge.to) && !edge.to.equals(END));
    return new FlowGraph(types, List.copyOf(edges.values()));
  }

  private static String type(JsonNode state) {
    return state.path("Type").asText();
  }

  private static void add(Map<List<String>, Edge> edges, String name, JsonNode state) {
    int rule = 1;
    for (JsonNode choice : state.path("Choices")) {
      add(edges, new Edge(name, choice.path("Next").asText(), Kind.CHOICE, "" + rule++));
    }
    if (state.has("Default")) {
      add(edges, new Edge(name, state.path("Default").asText(), Kind.CHOICE, "default"));
    }
    if (state.has("Next")) {
      add(edges, new Edge(name, state.path("Next").asText(), Kind.NEXT, ""));
    }
    if (state.path("End").asBoolean() || type(state).matches("Succeed|Fail")) {
      add(edges, new Edge(name, END, Kind.NEXT, ""));
    }
    state
        .path("Catch")
        .forEach(catcher ->
            add(edges, new Edge(name, catcher.path("Next").asText(), Kind.CATCH, "catch")));
  }

  /** Two ways between the same states are drawn as one. */
  private static void add(Map<List<String>, Edge> edges, Edge edge) {
    edges.merge(
        List.of(edge.from, edge.to),
        edge,
        (one, other) ->
            one.label.equals(other.label)
                ? one
                : new Edge(one.from, one.to, one.kind, one.label + ", " + other.label));
  }

  /** The flows inside a state by display name; empty for most states. */
  static List<JsonNode> flows(JsonNode state) {
    List<JsonNode> flows = new ArrayList<>();
    state.path("Branches").forEach(flows::add);
    for (String inside : List.of("ItemProcessor", "Iterator")) {
      if (state.has(inside)) {
        flows.add(state.get(inside));
      }
    }
    return flows;
  }
}
