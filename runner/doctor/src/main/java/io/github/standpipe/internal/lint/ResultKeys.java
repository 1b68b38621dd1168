package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.lint.ReadPaths.EventPart;
import io.github.standpipe.internal.lint.Syntax.ArrayText;
import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.KeyAccess;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.MemberText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys that the schema of the result requires, and that the transform may leave out. */
final class ResultKeys {
  private static final Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\.\"([^\"]*)\"|(\\[\\])");
  private static final Set<String> COMPOSED = Set.of("allOf", "anyOf", "oneOf", "if", "$ref");

  private final TransformSources sources;
  private final KnownEvents events;
  private final ReadPaths paths;
  private final LintReport report;
  private final Set<Object> visited = new HashSet<>();

  private ResultKeys(
      TransformSources sources, KnownEvents events, ReadPaths paths, LintReport report) {
    this.sources = sources;
    this.events = events;
    this.paths = paths;
    this.report = report;
  }

  static void examine(
      TransformSources sources, KnownEvents events, ReadPaths paths, LintReport report) {
    ResultKeys keys = new ResultKeys(sources, events, paths, report);
    events
        .after()
        .ifPresent(schema -> sources.main().body().ifPresent(body -> keys.compare(body, schema)));
  }

  private void compare(Syntax expression, JsonNode schema) {
    if (!schema.isObject() || COMPOSED.stream().anyMatch(schema::has)) {
      return;
    }
    switch (expression) {
      case ObjectText object -> object(object, schema);
      case IfText choice -> {
        compare(choice.then().value(), schema);
        choice.otherwise().map(BlockText::value).ifPresent(other -> compare(other, schema));
      }
      case LoopText loop when loop.key().isEmpty() ->
          compare(loop.value(), schema.path("items").isObject() ? schema.path("items") : schema);
      case ArrayText array ->
          array
              .items()
              .forEach(item ->
                  compare(item, schema.path("items").isObject() ? schema.path("items") : schema));
      case VariableUse use -> global(use).ifPresent(let -> compare(let.value(), schema));
      case CallText call ->
          sources
              .function(sources.main(), call)
              .filter(visited::add)
              .ifPresent(function -> compare(function.function().block().value(), schema));
      default -> {}
    }
  }

  private void object(ObjectText object, JsonNode schema) {
    Set<String> names = new HashSet<>();
    boolean complete = object.matcher().isEmpty();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (MemberText member : object.members()) {
      Optional<String> name = member.name();
      complete &= name.isPresent();
      if (name.isPresent()) {
        names.add(name.get());
        if (required.contains(name.get())) {
          omitted(member.value(), object)
              .ifPresent(reason -> reportOmitted(member.value(), name.get(), reason));
        }
        compare(member.value(), schema.path("properties").path(name.get()));
      }
    }
    if (complete) {
      required.removeAll(names);
      required.stream().sorted().forEach(name -> reportAbsent(object, name));
    }
  }

  private void reportOmitted(Syntax value, String name, String reason) {
    report.add(
        LintRule.KEY_OMITTED,
        value.at(),
        "The result may be without \"" + name + "\", which its schema requires: " + reason + ".",
        "Give it a value by fallback(), or end the event by require().");
  }

  private void reportAbsent(ObjectText object, String name) {
    report.add(
        LintRule.KEY_OMITTED,
        object.at(),
        "This object never has \"" + name + "\", which the schema of the result requires.",
        "Add the key, or take it out of the schema's required keys.");
  }

  /** Why an object does without a key of this value; empty if nothing speaks for it. */
  private Optional<String> omitted(Syntax value, ObjectText in) {
    Optional<JsonNode> constant = ConstantValues.of(value);
    if (constant.isPresent()) {
      return constant
          .filter(ConstantValues::isOmitted)
          .map(one -> "JSLT leaves out a key whose value is " + (one.isNull() ? "null" : "empty"));
    }
    return switch (value) {
      case IfText choice when choice.otherwise().isEmpty() -> Optional.of("the if has no else");
      case IfText choice ->
          omitted(choice.then().value(), in)
              .or(() -> omitted(choice.otherwise().orElseThrow().value(), in));
      case LoopText loop -> loop(loop);
      case KeyAccess access ->
          paths
              .part(access)
              .filter(part -> !isPromised(part))
              .map(part -> "the schema of the event does not require " + part.path());
      case CallText call when sources.isBuiltIn(sources.main(), call, "fallback") -> {
        List<Optional<String>> reasons =
            call.arguments().stream().map(argument -> omitted(argument, in)).toList();
        yield reasons.stream().allMatch(Optional::isPresent) ? reasons.getLast() : Optional.empty();
      }
      case VariableUse use when in.lets().isEmpty() ->
          global(use).flatMap(let -> omitted(let.value(), in));
      default -> Optional.empty();
    };
  }

  private Optional<String> loop(LoopText loop) {
    if (loop.filter().isPresent()) {
      return Optional.of("JSLT leaves out an array without items, and the if may leave none");
    }
    return paths
        .part(loop.over())
        .filter(part -> events.before().isPresent() && !hasItems(part))
        .map(part ->
            "JSLT leaves out an array without items, and " + part.path() + " may have none");
  }

  private boolean hasItems(EventPart part) {
    return schema(part)
        .map(schema ->
            schema.path("minItems").asInt() > 0 || COMPOSED.stream().anyMatch(schema::has))
        .orElse(true);
  }

  /** A file's variable, if no other has its name. */
  private Optional<LetText> global(VariableUse use) {
    boolean[] hidden = {false};
    sources
        .main()
        .each(part -> {
          hidden[0] |= part instanceof ObjectText object && declares(object.lets(), use);
          hidden[0] |= part instanceof LoopText loop && declares(loop.lets(), use);
          hidden[0] |= part instanceof IfText choice && declares(choice, use);
        });
    sources
        .main()
        .functions()
        .forEach(function -> {
          hidden[0] |= declares(function.block().lets(), use);
          hidden[0] |=
              function.parameters().stream().anyMatch(one -> one.name().equals(use.name()));
        });
    return sources.main().lets().stream()
        .filter(let -> !hidden[0] && let.name().equals(use.name()))
        .findFirst();
  }

  private static boolean declares(IfText choice, VariableUse use) {
    return declares(choice.then().lets(), use)
        || choice.otherwise().filter(other -> declares(other.lets(), use)).isPresent();
  }

  private static boolean declares(List<LetText> lets, VariableUse use) {
    return lets.stream().anyMatch(let -> let.name().equals(use.name()));
  }

  /** Whether the schema of the event requires each key on the way to a part of it. */
  private boolean isPromised(EventPart part) {
    Optional<JsonNode> root = events.before();
    if (root.isEmpty()) {
      return true;
    }
    JsonNode schema = root.get();
    Matcher step = STEP.matcher(part.path());
    while (step.find()) {
      if (!schema.isObject() || COMPOSED.stream().anyMatch(schema::has)) {
        return true;
      }
      if (step.group(3) != null) {
        schema = schema.path("items");
        continue;
      }
      String name = step.group(1) == null ? step.group(2) : step.group(1);
      if (!contains(schema.path("required"), name)) {
        return false;
      }
      schema = schema.path("properties").path(name);
    }
    return true;
  }

  private Optional<JsonNode> schema(EventPart part) {
    JsonNode schema = events.before().orElseThrow();
    Matcher step = STEP.matcher(part.path());
    while (step.find()) {
      String name = step.group(1) == null ? step.group(2) : step.group(1);
      schema = step.group(3) != null ? schema.path("items") : schema.path("properties").path(name);
    }
    return Optional.of(schema).filter(JsonNode::isObject);
  }

  private static boolean contains(JsonNode names, String name) {
    for (JsonNode one : names) {
      if (one.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
