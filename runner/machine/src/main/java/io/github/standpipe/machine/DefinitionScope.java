package io.github.standpipe.machine;

import java.util.Optional;

/**
 * The context of a part of a definition.
 *
 * @param machineJsonata whether the whole machine's query language is JSONata; flows inside inherit
 *     it from the machine, not from the state around them
 * @param jsonata whether the state's query language is
 * @param express whether the flow runs as an Express workflow
 * @param depth the number of enclosing flows
 * @param states the field of {@code $states} that exists here besides input and context
 */
record DefinitionScope(
    DefinitionFindings findings,
    boolean machineJsonata,
    boolean jsonata,
    boolean express,
    int depth,
    Optional<StatesField> states) {

  /** The scope of a whole machine. */
  static DefinitionScope of(DefinitionFindings findings, boolean jsonata, boolean express) {
    return new DefinitionScope(findings, jsonata, jsonata, express, 0, Optional.empty());
  }

  DefinitionScope language(boolean stateJsonata) {
    return new DefinitionScope(
        findings, machineJsonata, stateJsonata, express, depth, Optional.empty());
  }

  /** The scope of a flow inside a state. */
  DefinitionScope inside(boolean isExpress) {
    return new DefinitionScope(
        findings, machineJsonata, machineJsonata, isExpress, depth + 1, Optional.empty());
  }

  DefinitionScope with(StatesField field) {
    return new DefinitionScope(
        findings, machineJsonata, jsonata, express, depth, Optional.of(field));
  }

  boolean has(StatesField field) {
    return states.filter(field::equals).isPresent();
  }

  String languageName() {
    return jsonata ? "JSONata" : "JSONPath";
  }
}
