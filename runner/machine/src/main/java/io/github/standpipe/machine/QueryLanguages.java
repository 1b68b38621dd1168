package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;

/**
 * The evaluators of states' fields: JSONPath with its intrinsic functions, and JSONata. Each text
 * is compiled once.
 */
record QueryLanguages(
    JsonPaths paths,
    JsonataExpressions jsonata,
    IntrinsicFunctions functions,
    CompiledTexts texts) {

  Intrinsic.Call intrinsic(String text) {
    return texts.calls().computeIfAbsent(text, IntrinsicParser::parse);
  }

  PayloadTemplate template(JsonNode template) {
    return texts.templates().of(template);
  }

  TaskResource resource(String arn) {
    return texts.resources().computeIfAbsent(arn, TaskResource::parse);
  }
}
