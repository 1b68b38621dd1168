package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds which parts of a value depend on a deployment: an account, a region, generated names. */
final class Provenance {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final Scope scope;
  private final Set<String> names = new LinkedHashSet<>();
  private boolean generated;

  private Provenance(Scope scope) {
    this.scope = scope;
  }

  /** What is unknown about a value; empty if it is the same in each deployment. */
  static Optional<PipeProperties.Open> of(Value value, Scope scope) {
    Provenance provenance = new Provenance(scope);
    provenance.walk(value);
    if (provenance.names.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = List.copyOf(provenance.names);
    return Optional.of(
        new PipeProperties.Open(
            names,
            resource(value).filter(id -> scope.resources().has(id)),
            provenance.generated,
            value.at().where()
                + ": it depends on "
                + String.join(" and ", names)
                + " of a deployment"));
  }

  /** The resource that the whole value names. */
  private static Optional<String> resource(Value value) {
    return switch (value) {
      case Value.Call(String f, Value.Scalar(String name, boolean l, Place p), Place at)
          when f.equals("Ref") || f.equals("Fn::GetAtt") ->
          Optional.of(name.replaceFirst("\\..*", ""));
      case Value.Call(String f, Value.Sequence(List<Value> items, Place p), Place at)
          when f.equals("Fn::GetAtt")
              && !items.isEmpty()
              && items.getFirst() instanceof Value.Scalar(String name, boolean l, Place s) ->
          Optional.of(name);
      case Value.Call(String f, Value.Scalar(String text, boolean l, Place p), Place at)
          when f.equals("Fn::Sub") && text.matches("\\$\\{[A-Za-z0-9./]+}") ->
          Optional.of(text.substring(2, text.length() - 1).replaceFirst("\\..*", ""));
      default -> Optional.empty();
    };
  }

  private void walk(Value value) {
    switch (value) {
      case Value.Call call -> call(call);
      case Value.Sequence(List<Value> items, Place at) -> items.forEach(this::walk);
      case Value.Mapping mapping -> mapping.entries().values().forEach(e -> walk(e.value()));
      case Value.Scalar scalar -> {}
      case Value.Nothing nothing -> {}
    }
  }

  private void call(Value.Call call) {
    Value argument = call.argument();
    switch (call.function()) {
      case "Ref" -> text(argument).ifPresent(this::reference);
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substitution(argument);
      case "Fn::If" -> chosen(call);
      default -> walk(argument);
    }
  }

  private void chosen(Value.Call call) {
    Arguments arguments = new Arguments(call, scope);
    List<Value> three = arguments.exactly(3, "[condition, value if true, value if false]");
    boolean holds = scope.conditions().holds(arguments.text(three.getFirst()), call.at());
    walk(three.get(holds ? 1 : 2));
  }

  private void substitution(Value argument) {
    if (argument instanceof Value.Sequence(List<Value> two, Place at) && two.size() == 2) {
      walk(two.get(1));
      Set<String> own =
          two.get(1) instanceof Value.Mapping variables ? variables.entries().keySet() : Set.of();
      text(two.getFirst()).ifPresent(text -> variables(text, own));
    }
    text(argument).ifPresent(text -> variables(text, Set.of()));
  }

  private void variables(String text, Set<String> own) {
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String name = variable.group(1);
      int dot = name.indexOf('.');
      if (own.contains(name)) {
        continue;
      }
      if (dot < 0 || scope.resources().generates(name)) {
        reference(name);
      } else {
        resource(name.substring(0, dot), name.substring(dot + 1));
      }
    }
  }

  private void attribute(Value argument) {
    if (argument instanceof Value.Sequence(List<Value> two, Place at) && two.size() == 2) {
      text(two.getFirst()).ifPresent(id -> resource(id, text(two.get(1)).orElse("Arn")));
    }
    text(argument)
        .filter(path -> path.contains("."))
        .ifPresent(path ->
            resource(path.substring(0, path.indexOf('.')), path.substring(path.indexOf('.') + 1)));
  }

  private void reference(String name) {
    if (scope.parameters().pseudo().has(name)) {
      place(name);
    } else if (!scope.parameters().has(name) && !name.equals(Pseudo.NO_VALUE)) {
      resource(name, "Ref");
    }
  }

  private void place(String pseudo) {
    if (scope.outsideValue(pseudo).isEmpty()) {
      names.add(pseudo);
    }
  }

  private void resource(String id, String attribute) {
    Optional<Resource> found = scope.resources().find(id);
    if (scope.outsideValue(id + "." + attribute).isPresent() || found.isEmpty()) {
      return; // given, or reported when the value is resolved
    }
    Attributes attributes = new Attributes(found.get(), scope);
    String asked = attribute.equals("Ref") && attributes.refIsArn() ? "Arn" : attribute;
    if (scope.outsideValue(id + "." + asked).isPresent()) {
      return;
    }
    Optional<Value> name = attributes.givenName();
    if (name.isEmpty()) {
      generated = true;
      names.add(id + "." + asked);
      return;
    }
    walk(name.get());
    if (!asked.equals("Ref") && !asked.equals("Name")) {
      place("AWS::Region");
      place("AWS::AccountId");
    }
  }

  private static Optional<String> text(Value value) {
    return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** The reason why a value cannot be resolved. */
  static PipeProperties.Open unresolved(Fault fault) {
    return new PipeProperties.Open(
        parameterNames(fault.getMessage()), Optional.empty(), false, fault.getMessage());
  }

  private static List<String> parameterNames(String message) {
    Matcher asked = Pattern.compile("pass --parameter (\\S+?)=value").matcher(message);
    return asked.find() ? List.of(asked.group(1)) : List.of();
  }
}
