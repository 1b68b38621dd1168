package io.github.standpipe.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code Conditions} of a template, each decided once. */
final class Conditions {
  private static final int MOST_NESTED = 8;

  private final Value.Mapping section;
  private final Scope scope;
  private final Map<String, Boolean> decided = new HashMap<>();
  private final Visits visits = new Visits();

  Conditions(Value.Mapping section, Scope scope) {
    this.section = section;
    this.scope = scope;
  }

  /** From now on the condition holds, regardless of the parameters. */
  void suppose(String name) {
    decided.put(name, true);
  }

  /**
   * The setting that makes a condition on one parameter true, such as {@code Enabled=true}; for any
   * other condition, its name.
   */
  String wants(String name) {
    return section.get(name).flatMap(Conditions::wanted).orElse("the condition " + name);
  }

  private static Optional<String> wanted(Value condition) {
    return condition instanceof Value.Call(String function, Value.Sequence two, Place at)
            && function.equals("Fn::Equals")
            && two.items().size() == 2
            && two.items().get(0) instanceof Value.Call(String ref, Value.Scalar parameter, Place p)
            && ref.equals("Ref")
            && two.items().get(1) instanceof Value.Scalar value
        ? Optional.of(parameter.text() + "=" + value.text())
        : Optional.empty();
  }

  /** Whether the condition with a name holds. */
  boolean holds(String name, Place at) {
    Boolean known = decided.get(name);
    if (known != null) {
      return known;
    }
    Value condition =
        section
            .get(name)
            .orElseThrow(() ->
                at.fault("names the condition " + name + ", which Conditions does not declare"));
    boolean holds =
        scope.deeper(at, () -> visits.visit("condition " + name, at, () -> decide(condition)));
    decided.put(name, holds);
    return holds;
  }

  private boolean decide(Value condition) {
    return switch (condition) {
      case Value.Mapping mapping when mapping.entries().keySet().equals(Set.of("Condition")) ->
          evaluateNamed(mapping.get("Condition").orElseThrow());
      case Value.Call call -> decide(call);
      case Value other ->
          throw other
              .at()
              .fault(
                  "a condition is "
                      + other.kind()
                      + "; write Fn::Equals, Fn::And, Fn::Or or Fn::Not");
    };
  }

  private boolean evaluateNamed(Value name) {
    return holds(scope.requiredText(name, "Condition"), name.at());
  }

  private boolean decide(Value.Call call) {
    Arguments arguments = new Arguments(call, scope);
    return switch (call.function()) {
      case "Fn::Equals" -> {
        List<Value> two = arguments.exactly(2, "[value, value]");
        yield same(two.get(0), two.get(1));
      }
      case "Fn::Not" -> !decide(arguments.exactly(1, "[condition]").getFirst());
      case "Fn::And" -> arguments.list().stream().allMatch(this::decide);
      case "Fn::Or" -> arguments.list().stream().anyMatch(this::decide);
      default -> throw call.at().fault(call.function() + " is not supported in a condition");
    };
  }

  private boolean same(Value one, Value other) {
    return scope.requiredText(one, "Fn::Equals").equals(scope.requiredText(other, "Fn::Equals"));
  }

  /** Whether two conditions can never hold together, as far as their structure shows. */
  boolean exclude(Optional<String> one, Optional<String> other) {
    Optional<Value> first = one.flatMap(section::get);
    Optional<Value> second = other.flatMap(section::get);
    return first.isPresent()
        && second.isPresent()
        && (exclude(first.get(), second.get(), MOST_NESTED)
            || exclude(second.get(), first.get(), MOST_NESTED));
  }

  private boolean exclude(Value one, Value other, int depth) {
    if (depth == 0) {
      return false;
    }
    Value left = written(one);
    Value right = written(other);
    if (items("Fn::Not", left).stream().anyMatch(no -> includes(right, no, depth))) {
      return true;
    }
    return items("Fn::And", left).stream()
            .anyMatch(part -> exclude(part, right, depth - 1) || exclude(right, part, depth - 1))
        || differ(items("Fn::Equals", left), items("Fn::Equals", right));
  }

  /** Whether a condition requires another one, alone or with others. */
  private boolean includes(Value whole, Value part, int depth) {
    Value here = written(whole);
    return isSame(here, written(part))
        || depth > 0
            && items("Fn::And", here).stream().anyMatch(one -> includes(one, part, depth - 1));
  }

  /** Whether one value is compared with two different strings. */
  private static boolean differ(List<Value> one, List<Value> other) {
    return one.size() == 2
        && other.size() == 2
        && isSame(one.get(0), other.get(0))
        && one.get(1) instanceof Value.Scalar a
        && other.get(1) instanceof Value.Scalar b
        && !a.text().equals(b.text());
  }

  private static boolean isSame(Value one, Value other) {
    return JsonNodes.written(one).equals(JsonNodes.written(other));
  }

  /** The condition with a name. */
  private Value written(Value condition) {
    return condition instanceof Value.Mapping mapping
            && mapping.get("Condition").orElse(null) instanceof Value.Scalar name
        ? section.get(name.text()).orElse(condition)
        : condition;
  }

  private static List<Value> items(String function, Value value) {
    return value instanceof Value.Call(String name, Value.Sequence all, Place at)
            && name.equals(function)
        ? all.items()
        : List.of();
  }
}
