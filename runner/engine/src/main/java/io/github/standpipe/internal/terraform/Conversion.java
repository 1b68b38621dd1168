package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts the resources of a plan or a state to those of a template. */
final class Conversion {
  /** The attributes by which resources name each other. */
  private static final List<String> NAMES =
      List.of("arn", "id", "url", "name", "function_name", "bucket", "key_id");

  private final DeployedObjects objects;
  private final ValueResolver resolver;
  private final Map<String, BuiltResource> built = new LinkedHashMap<>();
  private final Map<String, Map<String, BuiltResource>> byName = new HashMap<>();
  private final List<DeployedObject> attached = new ArrayList<>();

  Conversion(DeployedObjects objects, ValueResolver resolver) {
    this.objects = objects;
    this.resolver = resolver;
  }

  /** The resources, by address. */
  Map<String, BuiltResource> resources() {
    objects.all().filter(one -> !one.data()).forEach(this::add);
    Attachments attachments = new Attachments(this);
    attached.forEach(one -> attachments.attach(one.type(), values(one)));
    attachments.removeRepeatedPolicies();
    return built;
  }

  Term.Fields values(DeployedObject object) {
    return new Annotation(resolver).of(object, 0);
  }

  DeployedObjects objects() {
    return objects;
  }

  private void add(DeployedObject object) {
    ResourceForms.Form form = ResourceForms.of(object.type());
    if (form == null) {
      if (Attachments.has(object.type())) {
        attached.add(object);
      }
      return;
    }
    Term.Fields values = values(object);
    BuiltResource resource = new BuiltResource(object.address(), form.type(), values);
    new PropertyNames(form).addTo(resource);
    new SpecialProperties(this, resource).add(object.type());
    HclBody.Block block = resolver.modules().of(object.module()).block(object);
    if (block != null) {
      block.body().notes().forEach(resource::suppress);
    }
    built.put(object.address(), resource);
    Map<String, BuiltResource> names = byName.computeIfAbsent(object.type(), t -> new HashMap<>());
    for (String name : NAMES) {
      String text = Term.text(values.get(name));
      if (text != null) {
        names.putIfAbsent(text, resource);
      }
    }
  }

  /** The resources so far that are of a type of Terraform. */
  Stream<BuiltResource> ofType(String type) {
    return objects
        .all()
        .filter(one -> one.type().equals(type))
        .flatMap(one -> Stream.ofNullable(built.get(one.address())));
  }

  /** Adds a resource that another one declares with it. */
  void addBeside(BuiltResource resource) {
    built.put(resource.address(), resource);
  }

  /** The resource of a type that a value names; null if it is not here. */
  @Nullable BuiltResource find(String type, @Nullable Term named) {
    return switch (named) {
      case Term.Attribute attribute -> built.get(attribute.address());
      case Term.Text text -> byName.getOrDefault(type, Map.of()).get(text.text());
      case null, default -> null;
    };
  }
}
