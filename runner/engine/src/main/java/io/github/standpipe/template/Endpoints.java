package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The source, the enrichment and the target that a pipe names. */
record Endpoints(Resource pipe, Scope scope) {

  Optional<Endpoint> endpoint(String property) {
    return Endpoint.of(pipe.properties(), property, scope);
  }

  Endpoint required(String property) {
    return endpoint(property)
        .orElseThrow(() -> pipe.at().fault(pipe.logicalId() + " has no " + property));
  }

  /** The resource that a property names; an unresolved value is shown as it is written. */
  Optional<Part> describe(String property) {
    try {
      return endpoint(property).map(Endpoint::part);
    } catch (Fault e) {
      // the pipe can still be listed; building it reports the fault
      return Optional.of(
          new Part(Part.NOT_RESOLVED, written(pipe.properties().mapping().get(property))));
    }
  }

  private static String written(Optional<Value> value) {
    return value.map(Endpoints::written).orElse("nothing");
  }

  private static String written(Value value) {
    return switch (value) {
      case Value.Call(String function, Value argument, Place at) ->
          function + " " + argument(argument);
      case Value other -> other.kind();
    };
  }

  private static String argument(Value argument) {
    return switch (argument) {
      case Value.Scalar scalar -> scalar.text();
      case Value.Sequence(List<Value> items, Place at) when items.stream().allMatch(scalar()) ->
          items.stream().map(Endpoints::argument).collect(Collectors.joining("."));
      case Value other -> other.kind();
    };
  }

  private static Predicate<Value> scalar() {
    return Value.Scalar.class::isInstance;
  }
}
