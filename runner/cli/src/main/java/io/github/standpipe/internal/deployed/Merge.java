package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;

/** The properties that an update sends. */
final class Merge {

  private Merge() {}

  /** The deployed properties, overridden by the template's; lists are replaced. */
  static ObjectNode over(DeployedPipe deployed, ObjectNode template) {
    ObjectNode there = deployed.properties().deepCopy();
    forget("Target", "TargetParameters", there, template);
    forget("Enrichment", "EnrichmentParameters", there, template);
    return over(there, template);
  }

  /** Parameters of the old target are removed if the target becomes one of another kind. */
  private static void forget(
      String property, String parameters, ObjectNode deployed, ObjectNode template) {
    boolean same =
        !template.has(property)
            || kind(template.get(property)).equals(kind(deployed.path(property)));
    if (!same && deployed.get(parameters) instanceof ObjectNode own) {
      own.retain("InputTemplate");
    }
  }

  /**
   * The kind of a target, which decides its parameters: its service; for EventBridge also whether
   * it is a bus or a destination, for SQS whether the queue is FIFO.
   */
  private static String kind(JsonNode target) {
    return Arn.parse(target.asText("")).map(Merge::kind).orElse("");
  }

  private static String kind(Arn target) {
    return switch (target.service()) {
      case "events" -> "events " + target.resource().replaceFirst("/.*", "");
      case "sqs" -> "sqs " + target.resource().endsWith(".fifo");
      default -> target.service();
    };
  }

  private static ObjectNode over(ObjectNode deployed, ObjectNode template) {
    ObjectNode merged = deployed.deepCopy();
    for (var entry : template.properties()) {
      JsonNode ours = entry.getValue();
      merged.set(
          entry.getKey(),
          ours instanceof ObjectNode object
                  && merged.get(entry.getKey()) instanceof ObjectNode below
              ? over(below, object)
              : ours);
    }
    return merged;
  }

  /**
   * The template's properties only, with the values that make the API remove what it would
   * otherwise keep: an empty text, an empty list of filters, the level OFF.
   */
  static ObjectNode exact(ObjectNode template, DeployedPipe deployed) {
    ObjectNode exact = template.deepCopy();
    for (String property : new String[] {"Description", "Enrichment", "KmsKeyIdentifier"}) {
      if (isGone(property, template, deployed.properties())) {
        exact.put(property, "");
      }
    }
    if (!exact.has("DesiredState")) {
      exact.put("DesiredState", "RUNNING");
    }
    if (isGone("LogConfiguration", template, deployed.properties())) {
      exact.set("LogConfiguration", Json.object().put("Level", "OFF"));
    }
    below("EnrichmentParameters", "InputTemplate", exact, deployed);
    below("TargetParameters", "InputTemplate", exact, deployed);
    below("SourceParameters", "FilterCriteria", exact, deployed);
    below("SourceParameters", "SqsQueueParameters", exact, deployed);
    return exact;
  }

  private static void below(String above, String key, ObjectNode exact, DeployedPipe deployed) {
    ObjectNode there = object(deployed.properties(), above);
    if (isGone(key, object(exact, above), there) || isCleared(above, key, exact, deployed)) {
      exact.withObject("/" + above).set(key, removed(key));
    }
  }

  /** An object is removed by an empty text in it; otherwise it would stay. */
  private static boolean isCleared(
      String above, String key, ObjectNode exact, DeployedPipe deployed) {
    return key.equals("InputTemplate") && isGone(above, exact, deployed.properties());
  }

  private static JsonNode removed(String key) {
    return switch (key) {
      case "FilterCriteria" -> Json.object().set("Filters", Json.array());
      case "SqsQueueParameters" ->
          Json.object().put("BatchSize", 10).put("MaximumBatchingWindowInSeconds", 0);
      default -> Json.object().textNode("");
    };
  }

  private static ObjectNode object(ObjectNode properties, String key) {
    return properties.get(key) instanceof ObjectNode object ? object : Json.object();
  }

  private static boolean isGone(String key, ObjectNode ours, ObjectNode theirs) {
    return theirs.has(key) && !ours.has(key);
  }
}
