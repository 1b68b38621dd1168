package io.github.standpipe.internal.contract;

import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the input of a state machine through its states, until they replace it. The places of
 * what is read are kept by their names.
 */
final class MachineFollower {
  private static final int MOST_VISITS = 2_000;

  private final Readings readings;
  private final FollowedValue given;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private int visits;

  /**
   * @param given what the input is known to be
   */
  MachineFollower(Readings readings, FollowedValue given) {
    this.readings = readings;
    this.given = given;
  }

  Map<String, Place> places() {
    return places;
  }

  /** {@return what the machine gives for an input} */
  FollowedValue follow(Property definition, FollowedValue input) {
    return flow(definition, isJsonata(definition, false), MachineScope.first(input));
  }

  static boolean isJsonata(Property there, boolean standard) {
    Property language = there.get("QueryLanguage");
    return language.isAbsent() ? standard : language.text().equals(Optional.of("JSONata"));
  }

  MachinePaths paths(boolean jsonata) {
    return new MachinePaths(readings, given, jsonata);
  }

  Readings readings() {
    return readings;
  }

  String place(String state, Property at) {
    Place place = at.at();
    String file = place.file().substring(place.file().lastIndexOf('/') + 1);
    String name = "state %s at %s:%d:%d".formatted(state, file, place.line(), place.column());
    places.putIfAbsent(name, place);
    return name;
  }

  private record Visit(String state, MachineScope scope) {}

  /** Takes a state that another leads to. */
  interface Ways {
    void next(Property target, MachineScope after);

    void end(FollowedValue output);
  }

  /** A machine, a branch or an item processor. */
  FollowedValue flow(Property flow, boolean jsonata, MachineScope scope) {
    Property states = flow.get("States");
    Set<String> always = always(flow);
    List<FollowedValue> outputs = new ArrayList<>();
    Deque<Visit> open = new ArrayDeque<>();
    Set<Visit> known = new HashSet<>();
    Ways ways =
        new Ways() {
          @Override
          public void next(Property target, MachineScope after) {
            target
                .text()
                .map(name -> new Visit(name, after))
                .filter(known::add)
                .ifPresent(open::add);
          }

          @Override
          public void end(FollowedValue output) {
            outputs.add(output);
          }
        };
    ways.next(flow.get("StartAt"), scope);
    while (!open.isEmpty()) {
      visit(open.pop(), states, jsonata, always, ways);
    }
    return any(outputs);
  }

  private void visit(Visit visit, Property states, boolean jsonata, Set<String> always, Ways ways) {
    Property state = states.get(visit.state());
    if (!state.isMapping()) {
      return;
    }
    if (visits++ > MOST_VISITS) {
      readings.whole(visit.scope().input(), PathReading.Use.COMPUTED, place(visit.state(), state));
      ways.end(FollowedValue.UNKNOWN);
      return;
    }
    String condition = always.contains(visit.state()) ? "" : "if it reaches " + visit.state();
    StateFollower one =
        new StateFollower(this, visit.state(), state, isJsonata(state, jsonata), visit.scope());
    readings.under(condition, () -> one.follow(ways));
  }

  private static FollowedValue any(List<FollowedValue> outputs) {
    FollowedValue all = outputs.isEmpty() ? FollowedValue.UNKNOWN : outputs.getFirst();
    for (FollowedValue other : outputs.stream().skip(1).distinct().toList()) {
      all = other.equals(all) ? all : new FollowedValue.Branches("", all, "", other);
    }
    return all;
  }

  /** The states that each execution reaches in which none fails. */
  private static Set<String> always(Property flow) {
    Property states = flow.get("States");
    String first = flow.get("StartAt").text().orElse("");
    Map<String, List<String>> ways = new LinkedHashMap<>();
    states.keys().forEach(name -> ways.put(name, targets(states.get(name))));
    Set<String> always = new LinkedHashSet<>();
    for (String name : ways.keySet()) {
      if (name.equals(first) || !endsWithout(name, first, ways)) {
        always.add(name);
      }
    }
    return always;
  }

  private static boolean endsWithout(String left, String first, Map<String, List<String>> ways) {
    Set<String> reached = new HashSet<>(Set.of(left));
    Deque<String> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (reached.add(name)) {
        List<String> targets = ways.getOrDefault(name, List.of());
        if (targets.isEmpty()) {
          return true;
        }
        open.addAll(targets);
      }
    }
    return false;
  }

  private static List<String> targets(Property state) {
    List<String> targets = new ArrayList<>();
    state.get("Next").text().ifPresent(targets::add);
    state.get("Default").text().ifPresent(targets::add);
    state.get("Choices").items().forEach(rule -> rule.get("Next").text().ifPresent(targets::add));
    return targets;
  }
}
