package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A resource as a template declares it, as far as it can be resolved. */
public final class Declaration {
  private final Resource resource;
  private final Scope scope;

  Declaration(Resource resource, Scope scope) {
    this.resource = resource;
    this.scope = scope;
  }

  /** {@return its key under {@code Resources}} */
  public String logicalId() {
    return resource.logicalId();
  }

  /** {@return its {@code Type}, such as {@code AWS::SQS::Queue}} */
  public String type() {
    return resource.type();
  }

  /** {@return the place of its logical id} */
  public Place at() {
    return resource.at();
  }

  /**
   * {@return all of its properties; those of a SAM function with the template's {@code Globals}}
   */
  public Property properties() {
    return Property.of(resource.at(), scope, resource.properties().mapping());
  }

  /**
   * {@return one of its properties; absent if it does not have it}
   *
   * @param key the name of the property, such as {@code QueueName}
   */
  public Property property(String key) {
    return properties().get(key);
  }

  /** {@return its {@code Metadata}, which the CDK writes; absent if it has none} */
  public Property metadata() {
    return Property.of(resource.at(), scope, resource.metadata());
  }

  /** {@return the name of the condition without which it does not exist; empty if it has none} */
  public Optional<String> condition() {
    return resource
        .condition()
        .flatMap(
            value -> value instanceof Value.Scalar s ? Optional.of(s.text()) : Optional.empty());
  }

  /** {@return the logical ids under {@code DependsOn}, and all those that its properties name} */
  public Set<String> dependsOn() {
    Set<String> names = References.in(resource.properties().mapping());
    resource.dependsOn().stream()
        .flatMap(value -> value.all().stream())
        .flatMap(value -> value instanceof Value.Scalar s ? Stream.of(s.text()) : Stream.of())
        .forEach(names::add);
    return names;
  }

  /** {@return its local ARN; empty if it is unknown} */
  public Optional<String> arn() {
    return known(() -> new Attributes(resource, scope).arn());
  }

  /** {@return its local name; empty if it is unknown} */
  public Optional<String> name() {
    return known(() -> new Attributes(resource, scope).name());
  }

  /** {@return whether its template names it; otherwise CloudFormation generates the name} */
  public boolean hasGivenName() {
    return new Attributes(resource, scope).givenName().isPresent();
  }

  /** {@return whether it certainly exists: it has no condition, or one that holds} */
  public boolean isCertain() {
    return known(
            () -> {
              scope.resources().decide(resource);
              return true;
            })
        .isPresent();
  }

  /** {@return the local value of {@code Ref}; empty if it is unknown} */
  public Optional<String> ref() {
    return known(() -> new Attributes(resource, scope).ref());
  }

  /**
   * {@return the file or folder beside the template that a property names, or that the CDK wrote
   * for it; empty if there is none}
   *
   * @param property such as {@code CodeUri} or {@code DefinitionUri}
   */
  public Optional<Path> file(String property) {
    LocalPaths paths = new LocalPaths(resource, scope);
    return known(() -> paths.of(property).or(() -> paths.asset(property)))
        .flatMap(path -> path)
        .filter(Files::exists);
  }

  /**
   * The JSON or YAML of the file beside the template that a property names; empty if there is none.
   *
   * @param change what is substituted in its text before it is read
   */
  Optional<Property> document(String property, UnaryOperator<String> change) {
    return file(property)
        .filter(Files::isRegularFile)
        .flatMap(
            file -> known(() -> Property.of(resource.at(), scope, scope.definition(file, change))));
  }

  /** Why the file beside the template that a property names cannot be read; empty if it can. */
  Optional<Fault> unreadable(String property, UnaryOperator<String> change) {
    try {
      file(property).filter(Files::isRegularFile).ifPresent(file -> scope.definition(file, change));
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(e);
    }
  }

  /** {@return whether it is a Lambda function, of SAM or of CloudFormation} */
  public boolean isFunction() {
    return resource.isFunction();
  }

  /**
   * {@return the resource as a function; empty for another resource, or if it cannot be resolved}
   */
  public Optional<LambdaFunction> function() {
    return isFunction() ? known(() -> new LambdaFunctions(scope).of(resource)) : Optional.empty();
  }

  /** {@return whether it is a state machine, of SAM or of CloudFormation} */
  public boolean isStateMachine() {
    return resource.isStateMachine();
  }

  /** {@return whether it is an SQS queue} */
  public boolean isQueue() {
    return resource.isQueue();
  }

  /**
   * {@return whether it is of a type}
   *
   * @param type such as {@code AWS::Events::Rule}
   */
  public boolean is(String type) {
    return type().equals(type);
  }

  /** {@return whether it is of a type of SAM, from which SAM creates other resources} */
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

  /** {@return whether it is the same declaration of the same template} */
  @Override
  public boolean equals(Object other) {
    return other instanceof Declaration d && d.resource == resource;
  }

  @Override
  public int hashCode() {
    return logicalId().hashCode();
  }

  /** {@return the logical id} */
  @Override
  public String toString() {
    return logicalId();
  }
}
