package io.github.standpipe.machine;

/** Checks one value of a definition and reports what the service would refuse. */
@FunctionalInterface
interface FieldRule {
  void check(DefinitionSpot spot);

  /** This rule, and then another one. */
  default FieldRule and(FieldRule other) {
    return spot -> {
      check(spot);
      other.check(spot);
    };
  }
}
