package io.github.standpipe.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The single values of nested properties, by path. */
final class Leaves {
  /** What the API takes where nothing is said, by path: no difference to nothing. */
  private static final Map<Pattern, String> STANDARD =
      Map.of(
          Pattern.compile("SourceParameters\\.SqsQueueParameters\\.BatchSize"), "10",
          Pattern.compile("SourceParameters\\.(?!Sqs)\\w+\\.BatchSize"), "100",
          Pattern.compile("SourceParameters\\.\\w+\\.MaximumBatchingWindowInSeconds"), "0",
          Pattern.compile("DesiredState"), "RUNNING",
          Pattern.compile("TargetParameters\\.\\w+\\.InvocationType"), "REQUEST_RESPONSE",
          Pattern.compile("LogConfiguration\\.Level"), "OFF",
          Pattern.compile("LogConfiguration\\.S3LogDestination\\.OutputFormat"), "json",
          Pattern.compile("Description|Enrichment|KmsKeyIdentifier|\\w+\\.InputTemplate"), "");

  private static final Pattern SECRET =
      Pattern.compile(".*\\.(HeaderParameters|QueryStringParameters|Environment)\\b.*");
  private static final Pattern JSON_TEXT = Pattern.compile(".*\\.(Pattern|InputTemplate)");

  private Leaves() {}

  static Map<String, JsonNode> of(JsonNode properties) {
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    collect(properties, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String path, Map<String, JsonNode> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(e ->
              collect(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "[" + i + "]", leaves);
      }
    } else {
      leaves.put(path, node);
    }
  }

  /** Whether a value is what the API takes where nothing is said. */
  static boolean isStandard(String path, JsonNode value) {
    return STANDARD.entrySet().stream()
        .anyMatch(e -> e.getKey().matcher(path).matches() && e.getValue().equals(value.asText()));
  }

  /** Whether a value may be a secret, which is not shown. */
  static boolean isSecret(String path) {
    return SECRET.matcher(path).matches();
  }

  /** The JSON that the text at a path is, where it is an object or an array. */
  static Optional<JsonNode> json(String path, JsonNode text) {
    if (!JSON_TEXT.matcher(path).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text.asText())).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // an input template need not be JSON
    }
  }
}
