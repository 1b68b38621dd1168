package io.github.standpipe.template;

import io.github.standpipe.internal.terraform.TerraformTemplate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the names of a nested template a place in the template that contains it: {@code Queue} of
 * the stack {@code Orders} becomes {@code Orders/Queue}.
 */
final class Namespace {
  /** What separates a stack from what it contains; logical ids have letters and digits alone. */
  static final String SEPARATOR = "/";

  private static final int LONGEST = 64;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final String stack;
  private final Map<Value, Value> known = new IdentityHashMap<>();

  /**
   * The names of one nested stack.
   *
   * @param stack the logical id of the stack, with the stacks around it
   */
  Namespace(String stack) {
    this.stack = stack;
  }

  /** A name of the nested template, as the whole knows it. */
  String name(String name) {
    boolean pseudo = name.startsWith("AWS::") || name.startsWith("Fn::");
    return pseudo ? name : stack + SEPARATOR + name;
  }

  /** A section of declarations: its keys are names, and what they declare refers to names. */
  Map<String, Value.Entry> section(String section, Value.Mapping written) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    written
        .entries()
        .forEach((key, entry) ->
            entries.put(name(key), new Value.Entry(entry.at(), declared(section, entry.value()))));
    return entries;
  }

  private Value declared(String section, Value value) {
    return switch (section) {
      case "Parameters", "Mappings" -> value;
      case "Conditions" -> condition(value);
      case "Resources" -> value instanceof Value.Mapping body ? resource(body) : value(value);
      default -> value instanceof Value.Mapping body ? output(body) : value(value);
    };
  }

  private Value output(Value.Mapping body) {
    return each(body, (key, value) -> key.equals("Condition") ? plain(value) : value(value));
  }

  private Value resource(Value.Mapping body) {
    boolean connector =
        body.get("Type").orElse(null) instanceof Value.Scalar type
            && type.text().equals("AWS::Serverless::Connector");
    return each(
        body,
        (key, value) ->
            switch (key) {
              case "Condition", "DependsOn" -> plain(value);
              case "Properties" -> connector ? ends(value) : value(value);
              case "Metadata", "Type", "Connectors" -> value;
              default -> value(value);
            });
  }

  /** The ends of a connector name resources without an intrinsic. */
  private Value ends(Value properties) {
    return properties instanceof Value.Mapping all
        ? each(
            all,
            (key, value) ->
                Set.of("Source", "Destination").contains(key) ? end(value) : value(value))
        : value(properties);
  }

  private Value end(Value value) {
    return switch (value) {
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(this::end).toList(), at);
      case Value.Mapping one ->
          each(one, (key, inner) -> key.equals("Id") ? plain(inner) : value(inner));
      default -> value(value);
    };
  }

  /** Names that are written as plain strings. */
  private Value plain(Value value) {
    return switch (value) {
      case Value.Scalar(String text, boolean literal, Place at) ->
          new Value.Scalar(name(text), literal, at);
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(this::plain).toList(), at);
      default -> value(value);
    };
  }

  /** A condition, which names others under {@code Condition}. */
  private Value condition(Value value) {
    return switch (value) {
      case Value.Mapping one when one.entries().keySet().equals(Set.of("Condition")) ->
          each(one, (key, name) -> plain(name));
      case Value.Call(String function, Value.Sequence parts, Place at)
          when Set.of("Fn::And", "Fn::Or", "Fn::Not").contains(function) ->
          new Value.Call(
              function,
              new Value.Sequence(parts.items().stream().map(this::condition).toList(), parts.at()),
              at);
      default -> value(value);
    };
  }

  /** Any other value: its intrinsics name what the template declares. */
  Value value(Value value) {
    Value there = known.get(value);
    if (there == null) {
      there = renamed(value);
      known.put(value, there);
    }
    return there;
  }

  private Value renamed(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar;
      case Value.Nothing nothing -> nothing;
      case Value.Sequence(List<Value> items, Place at) ->
          new Value.Sequence(items.stream().map(this::value).toList(), at);
      case Value.Mapping mapping -> each(mapping, (key, inner) -> value(inner));
      case Value.Call call -> call(call);
    };
  }

  private Value call(Value.Call call) {
    Value argument = call.argument();
    return switch (call.function()) {
      case "Ref" -> ref(call);
      case "Fn::GetAtt" -> new Value.Call(call.function(), first(argument), call.at());
      case "Fn::If" -> new Value.Call(call.function(), first(argument), call.at());
      case "Fn::FindInMap" -> new Value.Call(call.function(), map(argument), call.at());
      case "Fn::Sub" -> new Value.Call(call.function(), substitution(argument), call.at());
      default -> new Value.Call(call.function(), value(argument), call.at());
    };
  }

  private Value ref(Value.Call call) {
    return call.argument() instanceof Value.Scalar name && name.text().equals("AWS::StackName")
        ? new Value.Call("Fn::Sub", new Value.Scalar(stackName(), name.at()), call.at())
        : new Value.Call("Ref", plain(call.argument()), call.at());
  }

  /** A nested stack's name begins with that of the stack around it. */
  private String stackName() {
    return "${AWS::StackName}-" + stack.replace(SEPARATOR, "-");
  }

  /** An argument that is a name, or a list that begins with one. */
  private Value first(Value argument) {
    if (!(argument instanceof Value.Sequence(List<Value> items, Place at)) || items.isEmpty()) {
      return plain(argument);
    }
    List<Value> all = new ArrayList<>();
    all.add(plain(items.getFirst()));
    items.stream().skip(1).map(this::value).forEach(all::add);
    return new Value.Sequence(all, at);
  }

  /** The name of a mapping may be computed. */
  private Value map(Value argument) {
    if (!(argument instanceof Value.Sequence(List<Value> items, Place at))
        || items.isEmpty()
        || items.getFirst() instanceof Value.Scalar) {
      return first(argument);
    }
    List<Value> all = new ArrayList<>(items.stream().map(this::value).toList());
    Place there = items.getFirst().at();
    all.set(
        0,
        new Value.Call(
            "Fn::Join",
            new Value.Sequence(
                List.of(
                    new Value.Scalar("", there),
                    new Value.Sequence(
                        List.of(new Value.Scalar(name(""), there), all.getFirst()), there)),
                there),
            there));
    return new Value.Sequence(all, at);
  }

  private Value substitution(Value argument) {
    if (argument instanceof Value.Scalar text) {
      return text(text, Set.of());
    }
    if (argument instanceof Value.Sequence(List<Value> two, Place at)
        && two.size() == 2
        && two.getFirst() instanceof Value.Scalar text
        && two.get(1) instanceof Value.Mapping own) {
      return new Value.Sequence(List.of(text(text, own.entries().keySet()), value(own)), at);
    }
    return value(argument);
  }

  private Value text(Value.Scalar text, Set<String> own) {
    Matcher variable = VARIABLE.matcher(text.text());
    String made =
        variable.replaceAll(found ->
            Matcher.quoteReplacement(
                own.contains(found.group(1)) ? found.group() : variable(found.group(1))));
    return new Value.Scalar(made, text.literal(), text.at());
  }

  private String variable(String name) {
    return name.equals("AWS::StackName") ? stackName() : "${" + name(name) + "}";
  }

  private interface Part {
    Value of(String key, Value value);
  }

  private static Value each(Value.Mapping mapping, Part part) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((key, entry) ->
            entries.put(key, new Value.Entry(entry.at(), part.of(key, entry.value()))));
    return new Value.Mapping(entries, mapping.at());
  }

  /** A name for a resource without one; services limit how long it is. */
  static String generatedName(String logicalId) {
    String name = TerraformTemplate.shortName(logicalId);
    return name.length() <= LONGEST || name.equals(logicalId)
        ? name
        : "%s-%08x".formatted(name.substring(0, LONGEST - 9), name.hashCode());
  }

  /** The stack that a name belongs to, with the separator; empty for the outermost template. */
  static String prefix(String name) {
    return name.substring(0, name.lastIndexOf(SEPARATOR) + 1);
  }

  /** The part of a name that its own template knows. */
  static Optional<String> bare(String name) {
    return name.contains(SEPARATOR)
        ? Optional.of(name.substring(prefix(name).length()))
        : Optional.empty();
  }
}
