package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows the input of a state machine through the states that see it as it is.
 *
 * @param raw whether the events are SQS records, whose body is a text
 */
record MachineInput(Subject subject, Declaration machine, boolean raw, Findings findings) {

  void examine(Property definition) {
    boolean jsonata = isJsonata(definition, false);
    walk(definition, jsonata, false, "", new HashSet<>());
    context(definition);
  }

  /** The context object holds the input as it came, for each state wherever it stands. */
  private void context(Property holder) {
    for (String key : holder.keys()) {
      Property value = holder.get(key);
      value.text().stream()
          .flatMap(text -> StateReads.ofContext(text, value))
          .forEach(read -> told(read, "The context object in " + key + " of " + machine, false));
      context(value);
      value.items().forEach(this::context);
    }
  }

  /** Walks from the first state of a machine, a branch or an item processor. */
  private void walk(Property scope, boolean jsonata, boolean item, String path, Set<String> seen) {
    scope
        .get("StartAt")
        .text()
        .ifPresent(first -> walk(scope.get("States"), first, jsonata, item, path, seen));
  }

  // By its path: all states of a definition that is one text stand at the same place.
  private void walk(
      Property states, String name, boolean jsonata, boolean item, String path, Set<String> seen) {
    Property state = states.get(name);
    String here = path + "/" + name;
    if (!state.isMapping() || !seen.add(here)) {
      return;
    }
    boolean own = isJsonata(state, jsonata);
    StateReads reads = new StateReads(state, own);
    for (StateReads.Read read : reads.ofInput()) {
      told(read, "State " + name + " of " + machine, item);
    }
    if (reads.passesItsInputOn()) {
      next(state).forEach(next -> walk(states, next, jsonata, item, path, seen));
    }
    below(state, reads, own, item, here, seen);
  }

  private void below(
      Property state,
      StateReads reads,
      boolean jsonata,
      boolean item,
      String path,
      Set<String> seen) {
    if (!reads.changesInput()) {
      List<Property> branches = state.get("Branches").items();
      for (int i = 0; i < branches.size(); i++) {
        walk(branches.get(i), jsonata, item, path + "/" + i, seen);
      }
    }
    if (!item && reads.iteratesOverInput()) {
      Property processor = state.get("ItemProcessor");
      walk(processor.isAbsent() ? state.get("Iterator") : processor, jsonata, true, path, seen);
    }
  }

  private static Stream<String> next(Property state) {
    Stream<Property> choices =
        state.get("Choices").items().stream().map(choice -> choice.get("Next"));
    return Stream.concat(Stream.of(state.get("Next"), state.get("Default")), choices)
        .flatMap(next -> next.text().stream());
  }

  private static boolean isJsonata(Property there, boolean standard) {
    Property language = there.get("QueryLanguage");
    return language.isAbsent() ? standard : language.text().equals(Optional.of("JSONata"));
  }

  private void told(StateReads.Read read, String reader, boolean item) {
    boolean many = subject.mostRecords().isPresent() && subject.mostRecords().getAsInt() != 1;
    String seen = reader + " reads " + read.path() + ".";
    if (item || read.kind() == StateReads.Kind.BODY) {
      if (raw && read.isIntoBody(item)) {
        add(MachineCheck.BODY_IS_TEXT, read, seen, parse(read));
      }
      return;
    }
    switch (read.kind()) {
      case FIRST -> {
        if (many && subject.readsQueue()) {
          add(MachineCheck.READS_FIRST, read, seen, iterate());
        }
      }
      case FIELD -> add(MachineCheck.READS_OBJECT, read, seen, iterate());
      case LIST -> {
        if (many) {
          add(MachineCheck.READS_LIST, read, seen, iterate());
        }
      }
      case BODY -> {}
    }
  }

  private static String parse(StateReads.Read read) {
    return read.jsonata()
        ? "Parse it: $parse($states.input[0].body)."
        : "Parse it, States.StringToJson(...), or hand the body over by an input template,"
            + " {\"order\": <$.body>}.";
  }

  private static String iterate() {
    return "Begin with a Map state over the whole input, or set BatchSize to 1 and read $[0].";
  }

  private void add(Rule rule, StateReads.Read read, String seen, String instead) {
    findings.add(rule, machine, read.at(), seen, instead);
  }
}
