package io.github.standpipe.template;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what a nested stack is given, and what it puts out, in the places that refer to it. So a
 * pipe in one stack names the queue in another one directly.
 */
final class PassedValues {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final String OUTPUTS = "Outputs.";

  /** After that many, references are left as they are. */
  private static final int MOST_CYCLES = 100;

  private final StackContents stacks;
  private final Map<String, String> given;
  private final Map<Value, Value> known = new IdentityHashMap<>();
  private final Map<String, Optional<Value>> byName = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();
  private int cycles;

  PassedValues(StackContents stacks, Map<String, String> given) {
    this.stacks = stacks;
    this.given = given;
  }

  /** All sections, with the values in place. */
  Value.Mapping in(Value.Mapping root) {
    Map<String, Value.Entry> sections = new LinkedHashMap<>();
    root.entries()
        .forEach((name, entry) ->
            sections.put(
                name,
                name.equals("Parameters")
                    ? entry
                    : new Value.Entry(entry.at(), value(entry.value()))));
    return new Value.Mapping(sections, root.at());
  }

  /** A value of the whole template, with what its references stand for. */
  private Value value(Value value) {
    Value there = known.get(value);
    if (there == null) {
      int before = cycles;
      there = written(value);
      if (cycles == before) {
        known.put(value, there); // within a cycle it depends on where the cycle was entered
      }
    }
    return there;
  }

  private Value written(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar;
      case Value.Nothing nothing -> nothing;
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(this::value).toList(), at);
      case Value.Mapping(Map<String, Value.Entry> all, Place at) -> {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        all.forEach((key, one) -> entries.put(key, new Value.Entry(one.at(), value(one.value()))));
        yield new Value.Mapping(entries, at);
      }
      case Value.Call call -> call(call);
    };
  }

  private Value call(Value.Call call) {
    return reference(call)
        .flatMap(this::meant)
        .map(meant -> at(meant, call.at()))
        .orElseGet(() ->
            new Value.Call(
                call.function(),
                call.function().equals("Fn::Sub")
                    ? substitution(call.argument())
                    : value(call.argument()),
                call.at()));
  }

  /** What a call names: a parameter, or a stack and one of its outputs. */
  private static Optional<String> reference(Value.Call call) {
    return switch (call.function()) {
      case "Ref" ->
          call.argument() instanceof Value.Scalar name
              ? Optional.of(name.text())
              : Optional.empty();
      case "Fn::GetAtt" ->
          switch (call.argument()) {
            case Value.Scalar path -> Optional.of(path.text());
            case Value.Sequence(List<Value> two, Place at)
                when two.size() == 2
                    && two.getFirst() instanceof Value.Scalar id
                    && two.get(1) instanceof Value.Scalar attribute ->
                Optional.of(id.text() + "." + attribute.text());
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  /** The value that a name stands for; empty for one that stands for itself. */
  private Optional<Value> meant(String name) {
    Optional<Value> meant = byName.get(name);
    if (meant != null) {
      return meant;
    }
    if (cycles > MOST_CYCLES || !open.add(name)) {
      cycles++;
      return Optional.empty(); // a cycle, which CloudFormation rejects
    }
    int before = cycles;
    try {
      meant = parameter(name).or(() -> output(name)).map(this::value);
    } finally {
      open.remove(name);
    }
    if (cycles == before) {
      byName.put(name, meant);
    }
    return meant;
  }

  /** A plain value keeps the name of the parameter, which may restrict it. */
  private Optional<Value> parameter(String name) {
    Value passed = stacks.passed().get(name);
    return passed instanceof Value.Call
            && !given.containsKey(name)
            && !mayBeLeftOut(passed)
            && isPlain(name)
        ? Optional.of(passed)
        : Optional.empty();
  }

  /** Without a value the parameter has its default. */
  private static boolean mayBeLeftOut(Value passed) {
    return passed.all().stream()
        .anyMatch(one -> one instanceof Value.Scalar name && name.text().equals(Pseudo.NO_VALUE));
  }

  private boolean isPlain(String name) {
    return stacks.root().get("Parameters").orElse(null) instanceof Value.Mapping section
        && section.entries().get(name) instanceof Value.Entry entry
        && isPlain(Parameter.of(name, entry));
  }

  private static boolean isPlain(Parameter parameter) {
    return !parameter.isList() && !parameter.isSsm() && !parameter.isSecret();
  }

  private Optional<Value> output(String name) {
    int dot = name.indexOf("." + OUTPUTS);
    if (dot < 0 || !stacks.stacks().containsKey(name.substring(0, dot))) {
      return Optional.empty();
    }
    String output =
        name.substring(0, dot) + Namespace.SEPARATOR + name.substring(dot + 1 + OUTPUTS.length());
    return stacks.root().get("Outputs").orElse(null) instanceof Value.Mapping section
            && section.get(output).orElse(null) instanceof Value.Mapping body
        ? body.get("Value")
        : Optional.empty();
  }

  private Value substitution(Value argument) {
    Map<String, Value.Entry> variables = new LinkedHashMap<>();
    if (argument instanceof Value.Sequence(List<Value> two, Place at)
        && two.size() == 2
        && two.get(1) instanceof Value.Mapping own) {
      own.entries()
          .forEach((key, one) -> variables.put(key, new Value.Entry(one.at(), value(one.value()))));
    }
    Value text =
        argument instanceof Value.Sequence(List<Value> items, Place at) && !items.isEmpty()
            ? items.getFirst()
            : argument;
    if (!(text instanceof Value.Scalar scalar)) {
      return value(argument);
    }
    Matcher variable = VARIABLE.matcher(scalar.text());
    while (variable.find()) {
      String name = variable.group(1);
      if (!variables.containsKey(name)) {
        meant(name)
            .ifPresent(
                one -> variables.put(name, new Value.Entry(scalar.at(), at(one, scalar.at()))));
      }
    }
    return variables.isEmpty()
        ? argument
        : new Value.Sequence(
            List.of(scalar, new Value.Mapping(variables, argument.at())), argument.at());
  }

  /** A value that is shown at the place that refers to it. */
  private static Value at(Value value, Place at) {
    return switch (value) {
      case Value.Scalar(String text, boolean literal, Place p) ->
          new Value.Scalar(text, literal, at);
      case Value.Sequence(List<Value> items, Place p) -> new Value.Sequence(items, at);
      case Value.Mapping(Map<String, Value.Entry> entries, Place p) ->
          new Value.Mapping(entries, at);
      case Value.Call(String function, Value argument, Place p) ->
          new Value.Call(function, argument, at);
      case Value.Nothing nothing -> new Value.Nothing(at);
    };
  }
}
