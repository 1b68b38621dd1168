package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a template says at one place, as far as it can be known: nothing, a value, or something that
 * only a deployment can tell. Nothing here throws.
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

  /** A value as it is written, resolved as far as can be. */
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

  /** Where its key stands; of an absent one, where it would belong. */
  public Place at() {
    return at;
  }

  /** Where its value stands. */
  public Place valueAt() {
    return written == null ? at : written.at();
  }

  /** Whether nothing is said, or {@code AWS::NoValue}. */
  public boolean isAbsent() {
    return value == null && !unknown;
  }

  /** Whether something is said that cannot be resolved here. */
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

  /** Whether it is written as a plain text and not by an intrinsic. */
  public boolean isLiteral() {
    return written instanceof Value.Scalar;
  }

  /** How a message names what is written: {@code 'STANDARD'}, {@code a list}, {@code Fn::Sub}. */
  public String kind() {
    Value told = value == null ? written : value;
    return told == null ? "nothing" : told.kind();
  }

  /** The text as it is written, with dynamic references in it; empty for anything else. */
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

  /** A whole number, also where it is written as a text. */
  public OptionalInt whole() {
    return text()
        .map(String::strip)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /** Whether it is true; an absent one and an unknown one are not. */
  public boolean isTrue() {
    return text().filter("true"::equalsIgnoreCase).isPresent();
  }

  public boolean isFalse() {
    return text().filter("false"::equalsIgnoreCase).isPresent();
  }

  /** What it says under a key; unknown where it is unknown itself. */
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

  /** Its keys in the order of the template; none where it is no mapping. */
  public List<String> keys() {
    return value instanceof Value.Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of();
  }

  /** Its items without those that are no value; none where it is no list. */
  public List<Property> items() {
    return value instanceof Value.Sequence sequence
        ? sequence.items().stream()
            .map(item -> of(item.at(), scope, item))
            .filter(item -> !item.isAbsent())
            .toList()
        : List.of();
  }

  /** Its items, or itself where it is no list but something is said. */
  public List<Property> itemsOrSelf() {
    return isList() ? items() : isAbsent() ? List.of() : List.of(this);
  }

  /** Itself, or what its JSON text says; unknown where the text is no JSON. */
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

  /** All of it as JSON, with each intrinsic resolved; empty where one cannot be. */
  public Optional<JsonNode> json() {
    try {
      Value known = value;
      return known == null ? Optional.empty() : Optional.of(new ResolvedJson(scope).node(known));
    } catch (Fault e) {
      return Optional.empty();
    }
  }
}
