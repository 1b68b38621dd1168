package io.github.standpipe.template;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The common settings of a template's resources, so that a new one gets them too. */
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
   * The value that {@code Globals} set for a property of each function, with the defaults of
   * parameters; empty if they do not set it, or it cannot be determined.
   */
  public Optional<String> globalText(String... path) {
    return global(path).flatMap(this::text);
  }

  /**
   * Whether the value that {@code Globals} set for a property of each function refers to a
   * resource.
   */
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
   * The value of a property of the first resource of a type that has it, as YAML on one line.
   *
   * @param type such as {@code AWS::Logs::LogGroup}
   */
  public Optional<String> of(String type, String... path) {
    return ofType(type)
        .flatMap(resource -> at(at(resource.getValue().value(), "Properties"), path).stream())
        .map(OneLineYaml::of)
        .findFirst();
  }

  /** The default of a parameter; an empty string if it has none. */
  public Optional<String> parameter(String name) {
    return at(root, "Parameters", name)
        .map(parameter -> at(parameter, "Default").flatMap(Common::scalar).orElse(""));
  }

  public boolean hasCondition(String name) {
    return at(root, "Conditions", name).isPresent();
  }

  /** Whether there is a resource with a logical id. */
  public boolean has(String logicalId) {
    return at(root, "Resources", logicalId).isPresent();
  }

  /** The logical ids of the resources of a type. */
  public Stream<String> idsOfType(String type) {
    return ofType(type).map(Map.Entry::getKey);
  }

  /**
   * The string values of a property in the resources of a type, by logical id.
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
