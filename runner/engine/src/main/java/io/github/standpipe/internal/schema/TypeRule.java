package io.github.standpipe.internal.schema;

/** What the values of one type must satisfy besides their type. */
sealed interface TypeRule permits NoRule, TextRule, NumberRule, ListRule, ObjectRule {

  /** Both rules; they are of the same type. */
  TypeRule and(TypeRule other);

  /** Whether certainly no value satisfies the rule. */
  boolean isImpossible();
}
