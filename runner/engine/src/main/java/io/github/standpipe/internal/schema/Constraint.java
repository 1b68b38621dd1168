package io.github.standpipe.internal.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a value must satisfy: all of some schemas. Without a schema, every value does.
 *
 * @param places the schemas, without repetition
 * @param isNever whether no value satisfies it
 */
public record Constraint(List<SchemaPlace> places, boolean isNever) {
  static final Constraint ANY = new Constraint(List.of(), false);
  static final Constraint NEVER = new Constraint(List.of(), true);

  private static final int MOST_ALIASES = 50;

  public Constraint {
    places = List.copyOf(places);
  }

  /** The constraint of a schema, or of the one that it only refers to. */
  static Constraint of(SchemaPlace place) {
    SchemaPlace at = place;
    Optional<SchemaPlace> target = at.alias();
    for (int i = 0; target.isPresent() && i < MOST_ALIASES; i++) {
      at = target.get();
      target = at.alias();
    }
    return at.node().isBoolean()
        ? at.node().booleanValue() ? ANY : NEVER
        : new Constraint(List.of(at), false);
  }

  Constraint and(Constraint other) {
    if (isNever || other.isNever) {
      return NEVER;
    }
    Set<SchemaPlace> all = new LinkedHashSet<>(places);
    all.addAll(other.places);
    return new Constraint(List.copyOf(all), false);
  }

  boolean isAny() {
    return !isNever && places.isEmpty();
  }

  /** Whether certainly no value satisfies it, even if it does not say so. */
  boolean isImpossible() {
    return isNever || alternatives().isEmpty();
  }

  /** The same as alternatives of one type each. */
  List<Alternative> alternatives() {
    return Alternatives.of(this);
  }
}
