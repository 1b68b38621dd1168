package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.TransformText.FunctionText;
import io.github.standpipe.internal.lint.TransformText.ImportText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that are declared and not used, that hide others, or that have no value yet. */
final class ScopeRules {
  private static final class Name {
    final SourcePoint at;
    final String kind;
    final boolean matters;
    boolean ready;
    boolean isUsed;

    Name(SourcePoint at, String kind, boolean matters, boolean ready) {
      this.at = at;
      this.kind = kind;
      this.matters = matters;
      this.ready = ready;
    }
  }

  private final TransformSources sources;
  private final TransformText file;
  private final LintReport report;
  private final Deque<Map<String, Name>> scopes = new ArrayDeque<>();

  private ScopeRules(TransformSources sources, TransformText file, LintReport report) {
    this.sources = sources;
    this.file = file;
    this.report = report;
  }

  static void examine(TransformSources sources, LintReport report) {
    for (TransformText file : sources.files()) {
      new ScopeRules(sources, file, report).examine();
    }
  }

  private void examine() {
    scopes.push(new LinkedHashMap<>());
    together(file.lets());
    file.functions().forEach(this::function);
    file.body().ifPresent(this::expression);
    leave();
    if (file == sources.main()) {
      file.functions().forEach(this::uncalled);
    }
    file.imports().forEach(this::unused);
  }

  private void function(FunctionText function) {
    scopes.push(new LinkedHashMap<>());
    function
        .parameters()
        .forEach(one -> declare(one.name(), new Name(one.at(), "parameter", false, true)));
    for (LetText let : function.block().lets()) {
      Name name = declared(let, false);
      expression(let.value());
      name.ready = true;
    }
    expression(function.block().value());
    leave();
  }

  /** All of them are declared before any has a value. */
  private void together(List<LetText> lets) {
    values(lets, all(lets));
  }

  private List<Name> all(List<LetText> lets) {
    return lets.stream().map(let -> declared(let, false)).toList();
  }

  private void values(List<LetText> lets, List<Name> names) {
    for (int i = 0; i < names.size(); i++) {
      expression(lets.get(i).value());
      names.get(i).ready = true;
    }
  }

  private Name declared(LetText let, boolean ready) {
    boolean constant = let.value() instanceof LiteralText; // JSLT inserts it wherever it is used
    boolean matters = sources.mayDecide(file, let.value());
    return declare(let.name(), new Name(let.at(), "variable", matters, ready || constant));
  }

  private Name declare(String name, Name declared) {
    Name hidden = find(name);
    if (hidden != null) {
      report.add(
          LintRule.SHADOWED,
          declared.at,
          "The %s $%s hides the %s of that name of line %d."
              .formatted(declared.kind, name, hidden.kind, hidden.at.line()),
          "Give one of them another name.");
    }
    scopes.getFirst().put(name, declared);
    return declared;
  }

  private @Nullable Name find(String name) {
    for (Map<String, Name> scope : scopes) {
      Name found = scope.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private void leave() {
    scopes
        .pop()
        .forEach((name, declared) -> {
          if (!declared.isUsed && !declared.matters && !name.startsWith("_")) {
            unused(declared.at, declared.kind + " $" + name);
          }
        });
  }

  private void unused(SourcePoint at, String what) {
    report.add(LintRule.UNUSED, at, "The " + what + " is never used.", "Use it, or remove it.");
  }

  private void expression(Syntax expression) {
    switch (expression) {
      case VariableUse use -> use(use);
      case IfText choice -> {
        expression(choice.test());
        branch(choice.then());
        choice.otherwise().ifPresent(this::branch);
      }
      case ObjectText object -> {
        scopes.push(new LinkedHashMap<>());
        together(object.lets());
        object
            .members()
            .forEach(member -> {
              expression(member.key());
              expression(member.value());
            });
        object.matcher().ifPresent(matcher -> expression(matcher.value()));
        leave();
      }
      case LoopText loop -> {
        scopes.push(new LinkedHashMap<>());
        List<Name> names = all(loop.lets());
        expression(loop.over());
        values(loop.lets(), names);
        loop.key().ifPresent(this::expression);
        expression(loop.value());
        loop.filter().ifPresent(this::expression);
        leave();
      }
      default -> expression.parts().forEach(this::expression);
    }
  }

  /** A variable is visible only to what follows it. */
  private void branch(BlockText block) {
    scopes.push(new LinkedHashMap<>());
    for (LetText let : block.lets()) {
      expression(let.value());
      declared(let, true);
    }
    expression(block.value());
    leave();
  }

  private void use(VariableUse use) {
    Name name = find(use.name());
    if (name == null) {
      return; // the compilation reports it
    }
    scopes.stream()
        .map(scope -> scope.get(use.name()))
        .filter(one -> one != null)
        .forEach(one -> one.isUsed |= one == name || !name.ready);
    if (!name.ready) {
      report.add(
          LintRule.BEFORE_VALUE,
          use.at(),
          "$%s is read before line %d gives it a value.".formatted(use.name(), name.at.line()),
          "Declare it before it is read, or give one of the variables of that name another.");
    }
  }

  private void uncalled(FunctionText function) {
    boolean overridden = file.function(function.name()).orElse(function) != function;
    if (overridden) {
      report.add(
          LintRule.UNUSED,
          function.at(),
          "The function " + function.name() + "() is never used, because it is declared again.",
          "Remove one of the two.");
    } else if (!callers(function).contains(function.name()) && !function.name().startsWith("_")) {
      unused(function.at(), "function " + function.name() + "()");
    }
  }

  /** The names that are called outside of a function. */
  private Set<String> callers(FunctionText function) {
    Set<String> names = new HashSet<>();
    for (Syntax root : file.roots()) {
      if (!function.block().parts().contains(root)) {
        Syntax.each(
            root,
            one -> {
              if (one instanceof CallText call) {
                names.add(call.name());
              }
            });
      }
    }
    return names;
  }

  private void unused(ImportText one) {
    boolean[] used = {false};
    file.each(part -> {
      if (part instanceof CallText call) {
        used[0] |= call.name().equals(one.prefix()) || call.name().startsWith(one.prefix() + ":");
      }
    });
    boolean matters =
        sources
            .imported(file, one.prefix())
            .map(other ->
                other.lets().stream().anyMatch(let -> sources.mayDecide(other, let.value())))
            .orElse(false);
    if (!used[0] && !matters) {
      unused(one.at(), "import " + one.prefix());
    }
  }
}
