package io.github.standpipe.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the names of resources that SAM and modules create in addition to those of a template. */
final class MadeNames {
  /** The suffix of a resource's name: a word of SAM or of an event, or a hash. */
  private static final Pattern MADE_SUFFIX = Pattern.compile("[A-Z].*|[0-9a-f]{10}.*");

  private final Map<String, Value.Entry> resources;
  private final boolean isSam;

  MadeNames(Value.Mapping root, Map<String, Value.Entry> resources) {
    this.resources = resources;
    this.isSam =
        root.get("Transform").stream()
                .flatMap(transform -> transform.all().stream())
                .anyMatch(one ->
                    one instanceof Value.Scalar name && name.text().startsWith("AWS::Serverless-"))
            || resources.keySet().stream().anyMatch(id -> type(id).startsWith("AWS::Serverless::"));
  }

  /** The type of a resource; empty if it is unknown. */
  String type(String logicalId) {
    return body(logicalId).get("Type").orElse(null) instanceof Value.Scalar type ? type.text() : "";
  }

  /** Whether one of these may create other resources. */
  boolean makesOthers(String logicalId) {
    String type = type(logicalId);
    return type.isEmpty() || type.startsWith("AWS::Serverless::") || type.endsWith("::MODULE");
  }

  /** Why a name that is not declared is certainly not generated either; empty if it may be. */
  Optional<TemplateNote.UnresolvedName.Lack> fault(
      String name, TemplateNote.UnresolvedName.Lack otherwise) {
    if (isSam && isShared(Namespace.bare(name).orElse(name))) {
      return Optional.empty();
    }
    for (int end = 1; end < name.length(); end++) {
      String id = name.substring(0, end);
      if (resources.containsKey(id) && makesOthers(id)) {
        return beside(id, name.substring(end), otherwise);
      }
    }
    return Optional.of(otherwise);
  }

  /** Whether SAM may create it once, for several resources. */
  private static boolean isShared(String name) {
    return name.startsWith("Serverless") || name.equals("CodeDeployServiceRole");
  }

  private Optional<TemplateNote.UnresolvedName.Lack> beside(
      String logicalId, String suffix, TemplateNote.UnresolvedName.Lack otherwise) {
    boolean function = type(logicalId).equals("AWS::Serverless::Function");
    if (function && suffix.startsWith("Alias") && !publishes(logicalId) && !events(logicalId)) {
      return Optional.of(TemplateNote.UnresolvedName.Lack.PUBLISHED);
    }
    boolean hasRole = property(logicalId, "Role").filter(MadeNames::isCertain).isPresent();
    if (suffix.equals("Role") && hasRole && !type(logicalId).endsWith("::MODULE")) {
      return Optional.of(TemplateNote.UnresolvedName.Lack.ROLE);
    }
    boolean made = type(logicalId).endsWith("::MODULE") || MADE_SUFFIX.matcher(suffix).matches();
    return made ? Optional.empty() : Optional.of(otherwise);
  }

  /**
   * Whether SAM may publish a version of a function, including one whose alias depends on a value.
   */
  boolean publishes(String function) {
    return property(function, "AutoPublishAlias").isPresent()
        || body(function).get("Properties").filter(MadeNames::isOpen).isPresent();
  }

  /** The events of a function create resources with other names. */
  private boolean events(String function) {
    return property(function, "Events").isPresent();
  }

  private Optional<Value> property(String logicalId, String name) {
    return inner(body(logicalId), "Properties").get(name);
  }

  private static boolean isCertain(Value value) {
    return !(value instanceof Value.Call call && call.function().equals("Fn::If"));
  }

  private static boolean isOpen(Value properties) {
    return !(properties instanceof Value.Mapping mapping)
        || mapping.get("Fn::Transform").isPresent();
  }

  private Value.Mapping body(String logicalId) {
    Value.Entry entry = resources.get(logicalId);
    return entry != null && entry.value() instanceof Value.Mapping body ? body : none();
  }

  private static Value.Mapping inner(Value.Mapping outer, String key) {
    return outer.get(key).orElse(null) instanceof Value.Mapping inner ? inner : none();
  }

  private static Value.Mapping none() {
    return new Value.Mapping(Map.of(), new Place("", 1, 1));
  }
}
