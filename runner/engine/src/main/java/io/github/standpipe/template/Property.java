package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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

  /** The place of its key; if it is absent, the place where it would belong. */
  public Place at() {
    return at;
  }

  /** The place of its value. */
  public Place valueAt() {
    return written == null ? at : written.at();
  }

  /** Whether it is not set, or {@code AWS::NoValue}. */
  public boolean isAbsent() {
    return value == null && !unknown;
  }

  /** Whether it is set to something that cannot be resolved. */
  public boolean isUnknown() {
    return unknown;
  }

  public boolean isKnown() {
    return value != null;
  }

  public boolean isMapping() {
    return value instanceof Value.Mapping;
  }

  public boolean isList() {
    return value instanceof Value.Sequence;
  }

  public boolean isText() {
    return value instanceof Value.Scalar;
  }

  /** Whether it is written as a plain string without an intrinsic. */
  public boolean isLiteral() {
    return written instanceof Value.Scalar;
  }

  /** How a message describes the value: {@code 'STANDARD'}, {@code a list}, {@code Fn::Sub}. */
  public String kind() {
    Value shown = value == null ? written : value;
    return shown == null ? "nothing" : shown.kind();
  }

  /** The string as it is written, with its dynamic references; empty for anything else. */
  public Optional<String> written() {
    return written instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** The parameters and resources that it names by {@code Ref}, {@code GetAtt} or {@code Sub}. */
  public Set<String> names() {
    return written == null ? Set.of() : References.in(written);
  }

  /** The resource or parameter that it is a plain {@code Ref} or {@code Fn::GetAtt} of. */
  public Optional<String> direct() {
    boolean plain =
        written instanceof Value.Call call
            && (call.function().equals("Ref") || call.function().equals("Fn::GetAtt"));
    return plain ? names().stream().findFirst() : Optional.empty();
  }

  public Optional<String> text() {
    return value instanceof Value.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** A whole number, even if it is written as a string. */
  public OptionalInt whole() {
    return text()
        .map(String::strip)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /** Whether it is true; an absent or unknown one is not. */
  public boolean isTrue() {
    return text().filter("true"::equalsIgnoreCase).isPresent();
  }

  public boolean isFalse() {
    return text().filter("false"::equalsIgnoreCase).isPresent();
  }

  /** Its value under a key; unknown if it is unknown itself. */
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

  /** Its keys in the order of the template; none if it is not a mapping. */
  public List<String> keys() {
    return value instanceof Value.Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of();
  }

  /** Its items without those that have no value; none if it is not a list. */
  public List<Property> items() {
    return value instanceof Value.Sequence sequence
        ? sequence.items().stream()
            .map(item -> of(item.at(), scope, item))
            .filter(item -> !item.isAbsent())
            .toList()
        : List.of();
  }

  /** Its items, or itself if it is set but not a list. */
  public List<Property> itemsOrSelf() {
    return isList() ? items() : isAbsent() ? List.of() : List.of(this);
  }

  /** Itself, or its parsed JSON text; unknown if the text is not JSON. */
  public Property parsed() {
    return text().map(this::parsed).orElse(this);
  }

  private Property parsed(String text) {
    try {
      return of(at, scope, JsonValues.read(text, valueAt()));
    } catch (JsonProcessingException | Fault e) {
      return new Property(at, scope, written, null, true);
    }
  }

  /** The whole value as JSON, with each intrinsic resolved; empty if one cannot be. */
  public Optional<JsonNode> json() {
    try {
      Value known = value;
      return known == null ? Optional.empty() : Optional.of(new ResolvedJson(scope).node(known));
    } catch (Fault e) {
      return Optional.empty();
    }
  }
}
