package io.github.standpipe.check;

import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.check.BatchPath.Use;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the batch through a state machine, along the transitions that an array can reach.
 *
 * @param raw whether the events are SQS records, whose body is a string
 */
final class MachineInput {
  private static final int MOST_VISITS = 1_000;
  private static final Set<Use> ALL = Set.of(Use.WHOLE, Use.LIST, Use.SINGLE);

  private final Subject subject;
  private final Declaration machine;
  private final boolean raw;
  private final Findings findings;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  /** A state visited with one input. */
  private static final class Node {
    private final List<Read> reads = new ArrayList<>();
    private final Set<Node> next = new HashSet<>();
    private boolean whole;
  }

  private record Read(BatchPath path, String reader, Place at) {}

  MachineInput(Subject subject, Declaration machine, boolean raw, Findings findings) {
    this.subject = subject;
    this.machine = machine;
    this.raw = raw;
    this.findings = findings;
  }

  void examine(Property definition) {
    Scope scope = new Scope(BatchPart.WHOLE, BatchPart.OTHER, Map.of(), raw);
    walk(definition, isJsonata(definition, false), scope, "");
    nodes.values().forEach(node -> node.reads.forEach(read -> report(node, read)));
  }

  /** From the first state of a machine, a branch or an item processor. */
  private List<Node> walk(Property machine, boolean jsonata, Scope scope, String path) {
    Optional<String> first = machine.get("StartAt").text();
    return first.flatMap(name -> state(machine.get("States"), name, jsonata, scope, path)).stream()
        .toList();
  }

  // by its path, because all states of a definition in one text have the same place
  private Optional<Node> state(
      Property states, String name, boolean jsonata, Scope scope, String path) {
    Property state = states.get(name);
    String here = path + "/" + name;
    String key = here + scope;
    if (!state.isMapping() || nodes.size() > MOST_VISITS) {
      return Optional.empty();
    }
    Node known = nodes.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Node node = new Node();
    nodes.put(key, node);
    boolean own = isJsonata(state, jsonata);
    new StateStep(state, own, scope, (read, at, place) -> note(node, read, name, at, place))
        .run(
            new StateStep.Ways() {
              @Override
              public void next(Property target, Scope after) {
                target
                    .text()
                    .flatMap(next -> state(states, next, jsonata, after, path))
                    .ifPresent(node.next::add);
              }

              @Override
              public void below(Property machine, Scope inside, String branch) {
                node.next.addAll(walk(machine, own, inside, here + branch));
              }
            });
    return Optional.of(node);
  }

  private void note(Node node, BatchPath path, String state, String key, Place at) {
    node.whole |= ALL.contains(path.use());
    String reader =
        path.context()
            ? "The context object in " + key + " of " + machine
            : "State " + state + " of " + machine;
    node.reads.add(new Read(path, reader, at));
  }

  /** Whether the state, or one before or after it, processes all events. */
  private boolean takesAll(Node node) {
    return reaches(node, new HashSet<>())
        || nodes.values().stream()
            .filter(other -> other.whole)
            .anyMatch(other -> leads(other, node, new HashSet<>()));
  }

  private static boolean reaches(Node from, Set<Node> seen) {
    return seen.add(from)
        && (from.whole || from.next.stream().anyMatch(next -> reaches(next, seen)));
  }

  private static boolean leads(Node from, Node to, Set<Node> seen) {
    return seen.add(from)
        && (from == to || from.next.stream().anyMatch(next -> leads(next, to, seen)));
  }

  private static boolean isJsonata(Property there, boolean standard) {
    Property language = there.get("QueryLanguage");
    return language.isAbsent() ? standard : language.text().equals(Optional.of("JSONata"));
  }

  private void report(Node node, Read read) {
    boolean many = subject.mostRecords().isPresent() && subject.mostRecords().getAsInt() != 1;
    switch (read.path.use()) {
      case BODY -> add(MachineCheck.BODY_IS_TEXT, read, parse(read));
      case FIELD -> add(MachineCheck.READS_OBJECT, read, iterate());
      case FIRST -> {
        if (many && subject.readsQueue() && !takesAll(node)) {
          add(MachineCheck.READS_FIRST, read, iterate());
        }
      }
      case SINGLE, LIST -> {
        if (many && (read.path.alone() || read.path.use() == Use.SINGLE)) {
          add(MachineCheck.READS_LIST, read, iterate());
        }
      }
      case NONE, WHOLE -> {}
    }
  }

  private static String parse(Read read) {
    return read.path.jsonata()
        ? "Parse it: $parse(" + read.path.body().orElse("$states.input[0].body") + ")."
        : "Parse it, States.StringToJson("
            + read.path.body().orElse("...")
            + "), or pass the body on with an input template, {\"order\": <$.body>}.";
  }

  private static String iterate() {
    return "Begin with a Map state over the whole input, or set BatchSize to 1 and read $[0].";
  }

  private void add(Rule rule, Read read, String instead) {
    String seen = read.reader + " reads " + read.path.text() + ".";
    findings.add(rule, machine, read.at, seen, instead);
  }
}
