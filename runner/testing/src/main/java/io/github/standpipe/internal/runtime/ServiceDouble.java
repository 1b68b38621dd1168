package io.github.standpipe.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Invocation;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers a function's calls of DynamoDB from the look-ups of a case: GetItem and BatchGetItem of
 * the table whose name the look-up has, or which a {@code LOOKUP_} variable gives to it. Any other
 * call of AWS is refused.
 *
 * @param lookups by name
 * @param tables the names of look-ups by the table that they read
 */
public record ServiceDouble(
    Map<String, Lookup> lookups, Map<String, String> tables, Invocation invocation) {
  private static final String TARGET = "x-amz-target";
  private static final String DYNAMODB = "DynamoDB_20120810.";

  ApiResponse answer(ApiRequest request) {
    String target = request.header(TARGET);
    try {
      JsonNode call = Json.parse(request.body());
      return switch (target) {
        case DYNAMODB + "GetItem" -> typed(getItem(call));
        case DYNAMODB + "BatchGetItem" -> typed(batchGetItem(call));
        default -> refusal("the function calls " + operation(request));
      };
    } catch (IOException e) {
      return refusal("the function calls " + operation(request));
    } catch (Fault e) {
      return refusal(e.getMessage());
    } catch (Exception e) {
      return refusal(e.getClass().getSimpleName());
    }
  }

  private static String operation(ApiRequest request) {
    String target = request.header(TARGET);
    return target.isEmpty() ? request.method() + " of another service" : target;
  }

  /** A refusal that an SDK does not retry. */
  static ApiResponse refusal(String what) {
    ObjectNode body = Json.object();
    body.put("__type", "com.amazon.coral.service#AccessDeniedException");
    body.put(
        "message",
        what
            + "; in a run on fixtures only DynamoDB's GetItem and BatchGetItem are answered, from"
            + " lookups/<table>.json; run with --lookups live to reach AWS");
    return typed(ApiResponse.json(400, body));
  }

  private static ApiResponse typed(ApiResponse response) {
    return response
        .with("Content-Type", "application/x-amz-json-1.0")
        .with("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
  }

  private ApiResponse getItem(JsonNode call) throws Exception {
    ObjectNode answer = Json.object();
    item(call.path("TableName").asText(), call.path("Key"))
        .ifPresent(item -> answer.set("Item", projected(item, call)));
    return ApiResponse.json(200, answer);
  }

  private ApiResponse batchGetItem(JsonNode call) throws Exception {
    ObjectNode responses = Json.object();
    for (var table : call.path("RequestItems").properties()) {
      ArrayNode items = Json.array();
      for (JsonNode key : table.getValue().path("Keys")) {
        item(table.getKey(), key).ifPresent(item -> items.add(projected(item, table.getValue())));
      }
      responses.set(table.getKey(), items);
    }
    ObjectNode answer = Json.object();
    answer.set("Responses", responses);
    answer.set("UnprocessedKeys", Json.object());
    return ApiResponse.json(200, answer);
  }

  /** Only plain names are projected; an expression with paths leaves the item whole. */
  private static JsonNode projected(ObjectNode item, JsonNode call) {
    String expression = call.path("ProjectionExpression").asText("");
    if (expression.isEmpty() || expression.matches(".*[.\\[].*")) {
      return item;
    }
    ObjectNode projected = Json.object();
    for (String part : expression.split(",")) {
      String name = call.path("ExpressionAttributeNames").path(part.strip()).asText(part.strip());
      if (item.has(name)) {
        projected.set(name, item.get(name));
      }
    }
    return projected;
  }

  private Optional<ObjectNode> item(String table, JsonNode key) throws Exception {
    String name = Arn.name(table).replaceFirst("^table/", "");
    Optional<Lookup> lookup =
        Optional.ofNullable(lookups.get(tables.getOrDefault(name, name)))
            .or(() -> Optional.ofNullable(lookups.get(name)));
    if (lookup.isEmpty()) {
      throw new Fault("no fixture answers the table " + name + "; add lookups/" + name + ".json");
    }
    Map<String, JsonNode> documents = lookup.get().find(keyTexts(key), invocation);
    if (documents.isEmpty()) {
      return Optional.empty();
    }
    if (!(documents.values().iterator().next() instanceof ObjectNode found)) {
      throw new Fault("lookups/" + name + ".json: a document is not an object, as an item is");
    }
    Map<String, JsonNode> members = new LinkedHashMap<>();
    key.properties().forEach(part -> members.put(part.getKey(), part.getValue()));
    found.properties().forEach(m -> members.put(m.getKey(), DynamoItems.attribute(m.getValue())));
    ObjectNode item = Json.object();
    members.forEach(item::set);
    return Optional.of(item);
  }

  /** A key as look-ups write it; one with a sort key in either order of its parts. */
  private static Set<String> keyTexts(JsonNode key) {
    List<String> parts = new ArrayList<>();
    for (var part : key.properties()) {
      part.getValue().properties().forEach(value -> parts.add(value.getValue().asText()));
    }
    return parts.size() == 1
        ? Set.of(parts.getFirst())
        : new TreeSet<>(List.of(Json.text(array(parts)), Json.text(array(parts.reversed()))));
  }

  private static ArrayNode array(List<String> parts) {
    ArrayNode array = Json.array();
    parts.forEach(array::add);
    return array;
  }
}
