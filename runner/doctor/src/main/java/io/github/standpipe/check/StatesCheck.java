package io.github.standpipe.check;

import io.github.standpipe.check.StatesOfMachine.StateAt;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The state machine can be created, and each part of it can serve its purpose. */
final class StatesCheck implements Check {
  private static final Rule STATE_UNREACHED = Catalogue.rule("state-unreached");
  private static final Rule EXPRESS_WAITS = Catalogue.rule("express-machine-waits");
  private static final Rule CATCHES_NOTHING = Catalogue.rule("handler-matches-nothing");
  private static final Rule FAILS_BATCH = Catalogue.rule("map-fails-batch");

  @Override
  public void examine(Subject subject, Findings findings) {
    Stream.of("Target", "Enrichment")
        .flatMap(stage -> subject.declaration(stage).stream())
        .filter(Declaration::isStateMachine)
        .distinct()
        .forEach(machine -> {
          MachineDefinition.property(machine).ifPresent(asl -> examine(machine, asl, findings));
          DefinitionRefusals.unreadable(machine, findings);
        });
  }

  private static void examine(Declaration machine, Property definition, Findings findings) {
    boolean express = isExpress(machine);
    DefinitionRefusals.find(machine, definition, express, findings);
    for (StateAt state : StatesOfMachine.of(definition, express)) {
      reached(machine, state, findings);
      waits(machine, state, findings);
      handlers(machine, state, "Catch", findings);
      handlers(machine, state, "Retry", findings);
      failsBatch(machine, state, findings);
    }
  }

  private static boolean isExpress(Declaration machine) {
    Property type = machine.property(machine.isServerless() ? "Type" : "StateMachineType");
    return type.text().equals(Optional.of("EXPRESS"));
  }

  private static void reached(Declaration machine, StateAt state, Findings findings) {
    if (!state.reached()) {
      findings.addEach(
          STATE_UNREACHED,
          machine.logicalId(),
          state.state().at(),
          "No Next, Default, Choices or Catch leads to state " + quote(machine, state) + ".",
          "Lead a state to it, or remove it.");
    }
  }

  private static void waits(Declaration machine, StateAt state, Findings findings) {
    String resource = state.state().get("Resource").text().orElse("");
    boolean waits =
        resource.matches(".*(\\.sync(:2)?|\\.waitForTaskToken)|arn:[^:]+:states:.+:activity:.+");
    if (state.express() && state.type().equals("Task") && waits) {
      findings.addEach(
          EXPRESS_WAITS,
          machine.logicalId(),
          state.state().get("Resource").at(),
          "State " + quote(machine, state) + " calls " + resource + " in an EXPRESS workflow.",
          "Call it without waiting, or make the workflow STANDARD.");
    }
  }

  private static void handlers(
      Declaration machine, StateAt state, String field, Findings findings) {
    Set<String> taken = new HashSet<>();
    for (Property handler : state.state().get(field).items()) {
      List<Property> names = handler.get("ErrorEquals").items();
      for (Property name : names) {
        String error = name.text().orElse("");
        nothing(error, taken)
            .ifPresent(why ->
                findings.addEach(
                    CATCHES_NOTHING,
                    machine.logicalId(),
                    name.at(),
                    field + " of state " + quote(machine, state) + " names " + error + ", " + why,
                    "Remove the name, or put its entry first if an earlier one handles it."));
      }
      names.forEach(name -> name.text().ifPresent(taken::add));
    }
  }

  /** Why an error never reaches a handler after others; empty if it may. */
  private static Optional<String> nothing(String error, Set<String> taken) {
    if (error.equals("States.Runtime")) {
      return Optional.of("which cannot be caught or retried.");
    }
    if (taken.contains(error)) {
      return Optional.of("which an earlier entry handles.");
    }
    boolean task = taken.contains("States.TaskFailed") && !error.startsWith("States.");
    return task && !error.isEmpty()
        ? Optional.of("which an earlier States.TaskFailed handles.")
        : Optional.empty();
  }

  private static void failsBatch(Declaration machine, StateAt map, Findings findings) {
    boolean tolerates =
        map.has("Catch")
            || map.state().keys().stream().anyMatch(key -> key.startsWith("ToleratedFailure"));
    if (map.type().equals("Map") && !tolerates && !map.state().isUnknown()) {
      List<StateAt> inside = StatesOfMachine.of(map.processor(), map.express());
      boolean tasks = inside.stream().anyMatch(state -> state.type().equals("Task"));
      if (tasks && inside.stream().noneMatch(state -> state.has("Catch"))) {
        findings.addEach(
            FAILS_BATCH,
            machine.logicalId(),
            map.state().at(),
            "No state in Map " + quote(machine, map) + " has a Catch, nor has the Map.",
            "Catch the failure inside the Map and set the event aside, as order.asl.json does.");
      }
    }
  }

  private static String quote(Declaration machine, StateAt state) {
    return state.name() + " of " + machine;
  }
}
