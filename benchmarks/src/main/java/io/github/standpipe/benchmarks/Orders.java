package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/**
 * Orders as Pipes hands them on: SQS records of 1.8 KB, whose bodies are EventBridge events of 1 KB
 * with five items.
 */
public final class Orders {
  private static final int ITEMS = 5;
  private static final int CUSTOMERS = 200;

  private Orders() {}

  /** The request of a batch. */
  public static byte[] request(int records) {
    return Json.bytes(records(records));
  }

  public static ArrayNode records(int records) {
    ArrayNode request = Json.array();
    for (int place = 0; place < records; place++) {
      request.add(record(place));
    }
    return request;
  }

  private static ObjectNode record(int place) {
    String id = "%08x-58cc-4372-a567-0e02b2c3d479".formatted(place);
    ObjectNode record = Json.object().put("messageId", id);
    record.put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a".repeat(8));
    record.put("body", Json.text(event(place)));
    record
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", "1767261600000")
        .put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
        .put("ApproximateFirstReceiveTimestamp", "1767261600004");
    record.putObject("messageAttributes");
    record.put("md5OfBody", "9bb58f26192e4ba00f01e2e7b136bbd8").put("eventSource", "aws:sqs");
    record.put("eventSourceARN", "arn:aws:sqs:eu-central-1:123456789012:orders");
    return record.put("awsRegion", "eu-central-1");
  }

  private static ObjectNode event(int place) {
    ObjectNode event = Json.object().put("version", "0");
    event.put("id", "%08x-1111-4222-8333-444455556666".formatted(place));
    event.put("detail-type", "OrderPlaced").put("source", "shop.orders");
    event.put("account", "123456789012").put("time", "2026-01-01T10:00:00Z");
    event.put("region", "eu-central-1").putArray("resources");
    ObjectNode detail = event.putObject("detail");
    detail
        .putObject("metadata")
        .put("id", "evt-" + place)
        .put("version", "1")
        .put("correlationId", "corr-" + place);
    ObjectNode order = detail.putObject("data").put("orderId", "O-" + place);
    order.put("customerId", "C-%03d".formatted(place % CUSTOMERS)).put("channel", "web");
    ObjectNode shipping = order.putObject("shipping").put("cost", 495);
    shipping
        .putObject("address")
        .put("street", "Hauptstraße 12")
        .put("city", "München")
        .put("postalCode", "80331");
    ArrayNode items = order.putArray("items");
    for (int item = 0; item < ITEMS; item++) {
      items.add(item(place, item));
    }
    return event;
  }

  private static ObjectNode item(int place, int item) {
    return Json.object()
        .put("sku", "SKU-%04d".formatted(place * 7 % 50 * 10 + item))
        .put("title", "Folding ladder, number " + item)
        .put("quantity", 1 + item)
        .put("price", 1999 + place % 100)
        .put("giftWrap", item == 2);
  }
}
