package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources of a template. */
final class Resources {
  private final Map<String, Resource> all = new LinkedHashMap<>();
  private final Scope scope;
  private final Visits visits = new Visits();
  private final Set<String> declared;
  private @Nullable Map<String, Resource> byArn;
  private @Nullable Map<String, List<Resource>> queues;

  Resources(Value.Mapping section, Scope scope) {
    this.scope = scope;
    section.entries().forEach((id, entry) -> all.put(id, Resource.of(id, entry, scope)));
    this.declared = Set.copyOf(all.keySet());
    GeneratedResources.beside(all, scope).forEach(all::putIfAbsent);
  }

  /** Those that the template itself declares, regardless of their conditions. */
  Stream<Resource> declared() {
    return all.values().stream().filter(resource -> declared.contains(resource.logicalId()));
  }

  boolean isDeclared(Resource resource) {
    return declared.contains(resource.logicalId());
  }

  /** The existing resources of a type; conditions of others are not evaluated. */
  Stream<Resource> present(Predicate<Resource> sort) {
    return all.values().stream().filter(sort).filter(this::present);
  }

  /** The resources of a type that exist, and those whose condition cannot be decided. */
  Stream<Resource> likely(Predicate<Resource> sort) {
    return all.values().stream().filter(sort).filter(this::likely);
  }

  /** The resources of a type that their condition excludes. */
  Stream<Resource> absent(Predicate<Resource> sort) {
    return all.values().stream().filter(sort).filter(resource -> !likely(resource));
  }

  /** Whether it exists, or its condition cannot be decided. */
  boolean likely(Resource resource) {
    try {
      return present(resource);
    } catch (Fault e) {
      return true; // deciding it reports the fault
    }
  }

  /**
   * Decides the condition of a resource.
   *
   * @throws Fault if it cannot be decided
   */
  void decide(Resource resource) {
    present(resource);
  }

  private boolean present(Resource resource) {
    return resource
        .condition()
        .map(name -> scope.conditions().holds(conditionOf(resource), name.at()))
        .orElse(true);
  }

  /** The name of the condition of a resource, if it has one. */
  String conditionOf(Resource resource) {
    return scope.requiredText(resource.condition().orElseThrow(), "Condition");
  }

  /** The result of {@code Ref}. */
  String ref(String name, Place at) {
    return generates(name)
        ? generated(name, at)
        : visits.visit("Ref " + name, at, () -> new Attributes(find(name, "Ref", at), scope).ref());
  }

  /** The result of {@code Fn::GetAtt}. */
  String attribute(String name, String attribute, Place at) {
    return visits.visit(
        "Fn::GetAtt " + name + "." + attribute,
        at,
        () -> new Attributes(find(name, "Fn::GetAtt", at), scope).attribute(attribute, at));
  }

  boolean has(String logicalId) {
    return all.containsKey(logicalId);
  }

  /** The resource with a logical id. */
  Optional<Resource> find(String logicalId) {
    return Optional.ofNullable(all.get(logicalId));
  }

  private Resource find(String name, String by, Place at) {
    Resource resource = all.get(name);
    if (resource == null) {
      throw at.fault(by + " names " + name + ", which the template does not declare");
    }
    if (!present(resource)) {
      throw at.fault(
          by + " names " + name + ", which does not exist because its Condition is false");
    }
    return resource;
  }

  /**
   * Whether a name is that of a resource that SAM creates for a function: {@code Function.Alias}.
   */
  boolean generates(String name) {
    int dot = name.lastIndexOf('.');
    Resource function = dot < 0 ? null : all.get(name.substring(0, dot));
    String suffix = name.substring(dot + 1);
    return function != null
        && function.type().startsWith("AWS::Serverless::")
        && (suffix.equals("Alias") || suffix.equals("Version"));
  }

  private String generated(String name, Place at) {
    int dot = name.lastIndexOf('.');
    Resource function = find(name.substring(0, dot), "Ref", at);
    String alias =
        function
            .properties()
            .text("AutoPublishAlias")
            .orElseThrow(() ->
                at.fault(
                    "Ref names " + name + "; set AutoPublishAlias of " + function.logicalId()));
    String arn = new Attributes(function, scope).arn();
    return arn + ":" + (name.endsWith(".Alias") ? alias : "1");
  }

  /** The resource that an ARN belongs to, with or without a qualifier. */
  Optional<Resource> ofArn(String arn) {
    Map<String, Resource> known = byArn();
    String own = arn;
    while (!own.isEmpty()) {
      Resource found = known.get(own);
      if (found != null) {
        return Optional.of(found);
      }
      own = own.substring(0, Math.max(0, Math.max(own.lastIndexOf(':'), own.lastIndexOf('/'))));
    }
    return Optional.empty();
  }

  private Map<String, Resource> byArn() {
    Map<String, Resource> known = byArn;
    if (known == null) {
      Map<String, Resource> found = new HashMap<>();
      all.values().stream()
          .filter(this::likely)
          .forEach(one -> ownArn(one).ifPresent(arn -> found.putIfAbsent(arn, one)));
      byArn = found;
      known = found;
    }
    return known;
  }

  /** Its ARN; an alias or a version has that of its function or machine. */
  private Optional<String> ownArn(Resource resource) {
    Attributes attributes = new Attributes(resource, scope);
    try {
      return attributes.qualifies() ? Optional.empty() : Optional.of(attributes.arn());
    } catch (Fault e) {
      return Optional.empty(); // an unresolvable resource was not named, or the naming would fail
    }
  }

  /** The queue of a URL, as {@code Ref} returns it locally. */
  Optional<Resource> queueAt(String url) {
    return queues().getOrDefault(url, List.of()).stream().filter(this::present).findFirst();
  }

  private Map<String, List<Resource>> queues() {
    Map<String, List<Resource>> known = queues;
    if (known == null) {
      Map<String, List<Resource>> found = new HashMap<>();
      all.values().stream()
          .filter(Resource::isQueue)
          .forEach(queue ->
              url(queue)
                  .ifPresent(url -> found.computeIfAbsent(url, u -> new ArrayList<>()).add(queue)));
      queues = found;
      known = found;
    }
    return known;
  }

  private Optional<String> url(Resource queue) {
    try {
      return Optional.of(new Attributes(queue, scope).ref());
    } catch (Fault e) {
      return Optional.empty(); // it was not named, or the naming would have failed
    }
  }
}
