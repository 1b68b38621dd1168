package io.github.standpipe.typed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.EnrichmentHandler;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What functions are called with, and what they answer. */
final class SqsEvents {
  private SqsEvents() {}

  static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  static String answer(EnrichmentHandler handler, String request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, args) -> 30_000);
    try {
      handler.handleRequest(new ByteArrayInputStream(request.getBytes(UTF_8)), answer, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }

  /** A function that quarantines into a list. */
  static EnrichmentHandler quarantining(Enricher enricher, List<ObjectNode> quarantined) {
    return new EnrichmentHandler(
        new Environment(
                Map.of("QUARANTINE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/bad"),
                Path.of(""),
                Map.of(),
                InstantSource.system(),
                UUID::randomUUID)
            .withQuarantine((envelopes, deadline) -> quarantined.addAll(envelopes)),
        enricher);
  }

  /** A batch of orders, each received so often. */
  static String batch(int receives, String... orderIds) {
    List<JsonNode> records = new ArrayList<>();
    for (String orderId : orderIds) {
      ObjectNode record = Json.object().put("messageId", "m" + (records.size() + 1));
      record.put("body", Json.text(Json.object().put("orderId", orderId)));
      record.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receives));
      records.add(record);
    }
    return Json.text(Json.array().addAll(records));
  }

  static String batch(String... bodies) {
    List<JsonNode> records = new ArrayList<>();
    for (String body : bodies) {
      records.add(Json.object().put("messageId", "m" + (records.size() + 1)).put("body", body));
    }
    return Json.text(Json.array().addAll(records));
  }
}
