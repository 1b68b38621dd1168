package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    List<JsonNode> records = records(request);
    answer.write(Json.bytes(Deadline.of(context).during(() -> enrich(records))));
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
    SortedMap<Integer, String> failed = new TreeMap<>();
    SortedMap<Integer, JsonNode> events = events(records, failed);
    Iterator<Verdict> verdicts = verdicts(List.copyOf(events.values())).iterator();
    ArrayNode rich = JsonNodeFactory.instance.arrayNode();
    for (int place : events.keySet()) {
      switch (verdicts.next()) {
        case Verdict.Emit(List<JsonNode> emitted) -> rich.addAll(emitted);
        case Verdict.Drop drop -> {} // done, and nothing goes on
        case Verdict.Fail(String reason) -> failed.put(place, reason);
      }
    }
    if (!failed.isEmpty()) {
      throw new Fault(told(failed, records));
    }
    return rich;
  }

  private static SortedMap<Integer, JsonNode> events(
      List<JsonNode> records, SortedMap<Integer, String> failed) {
    SortedMap<Integer, JsonNode> events = new TreeMap<>();
    for (int place = 0; place < records.size(); place++) {
      try {
        events.put(place, event(records.get(place)));
      } catch (StreamConstraintsException e) {
        failed.put(place, "its body cannot be read: " + Json.reason(e));
      } catch (JsonProcessingException e) {
        failed.put(place, "its body is not JSON: " + Json.reason(e));
      }
    }
    return events;
  }

  private List<Verdict> verdicts(List<JsonNode> events) {
    List<Verdict> verdicts = enricher.enrich(events);
    if (verdicts.size() != events.size()) {
      throw new Fault(
          enricher.getClass().getName(),
          "gave " + verdicts.size() + " verdicts for " + events.size() + " events; give one each");
    }
    return verdicts;
  }

  private static JsonNode event(JsonNode record) throws JsonProcessingException {
    JsonNode body = record.path("body");
    return body.isTextual() && record.has("messageId") ? Json.parse(body.textValue()) : record;
  }

  private static String named(List<JsonNode> records, int place) {
    JsonNode id = records.get(place).path("messageId");
    return "record " + (place + 1) + (id.isTextual() ? " (" + id.textValue() + ")" : "");
  }

  private static String told(SortedMap<Integer, String> failed, List<JsonNode> records) {
    String some =
        failed.entrySet().stream()
            .limit(TOLD)
            .map(e -> named(records, e.getKey()) + ": " + e.getValue())
            .collect(Collectors.joining("; "));
    int more = failed.size() - TOLD;
    int all = records.size();
    String count = all == 1 ? "" : failed.size() + " of " + all + " records failed: ";
    return count + some + (more > 0 ? "; and " + more + " more" : "");
  }
}
