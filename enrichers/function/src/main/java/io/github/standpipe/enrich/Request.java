package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The input of the function.
 *
 * @param mapped whether an SQS event source mapping called it instead of a pipe
 */
record Request(List<Item> items, boolean mapped) {
  private static final String PLACE = "the request";

  static Request read(byte[] bytes) {
    return RequestScan.read(bytes)
        .map(records -> new Request(items(records), false))
        .orElseGet(() -> readTree(bytes));
  }

  private static Request readTree(byte[] bytes) {
    JsonNode request;
    try {
      request = Json.parse(bytes);
    } catch (JsonProcessingException e) {
      throw new Fault(PLACE + Json.place(e), "is not JSON: " + Json.reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
    JsonNode records = request.path("Records");
    if (records.isArray()) {
      return new Request(messages(records), true);
    }
    if (!request.isArray()) {
      throw new Fault(
          PLACE, "is " + Json.kind(request) + "; a pipe sends an array of records, also for one");
    }
    return new Request(items(items(request)), false);
  }

  private static List<RequestItem> items(JsonNode records) {
    List<RequestItem> all = new ArrayList<>(records.size());
    records.forEach(record -> all.add(RequestItem.of(record)));
    return all;
  }

  private static List<Item> items(List<RequestItem> records) {
    List<Item> items = new ArrayList<>(records.size());
    for (RequestItem record : records) {
      items.add(new Item(items.size(), record));
    }
    return items;
  }

  private static List<Item> messages(JsonNode records) {
    List<Item> items = items(items(records));
    for (Item item : items) {
      if (!item.isSqs() || item.id().isEmpty()) {
        throw new Fault(
            PLACE, "holds Records, but " + item + " is not an SQS message; map a queue to it");
      }
    }
    return items;
  }
}
