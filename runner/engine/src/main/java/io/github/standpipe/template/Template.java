package io.github.standpipe.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CloudFormation or SAM template, in YAML or JSON. */
public final class Template {
  private final Path file;
  private final Scope scope;
  private final Map<String, String> given;
  private final @Nullable UsableParts parts;
  private final Map<String, Optional<Declaration>> byArn = new ConcurrentHashMap<>();
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();
  private @Nullable List<Declaration> declarations;
  private @Nullable Map<String, Declaration> byId;
  private @Nullable Map<String, List<Declaration>> byType;

  private Template(Path file, Scope scope, Map<String, String> given, @Nullable UsableParts parts) {
    this.file = file;
    this.scope = scope;
    this.given = given;
    this.parts = parts;
  }

  /** Transforms that only expand the resources of a template, and add no others. */
  private static final Set<String> OWN =
      Set.of(
          "AWS::Serverless-2016-10-31",
          "AWS::LanguageExtensions",
          "AWS::SecretsManager-2020-07-23",
          "AWS::SecretsManager-2024-09-16",
          "AWS::CodeDeployBlueGreen");

  /**
   * Reads a template.
   *
   * @param given values by parameter name, by export name for {@code Fn::ImportValue}, by path for
   *     SSM parameters, and by name for pseudo parameters such as {@code AWS::Region}
   * @throws Fault for a file that is not a template, and for a given name that the template does
   *     not use; a property is resolved only when it is used
   */
  public static Template read(Path file, Map<String, String> given) {
    Value.Mapping root = withResources(file, new YamlNotes(false));
    return new Template(file, scope(root, file, given), Map.copyOf(given), null);
  }

  /**
   * Reads the usable parts of a template: a part that cannot be used is one of {@link
   * #unusableParts}, and does not stop the examination of the rest.
   *
   * @throws Fault as {@link #read}, for a fault that leaves nothing to examine
   */
  public static Template readUsable(Path file, Map<String, String> given) {
    YamlNotes notes = new YamlNotes(true);
    return usable(withResources(file, notes), file, given, notes);
  }

  /** The usable parts of a template that was read, under the name of a file. */
  static Template usable(
      Value.Mapping root, Path file, Map<String, String> given, YamlNotes notes) {
    UsableParts parts = new UsableParts(root, file, notes);
    return new Template(file, scope(parts.usable(), file, given), Map.copyOf(given), parts);
  }

  private static Value.Mapping withResources(Path file, YamlNotes notes) {
    Value.Mapping root = TemplateText.read(file, notes);
    if (root.get("Resources").isEmpty()) {
      throw OtherFormats.fault(file, root);
    }
    return root;
  }

  private static Scope scope(Value.Mapping root, Path file, Map<String, String> given) {
    Scope scope = new Scope(root, file, Map.copyOf(given));
    new GivenNames(scope).check(given.keySet());
    return scope;
  }

  /** The file that was read. */
  public Path file() {
    return file;
  }

  /** The same template, read by its absolute path, which its messages then show. */
  public Template absolute() {
    return file.isAbsolute() ? this : read(file.toAbsolutePath().normalize(), given);
  }

