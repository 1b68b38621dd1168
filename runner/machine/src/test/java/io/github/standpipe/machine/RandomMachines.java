package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Machines of random shape: flows of states that go on to later states, whose data is an object
 * with a number. Each flow begins with a state that assigns the flow's own variable.
 */
final class RandomMachines {
  static final int LONGEST_LIST = 4;
  private static final List<String> ERRORS = List.of("E1", "E2", "States.Timeout", "States.ALL");

  /** States in order; each goes on to the next one unless it says otherwise. */
  record Line(String variable, List<Node> nodes) {}

  /** Another try after an error, after the interval, then twice that, and so on. */
  record Again(String error, int seconds, int most) {}

  /** Where an error leads. */
  record Caught(String error, int to) {}

  /** A state. */
  sealed interface Node {
    String name();
  }

  /** Adds to the number, and a variable too if it is not empty; assigns the sum's first part. */
  record Add(String name, boolean jsonata, int add, String read, String assign) implements Node {}

  record Sleep(String name, int seconds) implements Node {}

  record Choose(String name, boolean jsonata, int than, int to, int otherwise) implements Node {}

  /** Waits, and fails the flow if the number is large. */
  record Stop(String name, int seconds, int than, String error) implements Node {}

  record Call(String name, boolean jsonata, int timeout, List<Again> again, List<Caught> caught)
      implements Node {}

  record Fork(
      String name, boolean jsonata, List<Line> lines, List<Again> again, List<Caught> caught)
      implements Node {}

  record Each(
      String name,
      boolean jsonata,
      int size,
      int most,
      Line line,
      List<Again> again,
      List<Caught> caught)
      implements Node {}

  private final Random random;
  private int names;

  RandomMachines(long seed) {
    random = new Random(seed);
  }

