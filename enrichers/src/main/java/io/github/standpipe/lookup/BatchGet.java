package io.github.standpipe.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Figures.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** One BatchGetItem; what it leaves unprocessed is asked for again. */
record BatchGet(DynamoDbClient client, Table table) implements Call {

  @Override
  public Answer ask(List<String> keys) throws IOException {
    Map<Map<String, AttributeValue>, List<String>> texts = new LinkedHashMap<>();
    for (String text : keys) {
      table
          .key(text)
          .ifPresent(key -> texts.computeIfAbsent(key, k -> new ArrayList<>()).add(text));
    }
    return texts.isEmpty() ? Answer.found(Map.of()) : ask(texts);
  }

  private Answer ask(Map<Map<String, AttributeValue>, List<String>> texts) throws IOException {
    BatchGetItemResponse response;
    Figures.count(Figure.LOOKUP_CALLS, 1);
    try {
      response =
          client.batchGetItem(
              r -> r.requestItems(Map.of(table.name(), wanted(texts.keySet().stream().toList()))));
    } catch (SdkException e) {
      return AwsFaults.answer(e, "table " + table.name());
    }
    Map<String, JsonNode> found = new HashMap<>();
    for (List<Map<String, AttributeValue>> items : response.responses().values()) {
      for (Map<String, AttributeValue> item : items) {
        JsonNode document = Items.json(item);
        texts.getOrDefault(table.keyOf(item), List.of()).forEach(text -> found.put(text, document));
      }
    }
    return new Answer.Found(found, left(response, texts));
  }

  private KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes.Builder wanted = KeysAndAttributes.builder().keys(keys);
    table
        .projection()
        .ifPresent(projection ->
            wanted
                .projectionExpression(projection.expression())
                .expressionAttributeNames(projection.names()));
    return wanted.consistentRead(table.consistent() ? true : null).build();
  }

  private List<String> left(
      BatchGetItemResponse response, Map<Map<String, AttributeValue>, List<String>> texts) {
    return response.unprocessedKeys().values().stream()
        .flatMap(unprocessed -> unprocessed.keys().stream())
        .flatMap(key -> texts.getOrDefault(table.keyOf(key), List.of()).stream())
        .toList();
  }
}
