package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The leaf values of nested properties, by path. */
final class Leaves {
  /** The API's defaults by path: a default is equal to a missing property. */
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
        item(node.get(i), path + "[" + i + "]", leaves);
      }
    } else {
      leaves.put(path, node);
    }
  }

  /** An item of a list counts, even if it does not hold a value. */
  private static void item(JsonNode item, String path, Map<String, JsonNode> leaves) {
    int before = leaves.size();
    collect(item, path, leaves);
    if (leaves.size() == before) {
      leaves.put(path, item);
    }
  }

  /** Whether the value at one path is inside that at another. */
  static boolean isInside(String path, String above) {
    return path.startsWith(above)
        && path.length() > above.length()
        && ".[ ".indexOf(path.charAt(above.length())) >= 0;
  }

  /** Whether leaves are inside the value at a path. */
  static boolean isAbove(String path, Map<String, JsonNode> leaves) {
    return path.endsWith("]") && leaves.keySet().stream().anyMatch(leaf -> isInside(leaf, path));
  }

  /** Whether a value is the API's default. */
  static boolean isStandard(String path, JsonNode value) {
    return STANDARD.entrySet().stream()
        .anyMatch(e -> e.getKey().matcher(path).matches() && e.getValue().equals(value.asText()));
  }

  /** Whether a value may be a secret, which is not shown. */
  static boolean isSecret(String path) {
    return SECRET.matcher(path).matches();
  }
}
