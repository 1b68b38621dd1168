package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The names for which a value can be given. */
record GivenNames(Scope scope) {

  /** Rejects a name that nothing uses: a misspelled parameter would silently keep its default. */
  void check(Set<String> given) {
    if (given.isEmpty()) {
      return; // uses are looked up in the whole template
    }
    Set<String> used = used();
    given.stream()
        .filter(name -> !used.contains(name))
        .filter(name -> name.matches("[A-Za-z0-9]+|AWS::.*"))
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw new Fault(scope.file().toString(), "has no parameter " + name + there());
        });
  }

  private String there() {
    Set<String> names = scope.parameters().names();
    return names.isEmpty() ? ", and no other" : "; its parameters are " + String.join(", ", names);
  }

  private Set<String> used() {
    Set<String> used = new HashSet<>(scope.parameters().names());
    used.addAll(Pseudo.names());
    scope.parameters().ssmNames().forEach(used::add);
    scope.root().all().stream().flatMap(this::outside).forEach(used::add);
    return used;
  }

  private Stream<String> outside(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> DynamicReferences.names(scalar);
      case Value.Call(String function, Value argument, Place at)
          when function.equals("Fn::ImportValue") ->
          exported(argument);
      case Value other -> Stream.of();
    };
  }

  private Stream<String> exported(Value name) {
    try {
      return scope.text(name, "Fn::ImportValue").stream();
    } catch (Fault e) {
      return Stream.of(); // reported when the import is used
    }
  }
}
