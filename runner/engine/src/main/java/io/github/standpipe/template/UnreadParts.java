package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the resources whose values are made by a macro, or by a tool before CloudFormation. */
final class UnreadParts {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "Ref",
          "Fn::And",
          "Fn::Base64",
          "Fn::Cidr",
          "Fn::Contains",
          "Fn::EachMemberEquals",
          "Fn::EachMemberIn",
          "Fn::Equals",
          "Fn::FindInMap",
          "Fn::GetAtt",
          "Fn::GetAZs",
          "Fn::GetStackOutput",
          "Fn::If",
          "Fn::ImportValue",
          "Fn::Join",
          "Fn::Length",
          "Fn::Not",
          "Fn::Or",
          "Fn::RefAll",
          "Fn::Select",
          "Fn::Split",
          "Fn::Sub",
          "Fn::ToJsonString",
          "Fn::ValueOf",
          "Fn::ValueOfAll");
  private static final String TRANSFORM = "Fn::Transform";

  private final List<Fault> found = new ArrayList<>();
  private final Set<Value> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnreadParts() {}

  /** One line for each resource with such a value, at the first of them. */
  static List<Fault> in(Value.Mapping root) {
    UnreadParts parts = new UnreadParts();
    if (root.get("Resources").orElse(null) instanceof Value.Mapping resources) {
      resources
          .entries()
          .forEach((id, entry) ->
              parts
                  .first(entry.value())
                  .map(place -> parts.line(id, place))
                  .ifPresent(parts.found::add));
    }
    return parts.found;
  }

  private record Unread(Place at, String what) {}

  private Fault line(String id, Unread part) {
    return part.at().fault("a value of " + id + " is " + part.what());
  }

  private static Unread madeBy(Place at, String what) {
    return new Unread(at, "made by " + what + ", and is unknown");
  }

  private Optional<Unread> first(Value value) {
    if (!visited.add(value)) {
      return Optional.empty();
    }
    return switch (value) {
      case Value.Call call when call.function().equals(TRANSFORM) ->
          Optional.of(madeBy(call.at(), macro(call.argument(), call.at())));
      case Value.Call call when call.function().equals(TerraformValues.KNOWN_AFTER_APPLY) ->
          Optional.of(new Unread(call.at(), "known only after apply"));
      case Value.Call call when !isKnown(call.function()) ->
          Optional.of(madeBy(call.at(), call.function() + ", which CloudFormation lacks"));
      case Value.Call call -> first(call.argument());
      case Value.Sequence(List<Value> items, Place at) ->
          items.stream().flatMap(item -> first(item).stream()).findFirst();
      case Value.Mapping mapping -> first(mapping);
      case Value.Scalar scalar -> Optional.empty();
      case Value.Nothing nothing -> Optional.empty();
    };
  }

  private Optional<Unread> first(Value.Mapping mapping) {
    for (Map.Entry<String, Value.Entry> one : mapping.entries().entrySet()) {
      Optional<Unread> part =
          one.getKey().equals(TRANSFORM)
              ? Optional.of(
                  madeBy(one.getValue().at(), macro(one.getValue().value(), one.getValue().at())))
              : first(one.getValue().value());
      if (part.isPresent()) {
        return part;
      }
    }
    return Optional.empty();
  }

  private static boolean isKnown(String function) {
    return FUNCTIONS.contains(function)
        || function.startsWith("Fn::ForEach::")
        || function.equals(TerraformValues.SENSITIVE);
  }

  private static String macro(Value argument, Place at) {
    return Includes.location(argument, Path.of(at.file()))
        .map(UnreadParts::include)
        .orElseGet(() ->
            argument instanceof Value.Mapping one
                    && one.get("Name").orElse(null) instanceof Value.Scalar name
                ? "the macro " + name.text()
                : "a macro");
  }

  /** An include of a local file that was left as it is. */
  private static String include(Path file) {
    return "AWS::Include of "
        + file
        + (Files.exists(file)
            ? ", which an included file cannot include"
            : ", which does not exist");
  }
}
