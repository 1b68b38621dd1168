package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All states of a definition, also those inside branches and item processors. */
final class StatesOfMachine {
  private static final int MOST = 10_000;

  /**
   * A state and its position.
   *
   * @param reached whether it can be reached from the first state of its flow
   * @param express whether it runs in an Express workflow
   */
  record StateAt(String name, Property state, boolean reached, boolean express) {
    String type() {
      return state.get("Type").text().orElse("");
    }

    boolean has(String field) {
      return !state.get(field).isAbsent();
    }

    /** Its processor, in the current or the former notation. */
    Property processor() {
      return state.get(has("ItemProcessor") ? "ItemProcessor" : "Iterator");
    }
  }

  private final List<StateAt> found = new ArrayList<>();

  private StatesOfMachine() {}

  static List<StateAt> of(Property flow, boolean express) {
    StatesOfMachine states = new StatesOfMachine();
    states.flow(flow, express);
    return states.found;
  }

  private void flow(Property flow, boolean express) {
    Property states = flow.get("States");
    Optional<Set<String>> reached = reached(flow);
    for (String name : states.keys()) {
      if (found.size() < MOST) {
        boolean led = reached.isEmpty() || reached.get().contains(name);
        state(new StateAt(name, states.get(name), led, express));
      }
    }
  }

  private void state(StateAt state) {
    found.add(state);
    state.state().get("Branches").items().forEach(branch -> flow(branch, state.express()));
    Optional<String> type = state.processor().get("ProcessorConfig").get("ExecutionType").text();
    flow(state.processor(), state.express() || type.equals(Optional.of("EXPRESS")));
  }

  /** The states that can be reached; empty if a transition is unknown. */
  private static Optional<Set<String>> reached(Property flow) {
    Property states = flow.get("States");
    Set<String> reached = new LinkedHashSet<>();
    Deque<Property> open = new ArrayDeque<>(List.of(flow.get("StartAt")));
    while (!open.isEmpty()) {
      Property target = open.pop();
      if (target.text().isEmpty() && !target.isAbsent()) {
        return Optional.empty();
      }
      target.text().filter(reached::add).ifPresent(name -> open.addAll(targets(states.get(name))));
    }
    boolean start = !flow.get("StartAt").isAbsent();
    return start && states.isMapping() ? Optional.of(reached) : Optional.empty();
  }

  private static List<Property> targets(Property state) {
    List<Property> targets = new ArrayList<>(List.of(state.get("Next"), state.get("Default")));
    for (String list : List.of("Choices", "Catch")) {
      state.get(list).items().forEach(item -> targets.add(item.get("Next")));
    }
    return targets;
  }
}