  Line line(int depth, List<String> outer) {
    String variable = "v" + names++;
    List<String> readable = new ArrayList<>(outer);
    readable.add(variable);
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Add(name(), random.nextInt(3) == 0, random.nextInt(9), "", variable));
    int size = 2 + random.nextInt(2 + depth);
    for (int i = 1; i < size; i++) {
      nodes.add(node(depth, i, size, readable));
    }
    nodes.add(new Add(name(), random.nextInt(3) == 0, 0, one(readable), ""));
    return new Line(variable, nodes);
  }

  private String name() {
    return "S" + names++;
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** A later state of the line. */
  private int later(int at, int size) {
    return at + 1 + random.nextInt(size - at);
  }

  private Node node(int depth, int at, int size, List<String> readable) {
    boolean jsonata = random.nextInt(3) == 0;
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 ->
          new Add(name(), jsonata, random.nextInt(9), one(readable), some(readable.getLast()));
      case 1 -> new Sleep(name(), 1 + random.nextInt(99_999));
      case 2 -> new Choose(name(), jsonata, random.nextInt(30), later(at, size), at + 1);
      case 3 ->
          random.nextInt(3) == 0
              ? new Stop(
                  name(), 1 + random.nextInt(99_999), random.nextInt(30), one(ERRORS.subList(0, 2)))
              : new Sleep(name(), 1 + random.nextInt(99_999));
      case 4, 5 ->
          new Call(
              name(),
              jsonata,
              random.nextInt(2) * (1 + random.nextInt(60_000)),
              again(),
              caught(at, size));
      case 6 -> {
        List<Line> lines = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          lines.add(line(depth - 1, readable));
        }
        yield new Fork(name(), jsonata, lines, again(), caught(at, size));
      }
      default ->
          new Each(
              name(),
              jsonata,
              random.nextInt(LONGEST_LIST + 1),
              random.nextInt(4),
              line(depth - 1, readable),
              again(),
              caught(at, size));
    };
  }

  private String some(String variable) {
    return random.nextBoolean() ? variable : "";
  }

  private List<Again> again() {
    return random.nextBoolean()
        ? List.of()
        : List.of(new Again(one(ERRORS), 1 + random.nextInt(999), random.nextInt(4)));
  }

  private List<Caught> caught(int at, int size) {
    return random.nextInt(3) == 0 ? List.of() : List.of(new Caught(one(ERRORS), later(at, size)));
  }

  /** The definition that the service would get. */
  static ObjectNode definition(Line line) {
    ObjectNode machine = MachineJson.NODES.objectNode();
    machine.put("StartAt", line.nodes().getFirst().name());
    ObjectNode states = machine.putObject("States");
    for (int i = 0; i < line.nodes().size(); i++) {
      Node node = line.nodes().get(i);
      ObjectNode state = states.putObject(node.name());
      write(node, line, state);
      if (node instanceof Stop stop) {
        stop(stop, line.nodes().get(i + 1).name(), states);
      } else if (node instanceof Choose) {
        continue;
      } else if (i + 1 < line.nodes().size()) {
        state.put("Next", line.nodes().get(i + 1).name());
      } else {
        state.put("End", true);
      }
    }
    return machine;
  }

  private static void stop(Stop stop, String next, ObjectNode states) {
    String choice = stop.name() + "c";
    String end = stop.name() + "x";
    ((ObjectNode) states.path(stop.name())).put("Next", choice);
    ObjectNode rule =
        states
            .putObject(choice)
            .put("Type", "Choice")
            .put("Default", next)
            .putArray("Choices")
            .addObject();
    rule.put("Variable", "$.n").put("NumericGreaterThan", stop.than()).put("Next", end);
    states.putObject(end).put("Type", "Fail").put("Error", stop.error());
  }

  private static void write(Node node, Line line, ObjectNode state) {
    switch (node) {
      case Add add -> add(add, state);
      case Sleep sleep -> state.put("Type", "Wait").put("Seconds", sleep.seconds());
      case Stop stop -> state.put("Type", "Wait").put("Seconds", stop.seconds());
      case Choose choose -> choose(choose, line, state);
      case Call call -> call(call, line, state);
      case Fork fork -> {
        language(fork.jsonata(), state).put("Type", "Parallel");
        ArrayNode branches = state.putArray("Branches");
        fork.lines().forEach(inner -> branches.add(definition(inner)));
        result(fork.jsonata(), "$[0].n", "$states.result[0].n", state);
        errors(fork.again(), fork.caught(), fork.jsonata(), line, state);
      }
      case Each each -> each(each, line, state);
    }
  }

  private static ObjectNode language(boolean jsonata, ObjectNode state) {
    return jsonata ? state.put("QueryLanguage", "JSONata") : state;
  }

  private static void add(Add add, ObjectNode state) {
    language(add.jsonata(), state).put("Type", "Pass");
    if (add.jsonata()) {
      String read = add.read().isEmpty() ? "" : " + $" + add.read();
      state
          .putObject("Output")
          .put("n", "{% $states.input.n + " + add.add() + read + " %}")
          .put("at", "{% $states.context.State.EnteredTime %}");
      if (!add.assign().isEmpty()) {
        state.putObject("Assign").put(add.assign(), "{% $states.input.n + 1 %}");
      }
      return;
    }
    String sum = "States.MathAdd($.n, " + add.add() + ")";
    state
        .putObject("Parameters")
        .put("m.$", "$.n")
        .put("n.$", add.read().isEmpty() ? sum : "States.MathAdd(" + sum + ", $" + add.read() + ")")
        .put("at.$", "$$.State.EnteredTime");
    if (!add.assign().isEmpty()) {
      state.putObject("Assign").put(add.assign() + ".$", "States.MathAdd($.m, 1)");
    }
  }

  private static void choose(Choose choose, Line line, ObjectNode state) {
    language(choose.jsonata(), state).put("Type", "Choice");
    ObjectNode rule = state.putArray("Choices").addObject();
    if (choose.jsonata()) {
      rule.put("Condition", "{% $states.input.n > " + choose.than() + " %}");
    } else {
      rule.put("Variable", "$.n").put("NumericGreaterThan", choose.than());
    }
    rule.put("Next", line.nodes().get(choose.to()).name());
    state.put("Default", line.nodes().get(choose.otherwise()).name());
  }

  private static void call(Call call, Line line, ObjectNode state) {
    language(call.jsonata(), state).put("Type", "Task");
    state.put("Resource", "arn:aws:lambda:eu-west-1:123456789012:function:f");
    if (call.timeout() > 0) {
      state.put("TimeoutSeconds", call.timeout());
    }
    if (call.jsonata()) {
      state
          .putObject("Arguments")
          .put("n", "{% $states.input.n %}")
          .put("at", "{% $states.context.State.EnteredTime %}");
    } else {
      state.putObject("Parameters").put("n.$", "$.n").put("at.$", "$$.State.EnteredTime");
    }
    errors(call.again(), call.caught(), call.jsonata(), line, state);
  }

  private static void each(Each each, Line line, ObjectNode state) {
    language(each.jsonata(), state).put("Type", "Map").put("MaxConcurrency", each.most());
    if (each.jsonata()) {
      state.put("Items", "{% $states.context.Execution.Input.l" + each.size() + " %}");
      state
          .putObject("ItemSelector")
          .put("n", "{% $states.input.n + $states.context.Map.Item.Value %}");
    } else {
      state.put("ItemsPath", "$$.Execution.Input.l" + each.size());
      state.putObject("ItemSelector").put("n.$", "States.MathAdd($.n, $$.Map.Item.Value)");
    }
    state.set("ItemProcessor", definition(each.line()));
    result(each.jsonata(), "States.ArrayLength($)", "$count($states.result)", state);
    errors(each.again(), each.caught(), each.jsonata(), line, state);
  }

  private static void result(boolean jsonata, String path, String expression, ObjectNode state) {
    if (jsonata) {
      state.putObject("Output").put("n", "{% " + expression + " %}");
    } else {
      state.putObject("ResultSelector").put("n.$", path);
    }
  }

  private static void errors(
      List<Again> again, List<Caught> caught, boolean jsonata, Line line, ObjectNode state) {
    for (Again one : again) {
      ObjectNode retrier = state.putArray("Retry").addObject();
      retrier.putArray("ErrorEquals").add(one.error());
      retrier.put("IntervalSeconds", one.seconds()).put("MaxAttempts", one.most());
    }
    for (Caught one : caught) {
      ObjectNode catcher = state.putArray("Catch").addObject();
      catcher.putArray("ErrorEquals").add(one.error());
      catcher.put("Next", line.nodes().get(one.to()).name());
      if (jsonata) {
        catcher.put("Output", "{% $states.input %}");
      } else {
        catcher.put("ResultPath", "$.error");
      }
    }
  }
}
