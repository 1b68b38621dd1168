package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.TransformSources.FileFunction;
import io.github.standpipe.internal.lint.TransformText.FunctionText;
import io.github.standpipe.internal.lint.TransformText.ParameterText;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables and parameters whose value a transform treats as optional, as in {@code def name(x)
 * if ($x) $x else "none"}. A variable is one of them if it is asked for anywhere, or if all that
 * reads it stands in conditions and branches.
 */
final class AskedNames {
  private static final Set<String> ASKS =
      Set.of(
          "fallback",
          "not",
          "boolean",
          "is-array",
          "is-object",
          "is-string",
          "is-number",
          "is-integer",
          "is-decimal",
          "is-boolean",
          "contains");

  private static final int MOST_ROUNDS = 8;

  /** How an expression is read. */
  private enum Reading {
    ALWAYS,
    IN_BRANCH,
    AS_CONDITION;

    Reading atLeast(Reading other) {
      return compareTo(other) < 0 ? other : this;
    }

    Reading atMost(Reading other) {
      return compareTo(other) > 0 ? other : this;
    }
  }

  /** The names that are read in each way. */
  private record Names(Set<String> always, Set<String> inBranch, Set<String> asConditions) {
    static Names none() {
      return new Names(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    void add(String name, Reading reading) {
      Set<String> names =
          switch (reading) {
            case ALWAYS -> always;
            case IN_BRANCH -> inBranch;
            case AS_CONDITION -> asConditions;
          };
      names.add(name);
    }

    Set<String> asked() {
      Set<String> asked = new HashSet<>(inBranch);
      asked.removeAll(always);
      asked.addAll(asConditions);
      return asked;
    }
  }

  /** Where a name is looked up: the names of a function or, around them, of a file. */
  private record Scope(TransformText file, Set<String> parameters, Names own, Names outer) {
    void add(String name, Reading reading) {
      own.add(name, reading);
      if (!parameters.contains(name)) {
        outer.add(name, reading);
      }
    }
  }

  private final TransformSources sources;
  private Map<Object, Set<String>> asked = new IdentityHashMap<>();

  private AskedNames(TransformSources sources) {
    this.sources = sources;
  }

  static AskedNames of(TransformSources sources) {
    AskedNames names = new AskedNames(sources);
    for (int i = 0; i < MOST_ROUNDS && names.grows(); i++) {
      // a name that is asked for makes those that it is given to be asked for
    }
    return names;
  }

  /** Whether a function of JSLT's gives a value also for what is missing, and is there for that. */
  static boolean asks(String builtIn) {
    return ASKS.contains(builtIn);
  }

  /** The names that are asked for among the variables of a file, outside its functions. */
  Set<String> of(TransformText file) {
    return asked.getOrDefault(file, Set.of());
  }

  /** The names that are asked for among the parameters and variables of a function. */
  Set<String> of(FunctionText function) {
    return asked.getOrDefault(function, Set.of());
  }

  private boolean grows() {
    Map<Object, Set<String>> next = new IdentityHashMap<>();
    for (TransformText file : sources.files()) {
      Names outer = Names.none();
      for (FunctionText function : file.functions()) {
        Names own = Names.none();
        Set<String> parameters = new HashSet<>();
        function.parameters().stream().map(ParameterText::name).forEach(parameters::add);
        Scope scope = new Scope(file, parameters, own, outer);
        block(function.block(), scope, Reading.ALWAYS, of(function));
        next.put(function, own.asked());
      }
      Scope scope = new Scope(file, Set.of(), outer, outer);
      lets(file.lets(), scope, Reading.ALWAYS, of(file));
      file.body().ifPresent(body -> visit(body, scope, Reading.ALWAYS, of(file)));
      next.put(file, outer.asked());
    }
    boolean grows = !next.equals(asked);
    asked = next;
    return grows;
  }

  private void block(BlockText block, Scope scope, Reading reading, Set<String> known) {
    lets(block.lets(), scope, reading, known);
    visit(block.value(), scope, reading, known);
  }

  private void lets(List<LetText> lets, Scope scope, Reading reading, Set<String> known) {
    for (LetText let : lets) {
      visit(
          let.value(),
          scope,
          known.contains(let.name()) ? Reading.AS_CONDITION : reading.atMost(Reading.IN_BRANCH),
          known);
    }
  }

  private void visit(Syntax expression, Scope scope, Reading reading, Set<String> known) {
    switch (expression) {
      case VariableUse use -> scope.add(use.name(), reading);
      case IfText choice -> {
        Reading branch = reading.atLeast(Reading.IN_BRANCH);
        visit(choice.test(), scope, Reading.AS_CONDITION, known);
        block(choice.then(), scope, branch, known);
        choice.otherwise().ifPresent(other -> block(other, scope, branch, known));
      }
      case LoopText loop -> {
        Reading each = reading.atMost(Reading.IN_BRANCH);
        visit(loop.over(), scope, each, known);
        lets(loop.lets(), scope, each, known);
        loop.key().ifPresent(key -> visit(key, scope, each, known));
        visit(loop.value(), scope, each, known);
        loop.filter().ifPresent(filter -> visit(filter, scope, Reading.AS_CONDITION, known));
      }
      case ObjectText object -> {
        Reading each = reading.atMost(Reading.IN_BRANCH);
        lets(object.lets(), scope, each, known);
        object.members().forEach(member -> visit(member.key(), scope, each, known));
        object.members().forEach(member -> visit(member.value(), scope, each, known));
        object.matcher().ifPresent(matcher -> visit(matcher.value(), scope, each, known));
      }
      case OperatorText operator -> {
        Reading operands = operator.asks() ? Reading.AS_CONDITION : reading;
        visit(operator.left(), scope, operands, known);
        visit(operator.right(), scope, operands, known);
      }
      case CallText call -> call(call, scope, reading, known);
      default -> {
        Reading part = reading.atMost(Reading.IN_BRANCH);
        expression.parts().forEach(one -> visit(one, scope, part, known));
      }
    }
  }

  private void call(CallText call, Scope scope, Reading reading, Set<String> known) {
    if (sources.isBuiltIn(scope.file(), call)) {
      Reading operands = asks(call.name()) ? Reading.AS_CONDITION : reading;
      call.arguments().forEach(argument -> visit(argument, scope, operands, known));
      return;
    }
    Optional<FileFunction> function = sources.function(scope.file(), call);
    for (int i = 0; i < call.arguments().size(); i++) {
      boolean asks = asksArgument(function, i);
      visit(
          call.arguments().get(i),
          scope,
          asks ? Reading.AS_CONDITION : reading.atMost(Reading.IN_BRANCH),
          known);
    }
  }

  /** Whether a function that the transform declares asks for an argument. */
  boolean asksArgument(Optional<FileFunction> function, int index) {
    return function
        .map(FileFunction::function)
        .filter(one -> index < one.parameters().size())
        .filter(one -> of(one).contains(one.parameters().get(index).name()))
        .isPresent();
  }
}
