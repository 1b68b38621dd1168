package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.standpipe.internal.lookup.Server.Reply;
import io.github.standpipe.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of DynamoDB that a look-up asks, on loopback: BatchGetItem in its JSON protocol. */
final class Dynamo implements AutoCloseable {
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final Server server = new Server(this::answer);
  private final Map<JsonNode, ObjectNode> items = new LinkedHashMap<>();
  private volatile Interference interference = (call, request) -> null;

  /** Answers a call in place of the tables, or with null leaves it to them. */
  @FunctionalInterface
  interface Interference {
    @org.jspecify.annotations.Nullable
    Reply with(int call, JsonNode request) throws Exception;
  }

  Dynamo interfering(Interference with) {
    interference = with;
    return this;
  }

  /** Puts an item, its attributes in DynamoDB's JSON, under a key in the same form. */
  Dynamo put(String table, String key, String attributes) {
    ObjectNode item = (ObjectNode) Function.json(key);
    item.setAll((ObjectNode) Function.json(attributes));
    items.put(place(table, Function.json(key)), item);
    return this;
  }

  private static JsonNode place(String table, JsonNode key) {
    return Json.array().add(table).add(key);
  }

  Function function(Function function) {
    return function
        .set("AWS_ENDPOINT_URL_DYNAMODB", server.at())
        .set("AWS_REGION", "eu-central-1")
        .set("AWS_ACCESS_KEY_ID", "id")
        .set("AWS_SECRET_ACCESS_KEY", "secret");
  }

  private Reply answer(HttpExchange exchange, String body) throws Exception {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (!"DynamoDB_20120810.BatchGetItem".equals(target)) {
      return error(400, "UnknownOperationException", target);
    }
    JsonNode request = Function.json(body);
    requests.add(request);
    Reply other = interference.with(requests.size(), request);
    return other == null ? new Reply(200, Json.text(found(request))) : other;
  }

  /** What the tables hold. */
  ObjectNode found(JsonNode request) {
    ObjectNode answer = Json.object();
    ObjectNode responses = answer.putObject("Responses");
    answer.putObject("UnprocessedKeys");
    request
        .path("RequestItems")
        .properties()
        .forEach(table -> {
          ArrayNode found = responses.putArray(table.getKey());
          for (JsonNode key : table.getValue().path("Keys")) {
            ObjectNode item = items.get(place(table.getKey(), key));
            if (item != null) {
              found.insert(0, item); // in another order than they were asked for
            }
          }
        });
    return answer;
  }

  static Reply error(int status, String code, String message) {
    return new Reply(
        status,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
            + code
            + "\",\"message\":\""
            + message
            + "\"}");
  }

  /** How many keys each call asked for. */
  List<Integer> keysACall() {
    return requests.stream()
        .map(r -> r.path("RequestItems").elements().next().path("Keys").size())
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
