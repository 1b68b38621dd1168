package io.github.standpipe.template;

import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.template.TemplateNote.UnresolvedName.Lack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names that a template uses but does not declare, anywhere in it. Names that a macro, an
 * include or a module may add are never reported.
 */
final class UnresolvedNames {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/]+");

  /** The maximum number of names that are compared with all others. */
  private static final int MOST_NEAREST = 200;

  private final Scope scope;
  private final Set<String> leftOut;
  private final Map<String, Value.Entry> resources;
  private final MadeNames made;
  private final List<TemplateNote.UnresolvedName> found = new ArrayList<>();
  private final Map<String, Optional<String>> nearest = new HashMap<>();
  private final Set<Value> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private String holder = "";

  /** The nested stack that contains it; what is passed to the stack belongs to another one. */
  private String stack = "";

  private UnresolvedNames(Scope scope, Set<String> leftOut) {
    this.scope = scope;
    this.leftOut = leftOut;
    this.resources = entries("Resources");
    this.made = new MadeNames(scope.root(), resources);
  }

  /**
   * The unresolved names, in the order of the template.
   *
   * @param leftOut what is declared although it cannot be used
   */
  static List<TemplateNote.UnresolvedName> in(Scope scope, Set<String> leftOut) {
    UnresolvedNames names = new UnresolvedNames(scope, leftOut);
    names.sections();
    return names.found;
  }

  private void sections() {
    entries("Globals").forEach((name, entry) -> within("Globals", entry.value()));
    entries("Conditions")
        .forEach((name, entry) -> {
          holder = "Conditions";
          stack = Namespace.prefix(name);
          condition(entry.value());
        });
    resources.forEach(this::declared);
    entries("Outputs")
        .forEach((name, entry) -> declared(Namespace.prefix(name) + "Outputs", entry));
  }

  private void within(String name, Value value) {
    holder = name;
    stack = "";
    walk(value);
  }

  private void declared(String name, Value.Entry entry) {
    if (!(entry.value() instanceof Value.Mapping body) || isOpen(body)) {
      return;
    }
    holder = name;
    stack = Namespace.prefix(name);
    body.entries()
        .forEach((key, part) -> {
          switch (key) {
            case "Condition" ->
                text(part.value()).ifPresent(one -> condition(one, part.value().at()));
            case "DependsOn" -> dependsOn(part.value());
            case "Metadata" -> {}
            default -> walk(part.value());
          }
        });
  }

  private void dependsOn(Value value) {
    Stream<Value> all =
        value instanceof Value.Sequence list ? list.items().stream() : Stream.of(value);
    all.forEach(
        one -> text(one).ifPresent(id -> resource(id, "DependsOn", one.at(), Lack.RESOURCE)));
  }

  private void walk(Value value) {
    if (!visited.add(value)) {
      return;
    }
    switch (value) {
      case Value.Call call -> call(call);
      case Value.Sequence(List<Value> items, Place at) -> items.forEach(this::walk);
      case Value.Mapping mapping when !isOpen(mapping) ->
          mapping.entries().values().forEach(entry -> walk(entry.value()));
      case Value.Mapping mapping -> {}
      case Value.Scalar scalar -> {}
      case Value.Nothing nothing -> {}
    }
  }

  private void call(Value.Call call) {
    Value argument = call.argument();
    switch (call.function()) {
      case "Ref" -> text(argument).ifPresent(name -> ref(name, "Ref", call.at()));
      case "Fn::GetAtt" -> attribute(argument, call.at());
      case "Fn::Sub" -> substitution(argument, call.at());
      case "Fn::If" -> first(argument).ifPresent(name -> condition(name, call.at()));
      case "Fn::FindInMap" -> mapping(argument, call.at());
      default -> {}
    }
    if (!call.function().equals("Fn::Transform") && !call.function().contains("ForEach")) {
      walk(argument);
    }
  }

  private void ref(String name, String by, Place at) {
    int dot = name.indexOf('.');
    if (scope.parameters().has(name) || name.equals(Pseudo.NO_VALUE) || isOpen(name)) {
      return;
    }
    if (dot < 0 || !resources.containsKey(name.substring(0, dot))) {
      resource(name, by, at, Lack.RESOURCE_OR_PARAMETER);
      return;
    }
    String id = name.substring(0, dot);
    if (isPublished(id, name.substring(dot + 1))) {
      add(name, by, at, Lack.PUBLISHED, Optional.of(id));
    } else if (!made.makesOthers(id)) {
      String type = made.type(id);
      boolean fitting = !AttributeNames.lacks(type, name.substring(dot + 1));
      add(name, by, at, Lack.REF_OF_ATTRIBUTE, fitting ? Optional.of(name) : Optional.empty());
    }
  }

  private boolean isPublished(String id, String suffix) {
    return (suffix.equals("Alias") || suffix.equals("Version"))
        && made.type(id).equals("AWS::Serverless::Function")
        && !made.publishes(id);
  }

  private void attribute(Value argument, Place at) {
    if (argument instanceof Value.Sequence(List<Value> two, Place p) && two.size() == 2) {
      Optional<String> attribute = text(two.get(1));
      text(two.getFirst()).ifPresent(id -> attribute(id, attribute, "GetAtt", at));
    }
    text(argument).filter(path -> path.contains(".")).ifPresent(path -> attribute(path, at));
  }

  private void attribute(String path, Place at) {
    int dot = path.indexOf('.');
    attribute(path.substring(0, dot), Optional.of(path.substring(dot + 1)), "GetAtt", at);
  }

  private void attribute(String id, Optional<String> attribute, String by, Place at) {
    String base = id.replaceFirst("\\..*", "");
    if (isOpen(id)) {
      return;
    }
    if (!resources.containsKey(base)) {
      resource(base, by, at, Lack.RESOURCE);
    } else if (base.equals(id)) {
      attribute.filter(one -> !isOpen(one)).ifPresent(one -> ofResource(id, one, by, at));
    }
  }

  private void ofResource(String id, String attribute, String by, Place at) {
    String name = id + "." + attribute;
    if (isPublished(id, attribute.replaceFirst("\\..*", ""))) {
      add(name, by, at, Lack.PUBLISHED, Optional.of(id));
    } else if (scope.expansion().stacks().lacksOutput(id, attribute)) {
      add(name, by, at, Lack.OUTPUT, nearestOutput(id, attribute));
    } else if (AttributeNames.lacks(made.type(id), attribute)) {
      List<String> known = AttributeNames.of(made.type(id)).orElse(List.of());
      Optional<String> meant = known.stream().filter(attribute::equalsIgnoreCase).findFirst();
      Optional<String> near = meant.or(() -> NearestName.of(attribute, known));
      add(name, by, at, Lack.ATTRIBUTE, near.or(() -> first(known)).map(one -> id + "." + one));
    }
  }

  private Optional<String> nearestOutput(String stack, String attribute) {
    String start = stack + ".Outputs.";
    Set<String> outputs = scope.expansion().stacks().outputs(stack);
    return NearestName.of(attribute.replaceFirst("^Outputs\\.", ""), outputs)
        .or(() -> outputs.size() == 1 ? outputs.stream().findFirst() : Optional.empty())
        .map(start::concat);
  }

  private static Optional<String> first(List<String> known) {
    return known.stream().findFirst();
  }

  private void substitution(Value argument, Place at) {
    Set<String> own = new HashSet<>();
    if (argument instanceof Value.Sequence(List<Value> two, Place p)
        && two.size() == 2
        && two.get(1) instanceof Value.Mapping variables) {
      own.addAll(variables.entries().keySet());
    }
    Matcher variable = VARIABLE.matcher(text(argument).or(() -> first(argument)).orElse(""));
    while (variable.find()) {
      String name = variable.group(1).strip();
      if (!own.contains(variable.group(1)) && NAME.matcher(name).matches()) {
        variable(name, at);
      }
    }
  }

  private void variable(String name, Place at) {
    int dot = name.indexOf('.');
    if (dot < 1) {
      ref(name, "Sub", at);
    } else {
      attribute(name.substring(0, dot), Optional.of(name.substring(dot + 1)), "Sub", at);
    }
  }

  private void mapping(Value argument, Place at) {
    boolean known =
        argument instanceof Value.Sequence(List<Value> three, Place p) && three.size() == 3;
    Map<String, Value.Entry> mappings = entries("Mappings");
    if (known && !mappings.containsKey("Fn::Transform")) {
      first(argument)
          .filter(name -> !mappings.containsKey(name) && !isOpen(name))
          .ifPresent(name -> add(name, "FindInMap", at, Lack.MAPPING, near(name, mappings)));
    }
  }

  private void condition(Value value) {
    if (value instanceof Value.Mapping mapping && mapping.entries().size() == 1) {
      mapping
          .get("Condition")
          .flatMap(UnresolvedNames::text)
          .ifPresent(name -> condition(name, value.at()));
    }
    if (value instanceof Value.Call(String function, Value.Sequence parts, Place at)
        && Set.of("Fn::And", "Fn::Or", "Fn::Not").contains(function)) {
      parts.items().forEach(this::condition);
    }
    walk(value);
  }

  private void condition(String name, Place at) {
    Map<String, Value.Entry> conditions = entries("Conditions");
    if (!conditions.containsKey(name)
        && !conditions.containsKey("Fn::Transform")
        && !isOpen(name)) {
      add(name, "Condition", at, Lack.CONDITION, near(name, conditions));
    }
  }

  private void resource(String name, String by, Place at, Lack lack) {
    if (!resources.containsKey(name) && !isOpen(name)) {
      made.fault(name, lack).ifPresent(fault -> add(name, by, at, fault, nearest(name, fault)));
    }
  }

  private Optional<String> nearest(String name, Lack lack) {
    return switch (lack) {
      case RESOURCE -> near(name, resources);
      case RESOURCE_OR_PARAMETER ->
          nearest.size() < MOST_NEAREST
              ? nearest.computeIfAbsent(name, one -> near(one, refs()))
              : Optional.empty();
      case PUBLISHED -> Optional.of(name.replaceFirst("Alias.*", ""));
      default -> Optional.empty();
    };
  }

  private Optional<String> near(String name, Map<String, Value.Entry> among) {
    return nearest.size() < MOST_NEAREST
        ? nearest.computeIfAbsent(
            name + " " + System.identityHashCode(among), n -> near(name, among.keySet()))
        : Optional.empty();
  }

  /** The closest name, or else the only one that contains it or is contained in it. */
  private static Optional<String> near(String name, Collection<String> names) {
    List<String> parts = names.stream().filter(one -> isPart(one, name)).limit(2).toList();
    return NearestName.of(name, names)
        .or(() -> parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty());
  }

  private static boolean isPart(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return Math.min(a.length(), b.length()) > 2 && (a.contains(b) || b.contains(a));
  }

  private Collection<String> refs() {
    Set<String> names = new HashSet<>(resources.keySet());
    names.addAll(scope.parameters().names());
    names.addAll(Pseudo.names());
    return names;
  }

  private void add(String name, String by, Place at, Lack lack, Optional<String> meant) {
    if (leftOut.stream().anyMatch(name::startsWith) || !Namespace.prefix(name).equals(stack)) {
      return;
    }
    found.add(new TemplateNote.UnresolvedName(at, holder, by, name, lack, meant));
  }

  /** Whether a loop or a macro produces a part of it. */
  private static boolean isOpen(String name) {
    return name.isEmpty() || name.contains("${") || name.contains("&{");
  }

  private static boolean isOpen(Value.Mapping mapping) {
    return mapping.get("Fn::Transform").isPresent();
  }

  private Map<String, Value.Entry> entries(String section) {
    return switch (scope.root().get(section).orElse(null)) {
      case Value.Mapping mapping -> mapping.entries();
      case Value.Call(String function, Value argument, Place at) ->
          Map.of(function, new Value.Entry(at, argument));
      case null, default -> Map.of();
    };
  }

  private static Optional<String> first(Value argument) {
    return argument instanceof Value.Sequence(List<Value> items, Place at) && !items.isEmpty()
        ? text(items.getFirst())
        : Optional.empty();
  }

  private static Optional<String> text(Value value) {
    return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }
}
