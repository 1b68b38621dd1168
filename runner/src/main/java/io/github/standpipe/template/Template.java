package io.github.standpipe.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CloudFormation or SAM template, in YAML or JSON. */
public final class Template {
  private final Path file;
  private final Scope scope;
  private final Map<String, String> given;

  private Template(Path file, Scope scope, Map<String, String> given) {
    this.file = file;
    this.scope = scope;
    this.given = given;
  }

  /**
   * Reads a template.
   *
   * @param given values by parameter name, by export name for {@code Fn::ImportValue}, by path for
   *     SSM parameters, and by name for pseudo parameters such as {@code AWS::Region}
   * @throws Fault for a file that is no template, and for a given name that the template does not
   *     use; a property is resolved only when it is used
   */
  public static Template read(Path file, Map<String, String> given) {
    Value.Mapping root = TemplateText.read(file);
    if (root.get("Resources").isEmpty()) {
      throw OtherFormats.fault(file, root);
    }
    Map<String, String> values = Map.copyOf(given);
    Scope scope = new Scope(root, file, values);
    new GivenNames(scope).check(given.keySet());
    return new Template(file, scope, values);
  }

  /** The file that was read. */
  public Path file() {
    return file;
  }

  /** The same template, read by its absolute path, by which its messages then name files. */
  public Template absolute() {
    return file.isAbsolute() ? this : read(file.toAbsolutePath().normalize(), given);
  }

  /**
   * Its pipes, in the order of the file; one whose condition is false is not there, and one whose
   * condition cannot be decided cannot be built.
   */
  public List<PipeDefinition> pipes() {
    return scope
        .resources()
        .likely(Template::isPipe)
        .<PipeDefinition>map(resource -> new PipeResource(resource, scope, Optional.empty()))
        .toList();
  }

  /**
   * The pipes that a false condition leaves out, in the order of the file, each as it would be if
   * its condition held.
   */
  public List<PipeDefinition> off() {
    return scope
        .resources()
        .absent(Template::isPipe)
        .<PipeDefinition>map(resource -> PipeResource.off(resource, scope))
        .toList();
  }

  private static boolean isPipe(Resource resource) {
    return resource.type().equals("AWS::Pipes::Pipe");
  }

  /**
   * The pipe of a name or logical id, also one that is {@link #off}.
   *
   * @throws Fault when there is none; it names those that there are
   */
  public PipeDefinition pipe(String name) {
    return named(name, pipes())
        .or(() -> named(name, off()))
        .orElseThrow(() -> new Fault(file.toString(), "has no pipe " + name + there()));
  }

  /**
   * The whole template, as it is written: intrinsics by their long names.
   *
   * <p>{@code {"Resources": {...}, ...}}
   */
  public ObjectNode json() {
    return (ObjectNode) JsonNodes.written(scope.root());
  }

  private static Optional<PipeDefinition> named(String name, List<PipeDefinition> pipes) {
    return first(pipes, pipe -> pipe.logicalId().equals(name))
        .or(() -> first(pipes, pipe -> pipe.name().equals(name)));
  }

  private static Optional<PipeDefinition> first(
      List<PipeDefinition> pipes, Predicate<PipeDefinition> test) {
    return pipes.stream().filter(test).findFirst();
  }

  private String there() {
    List<PipeDefinition> pipes = Stream.concat(pipes().stream(), off().stream()).toList();
    return pipes.isEmpty()
        ? ", and no other"
        : pipes.stream()
            .map(PipeDefinition::logicalId)
            .collect(Collectors.joining(", ", "; its pipes are ", ""));
  }
}
