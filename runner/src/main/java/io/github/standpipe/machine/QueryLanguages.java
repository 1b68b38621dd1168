package io.github.standpipe.machine;

import java.util.Map;

/**
 * What evaluates the fields of states: JSONPath with its intrinsic functions, and JSONata. Each
 * text is compiled once.
 */
record QueryLanguages(
    JsonPaths paths,
    JsonataExpressions jsonata,
    IntrinsicFunctions functions,
    Map<String, Intrinsic.Call> calls) {

  Intrinsic.Call intrinsic(String text) {
    return calls.computeIfAbsent(text, IntrinsicParser::parse);
  }
}
