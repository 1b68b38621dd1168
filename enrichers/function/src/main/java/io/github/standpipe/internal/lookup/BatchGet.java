package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.internal.signed.AwsJson;
import io.github.standpipe.internal.signed.CredentialsException;
import io.github.standpipe.internal.signed.Reply;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One BatchGetItem; what it leaves unprocessed is asked for again. */
record BatchGet(AwsJson dynamo, Table table) implements LookupCall {

  @Override
  public int parts() {
    return table.key().size();
  }

  @Override
  public Optional<JsonNode> withoutAsking(String key) {
    return table.key(key).isPresent() ? Optional.empty() : Optional.of(MissingNode.getInstance());
  }

  @Override
  public ServiceAnswer ask(List<String> keys, Figures figures) throws IOException {
    Map<ObjectNode, List<String>> texts = new LinkedHashMap<>();
    for (String text : keys) {
      ObjectNode key = table.key(text).orElseThrow();
      texts.computeIfAbsent(key, k -> new ArrayList<>()).add(text);
    }
    return ask(texts, figures);
  }

  private ServiceAnswer ask(Map<ObjectNode, List<String>> texts, Figures figures)
      throws IOException {
    byte[] request = Json.bytes(table.request(texts.keySet()));
    figures.add(Figure.LOOKUP_CALLS, 1);
    Reply reply;
    try {
      reply = dynamo.call("BatchGetItem", request);
    } catch (CredentialsException e) {
      if (e.isPassing()) {
        return ServiceAnswer.overloaded(String.valueOf(e.getMessage())); // no key's fault
      }
      throw new Fault("table " + table.name(), String.valueOf(e.getMessage()));
    }
    return reply.status() == 200
        ? found(Json.parse(reply.body()), texts)
        : Refusals.answer(reply, "table " + table.name());
  }

  private ServiceAnswer found(JsonNode answer, Map<ObjectNode, List<String>> texts)
      throws ProtocolException {
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode items : object(answer, "Responses")) {
      for (JsonNode item : array(items, "Responses")) {
        try {
          JsonNode document = Items.json(item);
          asked(item, texts).forEach(text -> found.put(text, document));
        } catch (Fault e) {
          String why = String.valueOf(e.getMessage());
          List<String> asked = texts.get(table.keyOf(item));
          if (asked == null) {
            return new ServiceAnswer.Failed(why);
          }
          asked.forEach(text -> found.put(text, Lookup.unusable(why)));
        }
      }
    }
    return new ServiceAnswer.Found(found, left(answer, texts), true);
  }

  private List<String> left(JsonNode answer, Map<ObjectNode, List<String>> texts)
      throws ProtocolException {
    if (!answer.has("UnprocessedKeys")) {
      return List.of();
    }
    List<String> left = new ArrayList<>();
    for (JsonNode unprocessed : object(answer, "UnprocessedKeys")) {
      for (JsonNode key : array(unprocessed.path("Keys"), "UnprocessedKeys")) {
        left.addAll(asked(key, texts));
      }
    }
    return left;
  }

  /** The keys of an item; an item that was not requested belongs to some other answer. */
  private List<String> asked(JsonNode item, Map<ObjectNode, List<String>> texts)
      throws ProtocolException {
    List<String> asked = texts.get(table.keyOf(item));
    if (asked == null) {
      throw new ProtocolException("an item has a key that was not asked for");
    }
    return asked;
  }

  private static JsonNode array(JsonNode value, String member) throws ProtocolException {
    if (!value.isArray()) {
      throw new ProtocolException(member + " holds something other than an array");
    }
    return value;
  }

  /** Anything that is not an answer of DynamoDB must not be mistaken for an empty one. */
  private static JsonNode object(JsonNode answer, String member) throws ProtocolException {
    JsonNode object = answer.path(member);
    if (!object.isObject()) {
      throw new ProtocolException(member + " is not an object");
    }
    return object;
  }
}
