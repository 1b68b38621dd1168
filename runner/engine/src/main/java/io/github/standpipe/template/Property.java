package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a template at one place, as far as it is known: nothing, a value, or something
 * that only a deployment determines. No method throws.
 */
public final class Property {
  private final Place at;
  private final Scope scope;
  private final @Nullable Value written;
  private final @Nullable Value value;
  private final boolean unknown;

  private Property(
      Place at, Scope scope, @Nullable Value written, @Nullable Value value, boolean unknown) {
    this.at = at;
    this.scope = scope;
    this.written = written;
    this.value = value;
    this.unknown = unknown;
  }

  /** A value as it is written, resolved as far as possible. */
  static Property of(Place at, Scope scope, @Nullable Value written) {
    if (written == null) {
      return new Property(at, scope, null, null, false);
    }
    try {
      return new Property(at, scope, written, scope.resolve(written).orElse(null), false);
    } catch (Fault e) {
      return new Property(at, scope, written, null, true);
    }
  }

  /** {@return the place of its key; if it is absent, the place where it would belong} */
  public Place at() {
    return at;
  }

  /** {@return the place of its value; if it is absent, the place where its key would belong} */
  public Place valueAt() {
    return written == null ? at : written.at();
  }

  /** {@return whether it is not set, or is {@code AWS::NoValue}} */
  public boolean isAbsent() {
    return value == null && !unknown;
  }

  /** {@return whether it is set to something that cannot be resolved} */
  public boolean isUnknown() {
    return unknown;
  }

  /** {@return whether it has a value that can be resolved} */
  public boolean isKnown() {
    return value != null;
  }

  /** {@return whether its value is known and has keys} */
  public boolean isMapping() {
    return value instanceof Value.Mapping;
  }

  /** {@return whether its value is known and a list} */
  public boolean isList() {
    return value instanceof Value.Sequence;
  }

  /** {@return whether its value is known and a scalar: a string, a number or a boolean} */
  public boolean isText() {
    return value instanceof Value.Scalar;
  }

  /** {@return whether it is written as a plain string without an intrinsic} */
  public boolean isLiteral() {
    return written instanceof Value.Scalar;
  }

  /**
   * {@return how a message describes the value: {@code 'STANDARD'}, {@code a list}, {@code
   * Fn::Sub}}
   */
  public String kind() {
    Value shown = value == null ? written : value;
    return shown == null ? "nothing" : shown.kind();
  }

  /** {@return the string as it is written, with its dynamic references; empty for anything else} */
  public Optional<String> written() {
    return written instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /**
   * {@return the parameters and resources that it names by {@code Ref}, {@code GetAtt} or {@code
   * Sub}}
   */
  public Set<String> names() {
    return written == null ? Set.of() : References.in(written);
  }

  /**
   * {@return the name by which {@code --parameter} gives a value to a plain {@code Ref} of a
   * parameter or an import; empty for any other value}
   */
  public Optional<String> outside() {
    if (written instanceof Value.Call(String function, Value argument, Place p)
        && function.equals("Fn::ImportValue")) {
      return of(at, scope, argument).text();
    }
    return direct();
  }

  /**
   * {@return the resource or parameter that it is a plain {@code Ref} or {@code Fn::GetAtt} of;
   * empty for any other value}
   */
  public Optional<String> direct() {
    boolean plain =
        written instanceof Value.Call call
            && (call.function().equals("Ref") || call.function().equals("Fn::GetAtt"));
    return plain ? names().stream().findFirst() : Optional.empty();
  }

  /**
   * {@return the value as it is written, in one line; two properties with the same expression have
   * the same value. Empty if it is absent}
   */
  public Optional<String> expression() {
    return Optional.ofNullable(written).map(Property::line);
  }

  private static String line(Value value) {
    return switch (value) {
      case Value.Scalar(String text, boolean literal, Place at) -> '"' + text + '"';
      case Value.Sequence(List<Value> items, Place at) ->
          items.stream().map(Property::line).collect(Collectors.joining(",", "[", "]"));
      case Value.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(one -> '"' + one.getKey() + "\":" + line(one.getValue().value()))
              .collect(Collectors.joining(",", "{", "}"));
      case Value.Call(String function, Value argument, Place at) ->
          function
              + "("
              + line(argument).replaceFirst("^\\[\"(\\w+)\",\"(\\w+)\"]$", "\"$1.$2\"")
              + ")";
      case Value.Nothing nothing -> "null";
    };
  }

  /** {@return the text of a known scalar; empty for anything else} */
  public Optional<String> text() {
    return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /**
   * {@return a whole number of at most nine digits, even if it is written as a string; empty for
   * anything else}
   */
  public OptionalInt whole() {
    return text()
        .map(String::strip)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /** {@return whether it is known to be true; false if it is absent or unknown} */
  public boolean isTrue() {
    return text().filter("true"::equalsIgnoreCase).isPresent();
  }

  /** {@return whether it is known to be false; false if it is absent or unknown} */
  public boolean isFalse() {
    return text().filter("false"::equalsIgnoreCase).isPresent();
  }

  /**
   * {@return its value under a key; absent if it is not a mapping, unknown if it is unknown itself}
   *
   * @param key the name of a property
   */
  public Property get(String key) {
    if (unknown) {
      return this;
    }
    if (value instanceof Value.Mapping mapping) {
      boolean open = mapping.get(key).isEmpty() && mapping.get("Fn::Transform").isPresent();
      return open
          ? new Property(mapping.at(), scope, null, null, true)
          : of(mapping.place(key), scope, mapping.get(key).orElse(null));
    }
    return new Property(at, scope, null, null, false);
  }

  /** {@return its keys in the order of the template; empty if it is not a mapping} */
  public List<String> keys() {
    return value instanceof Value.Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of();
  }

  /** {@return its items without those that have no value; empty if it is not a list} */
  public List<Property> items() {
    return value instanceof Value.Sequence sequence
        ? sequence.items().stream()
            .map(item -> of(item.at(), scope, item))
            .filter(item -> !item.isAbsent())
            .toList()
        : List.of();
  }

  /** {@return its items, or itself if it is set but not a list; empty if it is absent} */
  public List<Property> itemsOrSelf() {
    return isList() ? items() : isAbsent() ? List.of() : List.of(this);
  }

  /** {@return itself, or its JSON text parsed; unknown if the text is not JSON} */
  public Property parsed() {
    return parsed(text -> text);
  }

  /** The same, with a text that is changed before it is read. */
  Property parsed(UnaryOperator<String> change) {
    return text().map(change).map(this::parsed).orElse(this);
  }

  private Property parsed(String text) {
    try {
      return of(at, scope, JsonValues.read(text, valueAt()));
    } catch (JsonProcessingException | Fault e) {
      return new Property(at, scope, written, null, true);
    }
  }

  /** Why its text, changed before it is read, is not JSON; empty if it is, or is not a text. */
  Optional<Fault> notJson(UnaryOperator<String> change) {
    Optional<String> text = text().map(change);
    try {
      if (text.isPresent()) {
        JsonValues.read(text.get(), valueAt());
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(valueAt().fault("is not JSON: " + Json.reason(e)));
    } catch (Fault e) {
      return Optional.of(e);
    }
  }

  /**
   * {@return the whole value as JSON, with each intrinsic resolved; empty if it is absent or one of
   * them cannot be resolved}
   */
  public Optional<JsonNode> json() {
    try {
      Value known = value;
      return known == null ? Optional.empty() : Optional.of(new ResolvedJson(scope).node(known));
    } catch (Fault e) {
      return Optional.empty();
    }
  }
}
