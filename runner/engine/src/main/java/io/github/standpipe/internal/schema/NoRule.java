package io.github.standpipe.internal.schema;

/** Booleans and nulls have nothing besides their values. */
record NoRule() implements TypeRule {
  @Override
  public TypeRule and(TypeRule other) {
    return this;
  }

  @Override
  public boolean isImpossible() {
    return false;
  }
}