  /**
   * The same template with one more value given, so that a pipe that is {@link #off} exists.
   *
   * @param value as {@link PipeDefinition#off} returns it, {@code Name=value}; anything else
   *     changes nothing
   */
  public Optional<Template> withParameter(String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      return Optional.empty();
    }
    Map<String, String> more = new HashMap<>(given);
    more.put(value.substring(0, equals), value.substring(equals + 1));
    return Optional.of(of(scope.written(), file, Map.copyOf(more)));
  }

  /**
   * The same template in which a resource whose name is unknown goes by its logical id, so that
   * what refers to it can be followed; itself if all of its names are known.
   */
  public Template withNames() {
    return declarations().stream().allMatch(one -> one.name().isPresent())
        ? this
        : new Template(file, scope.withNames(), given, parts);
  }

  /** A template that was read, under the name of a file. */
  static Template of(Value.Mapping root, Path file, Map<String, String> given) {
    return new Template(file, new Scope(root, file, given), given, null);
  }

  /**
   * Its pipes, in the order of the file; one whose condition is false is not included, and one
   * whose condition cannot be decided cannot be built.
   */
  public List<PipeDefinition> pipes() {
    return scope
        .resources()
        .likely(Template::isPipe)
        .<PipeDefinition>map(resource -> new PipeResource(resource, scope, Optional.empty()))
        .toList();
  }

  /**
   * The pipes that a false condition excludes, in the order of the file, each as if its condition
   * held.
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
   * The pipe with a name or logical id, even if it is {@link #off}.
   *
   * @throws Fault if there is none; it lists the existing ones
   */
  public PipeDefinition pipe(String name) {
    return find(name, pipes())
        .or(() -> find(name, off()))
        .orElseThrow(() -> new Fault(file.toString(), "has no pipe " + name + there() + loops()));
  }

  private String loops() {
    return refusedLoops().stream()
        .map(loop -> "; " + loop.getMessage())
        .collect(Collectors.joining());
  }

  /** The loops of the template that cannot be expanded, each with its place and reason. */
  public List<Fault> refusedLoops() {
    return scope.refusedLoops();
  }

  /** The loops and includes in its sections that are not examined, each with its place. */
  public List<Fault> unread() {
    List<Fault> others = parts == null ? List.of() : parts.unread();
    return Stream.concat(refusedLoops().stream(), others.stream()).toList();
  }

  /**
   * The parts that were left out because they cannot be used; empty for a template that {@link
   * #read} reads.
   */
  public List<UnusablePart> unusableParts() {
    return parts == null ? List.of() : parts.unusable();
  }

  /** Everything that it declares and that exists, or whose condition cannot be decided. */
  public List<Declaration> declarations() {
    List<Declaration> known = declarations;
    if (known == null) {
      known = declared().filter(scope.resources()::likely).map(this::declaration).toList();
      declarations = known;
    }
    return known;
  }

  /** Those of {@link #declarations} that are of a type. */
  public List<Declaration> declarations(String type) {
    Map<String, List<Declaration>> known = byType;
    if (known == null) {
      known = declarations().stream().collect(Collectors.groupingBy(Declaration::type));
      byType = known;
    }
    return known.getOrDefault(type, List.of());
  }

  /** The values that do not mean what they look like, in the order of the file. */
  public List<YamlNote> notes() {
    return parts == null ? List.of() : parts.notes();
  }

  /** The logical id, or the section, that a place of its text belongs to. */
  public String holder(Place at) {
    return parts == null ? "" : parts.holder(at);
  }

  /** Whether an include or a macro at its top level may add resources that are invisible here. */
  public boolean mayBringResources() {
    Value.Mapping root = scope.root();
    Stream<Value> transforms =
        root.get("Transform").stream()
            .flatMap(t -> t instanceof Value.Sequence all ? all.items().stream() : Stream.of(t));
    return !unread().isEmpty()
        || parts != null && parts.hidesNames()
        || root.get("Fn::Transform").isPresent()
        || transforms.anyMatch(t -> !(t instanceof Value.Scalar one && OWN.contains(one.text())));
  }

  /**
   * The names that it uses and certainly does not declare, in the order of the file; empty if an
   * include or a macro at its top level may add them.
   */
  public List<UnresolvedName> unresolvedNames() {
    return mayBringResources()
        ? List.of()
        : UnresolvedNames.in(scope, parts == null ? Set.of() : parts.names());
  }

  /** Whether the conditions of two resources can never hold together. */
  public boolean exclude(Declaration one, Declaration other) {
    return scope.conditions().exclude(one.condition(), other.condition());
  }

  /** The resources that it declares but a condition excludes, with the given values. */
  public List<Declaration> leftOut() {
    return declared()
        .filter(resource -> !scope.resources().likely(resource))
        .map(this::declaration)
        .toList();
  }

  private Stream<Resource> declared() {
    return scope.resources().declared();
  }

  private Declaration declaration(Resource resource) {
    return new Declaration(resource, scope);
  }

  /** The resource that an ARN belongs to, with or without a qualifier. */
  public Optional<Declaration> ofArn(String arn) {
    return byArn.computeIfAbsent(
        arn,
        a ->
            scope
                .resources()
                .ofArn(a)
                .filter(scope.resources()::isDeclared)
                .map(this::declaration));
  }

  /**
   * The resource that a property names by its ARN, with or without a qualifier; if the ARN is
   * unknown, the one that the property refers to directly.
   */
  public Optional<Declaration> find(Property arn) {
    return arn.isUnknown() ? arn.direct().flatMap(this::declared) : arn.text().flatMap(this::ofArn);
  }

  /** The ARN of a resource of this region and account. */
  public String arn(String service, String resource) {
    return scope.parameters().pseudo().arn(service, resource);
  }

  /** The ARN of a resource without region and account, such as a bucket. */
  public String globalArn(String service, String resource) {
    return scope.parameters().pseudo().arn(service, "", "", resource);
  }

  /** A resource that SAM creates for another, such as the role of a function, by its name. */
  public Optional<Declaration> generated(String logicalId) {
    return scope
        .resources()
        .find(logicalId)
        .filter(resource -> !scope.resources().isDeclared(resource))
        .map(this::declaration);
  }

  /** A value that is computed once and then cached, such as an index, by its type. */
  public <T> T derived(Class<T> type, Function<Template, T> of) {
    Object known = derived.get(type);
    if (known == null) {
      known = of.apply(this); // which may request others
      derived.put(type, known);
    }
    return type.cast(known);
  }

  /** Whether a name is the logical id of a resource. */
  public boolean hasResource(String name) {
    return scope.resources().has(name);
  }

  /** One of {@link #declarations}, by its logical id. */
  public Optional<Declaration> declared(String logicalId) {
    Map<String, Declaration> known = byId;
    if (known == null) {
      known = new HashMap<>();
      for (Declaration one : declarations()) {
        known.put(one.logicalId(), one);
      }
      byId = known;
    }
    return Optional.ofNullable(known.get(logicalId));
  }

  /** Whether a name is that of a parameter with a hidden value. */
  public boolean isSecret(String name) {
    return scope.parameters().isSecret(name);
  }

  /**
   * The whole template, unresolved: intrinsics by their long names.
   *
   * <p>{@code {"Resources": {...}, ...}}
   */
  public ObjectNode json() {
    return (ObjectNode) JsonNodes.written(scope.written());
  }

  private static Optional<PipeDefinition> find(String name, List<PipeDefinition> pipes) {
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
