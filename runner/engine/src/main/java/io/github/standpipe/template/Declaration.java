package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A resource as a template declares it, as far as it can be resolved. */
public final class Declaration {
  private final Resource resource;
  private final Scope scope;

  Declaration(Resource resource, Scope scope) {
    this.resource = resource;
    this.scope = scope;
  }

  public String logicalId() {
    return resource.logicalId();
  }

  public String type() {
    return resource.type();
  }

  /** The place of its logical id. */
  public Place at() {
    return resource.at();
  }

  /** All of its properties; a SAM function's with the template's {@code Globals}. */
  public Property properties() {
    return Property.of(resource.at(), scope, resource.properties().mapping());
  }

  public Property property(String key) {
    return properties().get(key);
  }

  public Property metadata() {
    return Property.of(resource.at(), scope, resource.metadata());
  }

  /** The name of the condition without which it is not there. */
  public Optional<String> condition() {
    return resource
        .condition()
        .flatMap(
            value -> value instanceof Value.Scalar s ? Optional.of(s.text()) : Optional.empty());
  }

  /** The logical ids under {@code DependsOn}, and all those that its properties name. */
  public Set<String> dependsOn() {
    Set<String> names = References.in(resource.properties().mapping());
    resource.dependsOn().stream()
        .flatMap(value -> value.all().stream())
        .flatMap(value -> value instanceof Value.Scalar s ? Stream.of(s.text()) : Stream.of())
        .forEach(names::add);
    return names;
  }

  /** Its local ARN; empty if it is unknown. */
  public Optional<String> arn() {
    return known(() -> new Attributes(resource, scope).arn());
  }

  /** Its local name; empty if it is unknown. */
  public Optional<String> name() {
    return known(() -> new Attributes(resource, scope).name());
  }

  /** Whether its template names it; otherwise CloudFormation generates the name. */
  public boolean hasGivenName() {
    return new Attributes(resource, scope).givenName().isPresent();
  }

  /** Whether it certainly exists: it has no condition, or one that holds. */
  public boolean isCertain() {
    return known(
            () -> {
              scope.resources().decide(resource);
              return true;
            })
        .isPresent();
  }

  /** The local value of {@code Ref}; empty if it is unknown. */
  public Optional<String> ref() {
    return known(() -> new Attributes(resource, scope).ref());
  }

  /** The file beside the template that a property names, or that the CDK wrote for it. */
  public Optional<Path> file(String property) {
    LocalPaths paths = new LocalPaths(resource, scope);
    return known(() -> paths.of(property).or(() -> paths.asset(property)))
        .flatMap(path -> path)
        .filter(Files::exists);
  }

  /** The JSON or YAML of the file beside the template that a property names. */
  public Optional<Property> document(String property) {
    return file(property)
        .filter(Files::isRegularFile)
        .flatMap(file -> known(() -> Property.of(resource.at(), scope, TemplateText.read(file))));
  }

  public boolean isFunction() {
    return resource.isFunction();
  }

  /** The resource as a function; empty for another resource, or if it cannot be resolved. */
  public Optional<LambdaFunction> function() {
    return isFunction() ? known(() -> new LambdaFunctions(scope).of(resource)) : Optional.empty();
  }

  public boolean isStateMachine() {
    return resource.isStateMachine();
  }

  public boolean isQueue() {
    return resource.isQueue();
  }

  public boolean is(String type) {
    return type().equals(type);
  }

  /** Whether SAM creates other resources from it. */
  public boolean isServerless() {
    return type().startsWith("AWS::Serverless::");
  }

  private static <T> Optional<T> known(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (Fault e) {
      return Optional.empty(); // a value that only a deployment determines
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Declaration d && d.resource == resource;
  }

  @Override
  public int hashCode() {
    return logicalId().hashCode();
  }

  @Override
  public String toString() {
    return logicalId();
  }
}
