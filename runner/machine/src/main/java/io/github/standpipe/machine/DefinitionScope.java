package io.github.standpipe.machine;

/**
 * The context of a part of a definition.
 *
 * @param machineJsonata whether the whole machine's query language is JSONata; flows inside inherit
 *     it from the machine, not from the state around them
 * @param jsonata whether the state's query language is
 * @param express whether the flow runs as an Express workflow
 * @param depth the number of enclosing flows
 */
record DefinitionScope(
    DefinitionFindings findings,
    boolean machineJsonata,
    boolean jsonata,
    boolean express,
    int depth) {

  DefinitionScope language(boolean stateJsonata) {
    return new DefinitionScope(findings, machineJsonata, stateJsonata, express, depth);
  }

  /** The scope of a flow inside a state. */
  DefinitionScope inside(boolean isExpress) {
    return new DefinitionScope(findings, machineJsonata, machineJsonata, isExpress, depth + 1);
  }

  String languageName() {
    return jsonata ? "JSONata" : "JSONPath";
  }
}
