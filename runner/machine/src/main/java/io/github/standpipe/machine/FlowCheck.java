package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the paths through the flows of a machine: missing targets, unreachable states, a flow
 * without an end, duplicate names.
 */
final class FlowCheck {
  private static final String TARGET = "MISSING_TRANSITION_TARGET";

  private final DefinitionFindings findings;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> labels = new LinkedHashSet<>();

  FlowCheck(DefinitionFindings findings) {
    this.findings = findings;
  }

  /**
   * Checks a flow and the flows inside its states.
   *
   * @param location of the flow; empty for the machine
   */
  void check(JsonNode flow, String location) {
    JsonNode states = flow.path("States");
    Map<String, Set<String>> ways = new LinkedHashMap<>();
    String start = flow.path("StartAt").asText();
    target(states, start, location + "/StartAt");
    states
        .properties()
        .forEach(state -> ways.put(state.getKey(), targets(state, states, location)));
    if (states.properties().stream().noneMatch(state -> ends(state.getValue()))) {
      findings.add(
          DefinitionDiagnostic.error("MISSING_END_STATE", "Workflow has no terminal state"));
    } else {
      unreachable(start, ways)
          .forEach(name ->
              error(
                  TARGET,
                  "State \"" + name + "\" is not reachable.",
                  location + "/States/" + name));
    }
    states.properties().forEach(state -> inside(state.getKey(), state.getValue(), location));
  }

  private void error(String code, String message, String location) {
    findings.add(DefinitionDiagnostic.error(code, message, location));
  }

  private static boolean ends(JsonNode state) {
    return state.path("End").asBoolean()
        || List.of("Succeed", "Fail").contains(state.path("Type").asText());
  }

  private boolean target(JsonNode states, String name, String location) {
    boolean there = states.has(name);
    if (!there) {
      error(TARGET, "Missing 'Next' target: " + name, location);
    }
    return there;
  }

  private Set<String> targets(Map.Entry<String, JsonNode> state, JsonNode states, String location) {
    String place = location + "/States/" + state.getKey();
    Set<String> targets = new LinkedHashSet<>();
    for (String field : List.of("Next", "Default")) {
      follow(state.getValue(), field, place, states, targets);
    }
    for (String list : List.of("Choices", "Catch")) {
      JsonNode items = state.getValue().path(list);
      for (int i = 0; i < items.size(); i++) {
        follow(items.get(i), "Next", place + "/" + list + "[" + i + "]", states, targets);
      }
    }
    return targets;
  }

  private void follow(
      JsonNode holder, String field, String place, JsonNode states, Set<String> targets) {
    JsonNode next = holder.path(field);
    if (next.isTextual() && target(states, next.textValue(), place + "/" + field)) {
      targets.add(next.textValue());
    }
  }

  /**
   * States without a predecessor, as the service reports them, and the first one of each
   * unreachable loop.
   */
  private static List<String> unreachable(String start, Map<String, Set<String>> ways) {
    Set<String> led = new LinkedHashSet<>(Set.of(start));
    ways.forEach(
        (name, targets) -> targets.stream().filter(t -> !t.equals(name)).forEach(led::add));
    Set<String> reached = new LinkedHashSet<>();
    List<String> lost = new ArrayList<>();
    spread(start, ways, reached);
    for (String name : ways.keySet()) {
      if (!led.contains(name)) {
        lost.add(name);
        spread(name, ways, reached);
      }
    }
    for (String name : ways.keySet()) {
      if (!reached.contains(name)) {
        lost.add(name);
        spread(name, ways, reached);
      }
    }
    return lost;
  }

  private static void spread(String from, Map<String, Set<String>> ways, Set<String> reached) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (ways.containsKey(name) && reached.add(name)) {
        open.addAll(ways.get(name));
      }
    }
  }

  private void inside(String name, JsonNode state, String location) {
    String place = location + "/States/" + name;
    if (!names.add(name)) {
      error("DUPLICATE_STATE_NAME", "Duplicate State name: " + name, place);
    }
    String label = state.path("Label").asText();
    if (!label.isEmpty() && !labels.add(label)) {
      error("DUPLICATE_LABEL_NAME", "Duplicate Label name: " + label, place + "/Label");
    }
    for (String processor : List.of("ItemProcessor", "Iterator")) {
      if (state.has(processor)) {
        check(state.get(processor), place + "/" + processor);
      }
    }
    JsonNode branches = state.path("Branches");
    for (int i = 0; i < branches.size(); i++) {
      check(branches.get(i), place + "/Branches[" + i + "]");
    }
  }
}
