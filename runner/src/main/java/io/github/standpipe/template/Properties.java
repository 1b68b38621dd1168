package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The properties at one level of a resource, resolved as they are asked for.
 *
 * @param subject the logical id, which messages name
 */
record Properties(String subject, Value.Mapping mapping, Scope scope) {
  private static final String TRANSFORM = "Fn::Transform";

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** What a property resolves to; empty where it is absent or {@code AWS::NoValue}. */
  Optional<Value> value(String key) {
    return own(key).flatMap(scope::resolve);
  }

  /** A property as it is written; what an include adds to a mapping cannot be known. */
  private Optional<Value> own(String key) {
    Optional<Value> own = mapping.get(key);
    if (own.isEmpty() && mapping.get(TRANSFORM).isPresent()) {
      throw unsupported(TRANSFORM);
    }
    return own;
  }

  /** Says that an intrinsic cannot stand in place of properties. */
  Fault unsupported(String function) {
    return at(function)
        .fault(
            "%s has %s, which is not supported; write its properties out"
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

  /** A whole number, also where it is written as a text, which CloudFormation takes. */
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

  /** The items of a list, resolved; none where it is absent. */
  List<Value> list(String key) {
    return own(key).flatMap(value -> scope.items(value, what(key))).orElse(List.of());
  }

  /** The properties below a property; none where it is absent. */
  Properties child(String key) {
    return value(key)
        .map(value -> child(key, value))
        .orElseGet(() -> new Properties(subject, new Value.Mapping(Map.of(), at(key)), scope));
  }

  /** The properties that a value holds, which was found below a property. */
  Properties child(String key, Value value) {
    if (value instanceof Value.Mapping below) {
      return new Properties(subject, below, scope);
    }
    throw at(key).fault(what(key) + " is " + value.kind() + "; write a mapping");
  }

  /** A property that holds JSON as a text, which is often written as a mapping by mistake. */
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
                          + "; it is JSON as a text: write "
                          + key
                          + ": | and the JSON below it");
            });
  }

  /** Where a property stands and what it is, as the pipe engine's messages begin. */
  String where(String key, String what) {
    return at(key).where() + ": " + subject + " " + what;
  }

  private String what(String key) {
    return subject + "'s " + key;
  }
}
