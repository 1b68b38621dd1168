package io.github.standpipe.machine;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What evaluates the fields of states: JSONPath with its intrinsic functions, and JSONata. Each text
 * is compiled once.
 */
record QueryLanguages(
    JsonPaths paths,
    JsonataExpressions jsonata,
    IntrinsicFunctions functions,
    Map<String, Intrinsic.Call> calls) {

  static QueryLanguages of(Supplier<UUID> ids) {
    return new QueryLanguages(
        new JsonPaths(),
        new JsonataExpressions(ids),
        new IntrinsicFunctions(ids),
        new ConcurrentHashMap<>());
  }

  Intrinsic.Call intrinsic(String text) {
    return calls.computeIfAbsent(text, IntrinsicParser::parse);
  }
}
