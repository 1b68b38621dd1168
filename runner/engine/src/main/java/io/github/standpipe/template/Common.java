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

  /**
   * {@return whether SAM's {@code Globals} set a property of each function}
   *
   * @param path the keys below {@code Globals.Function}, such as {@code Environment, Variables, TZ}
   */
  public boolean isGlobal(String... path) {
    return global(path).isPresent();
  }

  /**
   * {@return the value that {@code Globals} set for a property of each function, with the defaults
   * of parameters; empty if they do not set it, or it cannot be determined}
   *
   * @param path the keys below {@code Globals.Function}
   */
  public Optional<String> globalText(String... path) {
    return global(path).flatMap(this::text);
  }

  /**
   * {@return whether the value that {@code Globals} set for a property of each function refers to a
   * resource by {@code Ref}}
   *
   * @param logicalId the logical id of the resource
   * @param path the keys below {@code Globals.Function}
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
   * {@return the value of a property of the first resource of a type that has it, as YAML on one
   * line; empty if none has it}
   *
   * @param type such as {@code AWS::Logs::LogGroup}
   * @param path the keys below the {@code Properties} of the resource
   */
  public Optional<String> of(String type, String... path) {
    return ofType(type)
        .flatMap(resource -> at(at(resource.getValue().value(), "Properties"), path).stream())
        .map(OneLineYaml::of)
        .findFirst();
  }

  /**
   * {@return the default of a parameter, an empty string if it has none; empty if there is no such
   * parameter}
   *
   * @param name the name of the parameter
   */
  public Optional<String> parameter(String name) {
    return at(root, "Parameters", name)
        .map(parameter -> at(parameter, "Default").flatMap(Common::scalar).orElse(""));
  }

  /**
   * {@return whether there is a condition with a name}
   *
   * @param name its key under {@code Conditions}
   */
  public boolean hasCondition(String name) {
    return at(root, "Conditions", name).isPresent();
  }

  /**
   * {@return whether there is a resource with a logical id}
   *
   * @param logicalId its key under {@code Resources}
   */
  public boolean has(String logicalId) {
    return at(root, "Resources", logicalId).isPresent();
  }

  /**
   * {@return the logical ids of the resources of a type, in the order of the file}
   *
   * @param type such as {@code AWS::SQS::Queue}
   */
  public Stream<String> idsOfType(String type) {
    return ofType(type).map(Map.Entry::getKey);
  }

  /**
   * {@return the string values of a property in the resources of a type, by logical id; resources
   * without it are left out}
   *
   * @param type such as {@code AWS::Serverless::Function}
   * @param property such as {@code Handler}
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
