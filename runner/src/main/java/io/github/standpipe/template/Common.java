package io.github.standpipe.template;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the resources of a template have in common, so that one more has it too. */
public final class Common {
  private final Value root;

  Common(Value root) {
    this.root = root;
  }

  /** Whether SAM's {@code Globals} set a property of each function. */
  public boolean isGlobal(String... path) {
    return global(path).isPresent();
  }

  /**
   * What {@code Globals} set a property of each function to, by the standard values of parameters;
   * nothing where they do not, or where it cannot be told.
   */
  public Optional<String> globalText(String... path) {
    return global(path).flatMap(this::text);
  }

  /** Whether what {@code Globals} set a property of each function to refers to a resource. */
  public boolean globalRefersTo(String logicalId, String... path) {
    return global(path).stream()
        .flatMap(value -> value.all().stream())
        .anyMatch(value -> refersTo(logicalId, value));
  }

  private static boolean refersTo(String logicalId, Value value) {
    return value instanceof Value.Call(String function, Value.Scalar name, Place at)
        && function.equals("Ref")
        && name.text().equals(logicalId);
  }

  private Optional<Value> global(String... path) {
    return at(at(root, "Globals", "Function"), path);
  }

  private Optional<String> text(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> Optional.of(scalar.text());
      case Value.Call(String function, Value.Scalar name, Place at) when function.equals("Ref") ->
          at(root, "Parameters", name.text(), "Default").flatMap(Common::scalar);
      default -> Optional.empty();
    };
  }

  /**
   * What the first resource of a type that has a property has there, as YAML on one line.
   *
   * @param type such as {@code AWS::Logs::LogGroup}
   */
  public Optional<String> of(String type, String... path) {
    return ofType(type)
        .flatMap(resource -> at(at(resource.getValue().value(), "Properties"), path).stream())
        .map(OneLineYaml::of)
        .findFirst();
  }

  /** The standard value of a parameter; empty text where it has none. */
  public Optional<String> parameter(String name) {
    return at(root, "Parameters", name)
        .map(parameter -> at(parameter, "Default").flatMap(Common::scalar).orElse(""));
  }

  public boolean hasCondition(String name) {
    return at(root, "Conditions", name).isPresent();
  }

  /** Whether there is a resource of a logical id. */
  public boolean has(String logicalId) {
    return at(root, "Resources", logicalId).isPresent();
  }

  /** The logical ids of the resources of a type. */
  public Stream<String> idsOfType(String type) {
    return ofType(type).map(Map.Entry::getKey);
  }

  /**
   * The texts that resources of a type have as a property, by logical id.
   *
   * @param type such as {@code AWS::Serverless::Function}
   */
  public Stream<Map.Entry<String, String>> texts(String type, String property) {
    return ofType(type)
        .flatMap(resource ->
            at(resource.getValue().value(), "Properties", property)
                .flatMap(Common::scalar)
                .map(text -> Map.entry(resource.getKey(), text))
                .stream());
  }

  private Stream<Map.Entry<String, Value.Entry>> ofType(String type) {
    return at(root, "Resources").stream()
        .filter(Value.Mapping.class::isInstance)
        .flatMap(resources -> ((Value.Mapping) resources).entries().entrySet().stream())
        .filter(resource ->
            at(resource.getValue().value(), "Type")
                .flatMap(Common::scalar)
                .equals(Optional.of(type)));
  }

  private static Optional<String> scalar(Value value) {
    return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  private static Optional<Value> at(Optional<Value> value, String... path) {
    return value.flatMap(found -> at(found, path));
  }

  private static Optional<Value> at(Value value, String... path) {
    Optional<Value> found = Optional.of(value);
    for (String key : path) {
      found =
          found.flatMap(v -> v instanceof Value.Mapping m ? m.get(key) : Optional.<Value>empty());
    }
    return found;
  }
}
