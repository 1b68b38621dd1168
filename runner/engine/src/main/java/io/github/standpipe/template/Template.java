package io.github.standpipe.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.terraform.TerraformTemplate;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
   * @param file the template, in YAML or JSON
   * @param given values by parameter name, by export name for {@code Fn::ImportValue}, by path for
   *     SSM parameters, and by name for pseudo parameters such as {@code AWS::Region}; an empty map
   *     leaves the defaults
   * @return the template; a property is resolved only when it is used
   * @throws Fault for a file that is not a template, and for a given name that the template does
   *     not use
   */
  public static Template read(Path file, Map<String, String> given) {
    Value.Mapping root = withResources(file, new YamlNotes(false));
    return new Template(file, scope(root, file, given), Map.copyOf(given), null);
  }

  /**
   * Reads the usable parts of a template: a part that cannot be used is one of {@link
   * #unusableParts}, and does not stop the examination of the rest.
   *
   * @param file the template, in YAML or JSON
   * @param given values as for {@link #read}
   * @return the usable rest of the template
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

  /**
   * {@return a template of resources that were read from elsewhere, such as an account}
   *
   * @param name stands for the file
   * @param resources by logical id, which may be any text: {@code {"Type": ..., "Properties":
   *     ...}}; values are literal, and a null is a value that exists but is unknown
   * @param places what a finding about a resource shows, by logical id; an address has line 0
   * @param given values by {@code ID.Arn} and {@code ID.Ref}, and by the names of pseudo parameters
   */
  public static Template of(
      Path name, ObjectNode resources, Map<String, Place> places, Map<String, String> given) {
    Value.Mapping root = new LiteralValues(places).root(name.toString(), resources);
    return of(root, name, Map.copyOf(given));
  }

  private static Value.Mapping withResources(Path file, YamlNotes notes) {
    return TemplateText.template(file, Map.of(), notes);
  }

  private static Scope scope(Value.Mapping root, Path file, Map<String, String> given) {
    Scope scope = new Scope(root, file, Map.copyOf(given));
    new GivenNames(scope).check(given.keySet());
    return scope;
  }

  /** {@return the file that was read, as it was given} */
  public Path file() {
    return file;
  }

  /**
   * {@return the same template, read by its absolute path, which its messages then show}
   *
   * @throws Fault as {@link #read}, if the file has changed
   */
  public Template absolute() {
    return file.isAbsolute()
        ? this
        : read(file.toAbsolutePath().normalize(), given).withTexts(scope.texts());
  }

  /**
   * {@return the files that its text is made of, by absolute and normalized path: its own, those
   * that it includes, and the templates of nested stacks}
   */
  public Set<Path> files() {
    Set<Path> files = new TreeSet<>(Set.of(file.toAbsolutePath().normalize()));
    scope.root().all().stream()
        .map(value -> value.at().file())
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(name -> files.add(Path.of(name).toAbsolutePath().normalize()));
    return files;
  }

  /**
   * {@return the same template, read as if some files had another text: its own, and those of state
   * machines beside it}
   *
   * @param texts the texts, by absolute and normalized path
   * @throws Fault for a text that is not a template
   */
  public Template withTexts(Map<Path, String> texts) {
    Map<Path, String> others = Map.copyOf(texts);
    Scope other =
        Collections.disjoint(others.keySet(), files())
            ? scope.withTexts(others)
            : new Scope(
                TemplateText.template(file, others, new YamlNotes(false)), file, given, others);
    return new Template(file, other, given, null);
  }

  /**
   * {@return the same template with one more value given, so that a pipe that is {@link #off}
   * exists; empty for a text that is not a value}
   *
   * @param value as {@link PipeDefinition#off} returns it, {@code Name=value}
   */
  public Optional<Template> withParameter(String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      return Optional.empty();
    }
    Map<String, String> more = new HashMap<>(given);
    more.put(value.substring(0, equals), value.substring(equals + 1));
    Scope other = new Scope(scope.written(), file, Map.copyOf(more), scope.texts());
    return Optional.of(new Template(file, other, Map.copyOf(more), null));
  }

  /**
   * {@return the same template in which a resource whose name is unknown goes by its logical id, so
   * that what refers to it can be followed; the template itself if all of its names are known}
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
   * {@return its pipes, in the order of the file; one whose condition is false is not included, and
   * one whose condition cannot be decided cannot be built}
   */
  public List<PipeDefinition> pipes() {
    return scope
        .resources()
        .likely(Template::isPipe)
        .<PipeDefinition>map(resource -> new PipeResource(resource, scope, Optional.empty()))
        .toList();
  }

  /**
   * {@return the pipes that a false condition excludes, in the order of the file, each as if its
   * condition held}
   */
  public List<PipeDefinition> off() {
    return scope
        .resources()
        .absent(Template::isPipe)
        .<PipeDefinition>map(resource -> PipeResource.off(resource, scope))
        .toList();
  }

  /** {@return whether it is a plan or a state of Terraform rather than a template} */
  public boolean isTerraform() {
    return scope.isTerraform();
  }

  private static boolean isPipe(Resource resource) {
    return resource.type().equals("AWS::Pipes::Pipe");
  }

  /**
   * {@return the pipe with a logical id or name, even if it is {@link #off}}
   *
   * @param name a logical id, or else the {@code Name} of a pipe
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
  List<Fault> refusedLoops() {
    return scope.expansion().refusedLoops();
  }

  /**
   * {@return the loops, includes, macros and nested stacks that are not examined, each with its
   * place; a loop is not among them if it is one of {@link #unusableParts}}
   */
  public List<Fault> unread() {
    return Stream.of(
            hidden().filter(one -> parts == null || !(one instanceof BrokenLoop)),
            scope.expansion().stacks().unread().stream(),
            UnreadParts.in(scope.root()).stream())
        .flatMap(all -> all)
        .toList();
  }

  private Stream<TemplateNote.UnusablePart> brokenLoops(UsableParts all) {
    return refusedLoops().stream()
        .flatMap(
            loop -> loop instanceof BrokenLoop broken ? Stream.of(broken.part(all)) : Stream.of())
        .distinct();
  }

  /** What may declare other resources of this template. */
  private Stream<Fault> hidden() {
    List<Fault> others = parts == null ? List.of() : parts.unread();
    return Stream.concat(refusedLoops().stream(), others.stream());
  }

  /**
   * {@return why nested stacks cannot be created, each with the place in the template that contains
   * the stack}
   */
  public List<TemplateNote.UnusablePart> unusableStacks() {
    return scope.expansion().stacks().faults();
  }

  /**
   * {@return whether a resource is a nested stack whose own resources are among those of this
   * template}
   *
   * @param logicalId the logical id of a resource
   */
  public boolean isNestedStack(String logicalId) {
    return scope.expansion().stacks().stacks().containsKey(logicalId);
  }

  /**
   * {@return the path of the construct in the CDK that a resource belongs to, {@code
   * Stack/Orders/Pipe}; empty for a resource that the CDK did not write}
   *
   * @param logicalId the logical id of a resource
   */
  public Optional<String> construct(String logicalId) {
    return scope.resources().find(logicalId).flatMap(Resource::construct);
  }

  /**
   * {@return the parts that were left out because they cannot be used; empty for a template that
   * {@link #read} reads}
   */
  public List<TemplateNote.UnusablePart> unusableParts() {
    return parts == null
        ? List.of()
        : Stream.of(
                parts.unusable().stream(),
                scope.expansion().stacks().unusableParts().stream(),
                brokenLoops(parts))
            .flatMap(all -> all)
            .toList();
  }

  /**
   * {@return everything that it declares and that exists, or whose condition cannot be decided, in
   * the order of the file}
   */
  public List<Declaration> declarations() {
    List<Declaration> known = declarations;
    if (known == null) {
      known = declared().filter(scope.resources()::likely).map(this::declaration).toList();
      declarations = known;
    }
    return known;
  }

  /**
   * {@return those of {@link #declarations()} that are of a type}
   *
   * @param type such as {@code AWS::SQS::Queue}
   */
  public List<Declaration> declarations(String type) {
    Map<String, List<Declaration>> known = byType;
    if (known == null) {
      known = declarations().stream().collect(Collectors.groupingBy(Declaration::type));
      byType = known;
    }
    return known.getOrDefault(type, List.of());
  }

  /**
   * {@return the values that do not mean what they look like, in the order of the file; empty
   * unless {@link #readUsable} read the template}
   */
  public List<TemplateNote.YamlNote> notes() {
    return parts == null
        ? List.of()
        : Stream.concat(parts.notes().stream(), scope.expansion().stacks().notes().stream())
            .toList();
  }

  /**
   * {@return the logical id, or the section, that a place of its text belongs to; an empty text
   * unless {@link #readUsable} read the template}
   *
   * @param at a place of this template
   */
  public String holder(Place at) {
    return parts == null
        ? ""
        : scope.expansion().stacks().holder(at).orElseGet(() -> parts.holder(at));
  }

  /**
   * {@return whether an include or a macro at its top level may add resources that are invisible
   * here}
   */
  public boolean mayBringResources() {
    Value.Mapping root = scope.root();
    Stream<Value> transforms =
        root.get("Transform").stream()
            .flatMap(t -> t instanceof Value.Sequence all ? all.items().stream() : Stream.of(t));
    return hidden().findAny().isPresent()
        || parts != null && parts.hidesNames()
        || root.get("Fn::Transform").isPresent()
        || transforms.anyMatch(t -> !(t instanceof Value.Scalar one && OWN.contains(one.text())));
  }

  /**
   * {@return the names that it uses and certainly does not declare, in the order of the file; empty
   * if an include or a macro at its top level may add them}
   */
  public List<TemplateNote.UnresolvedName> unresolvedNames() {
    return mayBringResources() || isTerraform()
        ? List.of()
        : UnresolvedNames.in(scope, parts == null ? Set.of() : parts.names());
  }

  /**
   * {@return whether the conditions of two resources can never hold together}
   *
   * @param one a resource of this template
   * @param other another one
   */
  public boolean exclude(Declaration one, Declaration other) {
    return scope.conditions().exclude(one.condition(), other.condition());
  }

  /** {@return the resources that it declares but a condition excludes, with the given values} */
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

  /**
   * {@return the resource that an ARN belongs to; empty if none of its resources has that ARN}
   *
   * @param arn an ARN, with or without a qualifier such as an alias
   */
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
   * {@return the resource that a property names by its ARN; if the ARN is unknown, the one that the
   * property refers to directly; empty if that is not in the template}
   *
   * @param arn a property whose value is an ARN, with or without a qualifier
   */
  public Optional<Declaration> find(Property arn) {
    return arn.isUnknown() ? arn.direct().flatMap(this::declared) : arn.text().flatMap(this::ofArn);
  }

  /**
   * {@return the ARN of a resource of this region and account}
   *
   * @param service the namespace of the service, such as {@code sqs}
   * @param resource the last part of the ARN, such as the name of a queue
   */
  public String arn(String service, String resource) {
    return scope.parameters().pseudo().arn(service, resource);
  }

  /**
   * {@return the ARN of a resource without region and account, such as a bucket}
   *
   * @param service the namespace of the service, such as {@code s3}
   * @param resource the last part of the ARN, such as the name of a bucket
   */
  public String globalArn(String service, String resource) {
    return scope.parameters().pseudo().arn(service, "", "", resource);
  }

  /**
   * {@return a resource that SAM creates for another, such as the role of a function; empty if SAM
   * does not create it}
   *
   * @param logicalId the name that SAM gives it, such as {@code OrderEnricherRole}
   */
  public Optional<Declaration> generated(String logicalId) {
    return scope
        .resources()
        .find(logicalId)
        .filter(resource -> !scope.resources().isDeclared(resource))
        .map(this::declaration);
  }

  /**
   * Computes a value once and then returns the cached one.
   *
   * @param <T> the type of the value, such as an index of the template
   * @param type the class that identifies the value; one value is kept per class
   * @param of computes the value; it may ask for other derived values
   * @return the value
   */
  public <T> T derived(Class<T> type, Function<Template, T> of) {
    Object known = derived.get(type);
    if (known == null) {
      known = of.apply(this); // which may request others
      derived.put(type, known);
    }
    return type.cast(known);
  }

  /**
   * {@return whether a name is the logical id of a resource, declared or created by SAM}
   *
   * @param name any name
   */
  public boolean hasResource(String name) {
    return scope.resources().has(name);
  }

  /**
   * {@return one of {@link #declarations()}; empty if there is none}
   *
   * @param logicalId its key under {@code Resources}
   */
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

  /**
   * {@return whether a name is that of a parameter with a hidden value ({@code NoEcho})}
   *
   * @param name any name
   */
  public boolean isSecret(String name) {
    return scope.parameters().isSecret(name);
  }

  /**
   * {@return the whole template, unresolved: intrinsics by their long names, {@code {"Resources":
   * {...}, ...}}}
   */
  public ObjectNode json() {
    return (ObjectNode) JsonNodes.written(scope.written());
  }

  private Optional<PipeDefinition> find(String name, List<PipeDefinition> pipes) {
    return first(pipes, pipe -> pipe.logicalId().equals(name))
        .or(() -> first(pipes, pipe -> pipe.name().equals(name)))
        .or(() -> first(pipes, pipe -> TerraformTemplate.shortName(pipe.logicalId()).equals(name)))
        .or(() -> only(pipes, pipe -> aliases(pipe.logicalId()).contains(name)));
  }

  /**
   * Other names of a resource: without its nested stack, and its construct in the CDK, {@code
   * Stack/Orders/Pipe}, with and without the stack.
   */
  private List<String> aliases(String logicalId) {
    List<String> names = new ArrayList<>();
    Namespace.bare(logicalId).ifPresent(names::add);
    scope
        .resources()
        .find(logicalId)
        .flatMap(Resource::construct)
        .ifPresent(path -> {
          names.add(path);
          names.add(path.substring(path.indexOf('/') + 1));
          names.add(path.substring(path.lastIndexOf('/') + 1));
        });
    return names;
  }

  private static Optional<PipeDefinition> only(
      List<PipeDefinition> pipes, Predicate<PipeDefinition> test) {
    List<PipeDefinition> found = pipes.stream().filter(test).limit(2).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
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
