package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A resource as a template declares it, read as far as it can be known. */
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

  /** Where its logical id stands. */
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

  /** The logical ids under {@code DependsOn}, and all that its properties name. */
  public Set<String> dependsOn() {
    Set<String> names = References.in(resource.properties().mapping());
    resource.dependsOn().stream()
        .flatMap(value -> value.all().stream())
        .flatMap(value -> value instanceof Value.Scalar s ? Stream.of(s.text()) : Stream.of())
        .forEach(names::add);
    return names;
  }

  /** The ARN it has here; empty where it cannot be known. */
  public Optional<String> arn() {
    return known(() -> new Attributes(resource, scope).arn());
  }

  /** The name it has here; empty where it cannot be known. */
  public Optional<String> name() {
    return known(() -> new Attributes(resource, scope).name());
  }

  /** Whether its template names it; CloudFormation makes up a name otherwise. */
  public boolean hasGivenName() {
    return new Attributes(resource, scope).givenName().isPresent();
  }

  /** Whether it is surely there: no condition, or one that holds here. */
  public boolean isCertain() {
    return known(
            () -> {
              scope.resources().decide(resource);
              return true;
            })
        .isPresent();
  }

  /** What {@code Ref} gives here; empty where it cannot be known. */
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

  /** The function that it is; empty for another resource, and for what cannot be resolved. */
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

  /** Whether SAM makes other resources of it. */
  public boolean isServerless() {
    return type().startsWith("AWS::Serverless::");
  }

  private static <T> Optional<T> known(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (Fault e) {
      return Optional.empty(); // what only a deployment can tell
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
