package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The Lambda function that a pipe's {@code Enrichment} names, by the contract of Pipes: a JSON
 * array of records in, a JSON array of rich events out.
 *
 * <p>A record is an SQS message as Pipes hands it on, {@code {"messageId": ..., "body": "..."}},
 * whose body holds the event; an item that is no such record, as an input template renders it, is
 * itself the event. The function is configured by environment variables only, see {@link
 * Transform#in}.
 *
 * <p>Pipes has no partial failure for an enrichment (rule {@code enrichment-failure}): when one
 * event fails, the call fails with a message that names each failed record, and the batch returns.
 */
public class EnrichmentHandler implements RequestStreamHandler {
  private static final int TOLD = 3;

  private final Enricher enricher;

  /** As Lambda makes it: configured by the function's own environment variables. */
  public EnrichmentHandler() {
    this(Environment.ofLambda());
  }

  public EnrichmentHandler(Environment environment) {
    this(Transform.in(environment));
  }

  public EnrichmentHandler(Enricher enricher) {
    this.enricher = enricher;
  }

  /**
   * Answers one call.
   *
   * @throws Fault when the request is no array of records, or an event of it failed
   */
  @Override
  public void handleRequest(InputStream request, OutputStream answer, Context context)
      throws IOException {
    answer.write(Json.bytes(enrich(records(request))));
  }

  private static List<JsonNode> records(InputStream request) throws IOException {
    JsonNode records;
    try {
      records = Json.parse(request.readAllBytes());
    } catch (JsonProcessingException e) {
      throw new Fault("the request" + Json.place(e), "is not JSON: " + Json.reason(e));
    }
    if (!records.isArray()) {
      throw new Fault(
          "the request",
          "is " + JsltMessages.kind(records) + "; a pipe sends an array of records, also for one");
    }
    List<JsonNode> list = new ArrayList<>(records.size());
    records.forEach(list::add);
    return list;
  }

  private ArrayNode enrich(List<JsonNode> records) {
    List<String> failed = new ArrayList<>();
    List<JsonNode> events = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      try {
        events.add(event(records.get(i)));
        places.add(i);
      } catch (JsonProcessingException e) {
        failed.add(named(records, i) + ": its body is not JSON: " + Json.reason(e));
      }
    }
    ArrayNode rich = JsonNodeFactory.instance.arrayNode();
    List<Verdict> verdicts = enricher.enrich(events);
    for (int i = 0; i < verdicts.size(); i++) {
      switch (verdicts.get(i)) {
        case Verdict.Emit(List<JsonNode> emitted) -> rich.addAll(emitted);
        case Verdict.Drop drop -> {} // done, and nothing goes on
        case Verdict.Fail(String reason) ->
            failed.add(named(records, places.get(i)) + ": " + reason);
      }
    }
    if (!failed.isEmpty()) {
      throw new Fault(told(failed, records.size()));
    }
    return rich;
  }

  private static JsonNode event(JsonNode record) throws JsonProcessingException {
    JsonNode body = record.path("body");
    return body.isTextual() && record.has("messageId") ? Json.parse(body.textValue()) : record;
  }

  private static String named(List<JsonNode> records, int place) {
    JsonNode id = records.get(place).path("messageId");
    return "record " + (place + 1) + (id.isTextual() ? " (" + id.textValue() + ")" : "");
  }

  private static String told(List<String> failed, int all) {
    String some = String.join("; ", failed.subList(0, Math.min(TOLD, failed.size())));
    int more = failed.size() - TOLD;
    String count = all == 1 ? "" : failed.size() + " of " + all + " records failed: ";
    return count + some + (more > 0 ? "; and " + more + " more" : "");
  }
}
