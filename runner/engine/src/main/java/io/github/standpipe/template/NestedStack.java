package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A resource that is a stack of its own.
 *
 * @param property the one that names its template
 * @param scope the template that contains it
 */
record NestedStack(Resource resource, String property, Scope scope) {

  /** Where its template is. */
  sealed interface Location {
    /** In a file beside the template that contains it. */
    record Local(Path file) implements Location {}

    /** In another place, or in one that is unknown. */
    record Unread(String reason) implements Location {}

    /** In a file that does not exist. */
    record Missing(String reason) implements Location {}
  }

  String logicalId() {
    return resource.logicalId();
  }

  /** The place of the property that names its template. */
  Place at() {
    return resource.properties().at(property);
  }

  Optional<Value> condition() {
    return resource.condition();
  }

  Location location() {
    LocalPaths paths = new LocalPaths(resource, scope);
    try {
      Optional<Path> asset = paths.asset(property);
      if (asset.isPresent()) {
        return Files.isRegularFile(asset.get())
            ? new Location.Local(asset.get())
            : new Location.Unread(notExamined("in " + asset.get() + ", which is not here"));
      }
      return paths.of(property).map(this::local).orElseGet(this::elsewhere);
    } catch (Fault e) {
      return new Location.Unread(notExamined("at an unknown place: " + e.getMessage()));
    }
  }

  private Location local(Path file) {
    if (Files.isRegularFile(file)) {
      return new Location.Local(file);
    }
    String seen = Files.isDirectory(file) ? "is a folder" : "does not exist";
    return new Location.Missing(
        "%s's %s names %s, which %s; name the file of its template"
            .formatted(logicalId(), property, file, seen));
  }

  private Location elsewhere() {
    Optional<Value> written = resource.properties().value(property);
    return switch (written.orElse(null)) {
      case Value.Scalar(String url, boolean literal, Place p) ->
          new Location.Unread(notExamined("at " + url.replaceFirst("\\?.*", "")));
      case Value.Mapping application ->
          new Location.Unread(notExamined("in the Serverless Application Repository"));
      case null, default -> new Location.Unread(notExamined("not in a file beside this one"));
    };
  }

  private String notExamined(String place) {
    return "the template of " + logicalId() + " is " + place + ", and was not examined";
  }

  /** The values that it is given, as they are written; only those that its template declares. */
  Map<String, Value> passed(Value.Mapping template) {
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Parameter> declared = parameters(template);
    written()
        .forEach((name, entry) -> {
          if (declared.containsKey(name)) {
            values.put(name, entry.value());
          }
        });
    return values;
  }

  private Map<String, Value.Entry> written() {
    return resource.properties().mapping().get("Parameters").orElse(null)
            instanceof Value.Mapping values
        ? values.entries()
        : Map.of();
  }

  /** The values of the parameters of its template that are known. */
  Map<String, String> values(Value.Mapping template) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Parameter> declared = parameters(template);
    passed(template)
        .forEach((name, value) -> {
          Parameter parameter = declared.get(name);
          if (parameter != null && refusal(parameter, value).isEmpty()) {
            text(value).ifPresent(text -> values.put(name, text));
          }
        });
    return values;
  }

  private Optional<String> text(Value value) {
    try {
      return scope.text(value, "a parameter");
    } catch (Fault e) {
      return Optional.empty(); // unknown here, and reported where it is used
    }
  }

  private static Map<String, Parameter> parameters(Value.Mapping template) {
    Map<String, Parameter> declared = new LinkedHashMap<>();
    if (template.get("Parameters").orElse(null) instanceof Value.Mapping section) {
      section
          .entries()
          .forEach((name, entry) -> {
            if (Namespace.prefix(name).isEmpty()) { // its own, not those of stacks in it
              declared.put(name, Parameter.of(name, entry));
            }
          });
    }
    return declared;
  }

  /** Why CloudFormation would not create the stack with these parameters. */
  List<TemplateNote.UnusablePart> faults(Value.Mapping template) {
    List<TemplateNote.UnusablePart> faults = new ArrayList<>();
    Map<String, Parameter> declared = parameters(template);
    boolean open = resource.properties().mapping().get("Fn::Transform").isPresent();
    written()
        .forEach((name, entry) -> {
          Parameter parameter = declared.get(name);
          if (parameter == null) {
            String seen =
                " is passed the parameter " + name + ", which its template does not declare; ";
            faults.add(fault(entry.at(), logicalId() + seen + there(declared)));
          } else {
            refusal(parameter, entry.value())
                .ifPresent(reason -> faults.add(fault(entry.at(), logicalId() + "'s " + reason)));
          }
        });
    if (resource.properties().mapping().get("Parameters").orElse(null) instanceof Value.Call
        || open) {
      return faults;
    }
    declared.values().stream()
        .filter(parameter -> parameter.standard().isEmpty())
        .filter(parameter -> !written().containsKey(parameter.name()))
        .map(parameter -> parameter.name())
        .map(name ->
            "%s is not passed %s, which has no Default; pass it under Parameters"
                .formatted(logicalId(), name))
        .forEach(reason -> faults.add(fault(resource.at(), reason)));
    return faults;
  }

  private static String there(Map<String, Parameter> declared) {
    return declared.isEmpty()
        ? "it has no parameters"
        : "its parameters are "
            + declared.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private TemplateNote.UnusablePart fault(Place at, String reason) {
    return new TemplateNote.UnusablePart(at, logicalId(), reason);
  }

  /** Why a parameter cannot have a value, as far as the value is known. */
  private Optional<String> refusal(Parameter parameter, Value value) {
    Optional<Value> known;
    try {
      known = scope.resolve(value);
    } catch (Fault e) {
      return Optional.empty();
    }
    try {
      return switch (known.orElse(null)) {
        case Value.Scalar(String text, boolean literal, Place at) -> {
          parameter.check(text);
          yield Optional.empty();
        }
        case Value.Sequence list ->
            Optional.of(
                "parameter "
                    + parameter.name()
                    + " is a list, which cannot be passed; write !Join [\",\", ...]");
        case Value.Mapping mapping ->
            Optional.of("parameter " + parameter.name() + " is a mapping; write a text");
        case null, default -> Optional.empty();
      };
    } catch (Fault e) {
      return Optional.of(UsableParts.bare(e));
    }
  }
}
