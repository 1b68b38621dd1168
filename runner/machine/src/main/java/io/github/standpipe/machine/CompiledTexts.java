package io.github.standpipe.machine;

import io.github.standpipe.internal.jsonata.CompiledExpression;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The paths, expressions, calls and templates of a machine, each compiled once for all of its runs.
 */
record CompiledTexts(
    JsonPaths paths,
    Map<String, CompiledExpression> expressions,
    Map<String, Intrinsic.Call> calls,
    Map<String, TaskResource> resources,
    PayloadTemplates templates) {

  CompiledTexts() {
    this(
        new JsonPaths(),
        new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>(),
        new PayloadTemplates());
  }

  QueryLanguages languages(Supplier<UUID> ids) {
    return new QueryLanguages(
        paths, new JsonataExpressions(expressions, ids), new IntrinsicFunctions(ids), this);
  }
}
