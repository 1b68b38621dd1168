package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The properties at one level of a resource, resolved on demand.
 *
 * @param subject the logical id, for messages
 */
record Properties(String subject, Value.Mapping mapping, Scope scope) {
  private static final String TRANSFORM = "Fn::Transform";

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** The resolved value of a property; empty if it is absent or {@code AWS::NoValue}. */
  Optional<Value> value(String key) {
    return own(key).flatMap(scope::resolve);
  }

  /** A property as it is written; what an include adds to a mapping is unknown. */
  private Optional<Value> own(String key) {
    Optional<Value> own = mapping.get(key);
    if (own.isEmpty() && mapping.get(TRANSFORM).isPresent()) {
      throw unsupported(TRANSFORM);
    }
    return own;
  }

  /** Reports that an intrinsic cannot replace properties. */
  Fault unsupported(String function) {
    return at(function)
        .fault(
            "%s has %s, which is not supported; write the properties themselves"
                .formatted(subject, function));
  }

  Place at(String key) {
    return mapping.place(key);
  }

  Optional<String> text(String key) {
    return own(key).flatMap(value -> scope.text(value, what(key)));
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> at(key).fault(subject + " has no " + key));
  }

  /** A whole number, even if it is written as a string, which CloudFormation accepts. */
  OptionalInt whole(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get().strip()));
    } catch (NumberFormatException e) {
      throw at(key).fault(what(key) + " is '" + text.get() + "'; write a whole number");
    }
  }

  boolean flag(String key) {
    return text(key)
        .map(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on" -> true;
              case "false", "no", "off" -> false;
              default -> throw at(key).fault(what(key) + " is '" + text + "'; write true or false");
            })
        .orElse(false);
  }

  /** The items of a list, resolved; none if it is absent. */
  List<Value> list(String key) {
    return own(key).flatMap(value -> scope.items(value, what(key))).orElse(List.of());
  }

  /** The properties below a property; none if it is absent. */
  Properties child(String key) {
    return value(key)
        .map(value -> child(key, value))
        .orElseGet(() -> new Properties(subject, new Value.Mapping(Map.of(), at(key)), scope));
  }

  /** The properties of a value that was found below a property. */
  Properties child(String key, Value value) {
    if (value instanceof Value.Mapping below) {
      return new Properties(subject, below, scope);
    }
    throw at(key).fault(what(key) + " is " + value.kind() + "; write a mapping");
  }

  /** A property with a string of JSON, which is often written as a mapping by mistake. */
  Optional<String> jsonText(String key, String where) {
    return value(key)
        .map(value ->
            switch (value) {
              case Value.Scalar(String text, boolean literal, Place at) -> text;
              case Value other ->
                  throw new Fault(
                      where,
                      "is "
                          + other.kind()
                          + "; it must be a string of JSON: write "
                          + key
                          + ": | and the JSON below it");
            });
  }

  /** The place and description of a property, as the messages of the pipe engine begin. */
  String where(String key, String what) {
    return at(key).where() + ": " + subject + " " + what;
  }

  private String what(String key) {
    return subject + "'s " + key;
  }
}
