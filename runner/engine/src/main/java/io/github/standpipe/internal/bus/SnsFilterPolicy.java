package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import java.util.Optional;

/**
 * The filter policy of a subscription, applied to the message's attributes or its body (rule {@code
 * sns-filter}).
 */
record SnsFilterPolicy(EventPattern pattern, boolean onBody) {
  private static final int MOST_KEYS = 5;
  private static final int MOST_COMBINATIONS = 150;

  static SnsFilterPolicy parse(String text, boolean onBody, String where) {
    return new SnsFilterPolicy(
        EventPattern.parse(text, where, policy -> check(policy, onBody, where)), onBody);
  }

  private static void check(JsonNode policy, boolean onBody, String where) {
    Count count = new Count();
    count.add(policy, 0);
    if (!onBody && count.nested) {
      throw new Fault(
          where,
          "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
              + " policy");
    }
    if (count.keys > MOST_KEYS) {
      throw new Fault(
          where, "Invalid parameter: FilterPolicy: Filter policy can not have more than 5 keys");
    }
    if (count.combinations > MOST_COMBINATIONS) {
      throw new Fault(where, "Invalid parameter: FilterPolicy: Filter policy is too complex");
    }
    if (count.anythingButSuffix) {
      throw new Fault(
          where,
          "Invalid parameter: FilterPolicy: SNS does not accept anything-but"
              + " with suffix; invert the condition");
    }
  }

  /** The complexity of a policy. */
  private static final class Count {
    private int keys;
    private long combinations = 1;
    private boolean nested;
    private boolean anythingButSuffix;

    void add(JsonNode policy, int depth) {
      for (var field : policy.properties()) {
        if (field.getKey().equals("$or") && field.getValue().isArray()) {
          field.getValue().forEach(branch -> add(branch, depth));
        } else if (field.getValue().isArray()) {
          leaf(field.getValue(), depth);
        } else {
          nested = true;
          add(field.getValue(), depth + 1);
        }
      }
    }

    /** A value at depth n counts n times. */
    private void leaf(JsonNode matchers, int depth) {
      keys++;
      combinations = Math.min(MOST_COMBINATIONS + 1, combinations * matchers.size() * (depth + 1));
      for (JsonNode matcher : matchers) {
        anythingButSuffix |= matcher.path("anything-but").has("suffix");
      }
    }
  }

  /** What the policy is applied to; empty if the body is not an object, which no policy passes. */
  Optional<JsonNode> subject(Publication publication) {
    return onBody ? body(publication.message()) : Optional.of(attributes(publication));
  }

  private static Optional<JsonNode> body(String message) {
    try {
      return Optional.of(Json.parse(message)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode attributes(Publication publication) {
    ObjectNode values = Json.object();
    publication
        .attributes()
        .properties()
        .forEach(one -> value(one.getValue()).ifPresent(value -> values.set(one.getKey(), value)));
    return values;
  }

  /** Numbers and arrays are compared by value, and binary values are not compared. */
  private static Optional<JsonNode> value(JsonNode attribute) {
    String type = attribute.path("Type").asText();
    JsonNode value = attribute.path("Value");
    if (type.startsWith("Binary")) {
      return Optional.empty();
    }
    boolean isJson = type.equals("String.Array") || type.startsWith("Number");
    try {
      return Optional.of(isJson ? Json.parse(value.asText()) : value);
    } catch (JsonProcessingException e) {
      return Optional.of(value);
    }
  }
}
