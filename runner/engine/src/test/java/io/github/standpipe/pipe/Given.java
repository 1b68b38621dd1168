package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Test data for this package. */
final class Given {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07.089Z"));
  static final Source QUEUE = queue("orders");
  static final String PIPE_ARN = "arn:aws:pipes:eu-west-1:123456789012:pipe/OrderPipe";
  static final String FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:enrich";
  static final String MACHINE_ARN = "arn:aws:states:eu-west-1:123456789012:stateMachine:fulfil";

  private Given() {}

  static Source queue(String name) {
    return new Source("arn:aws:sqs:eu-west-1:123456789012:" + name, 10, OptionalInt.empty());
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static ObjectNode record(String body) {
    return record(1, body);
  }

  static ObjectNode record(int place, String body) {
    JsonNode given = JsonNodeFactory.instance.objectNode().put("body", body);
    return SourceRecord.complete(given, place, QUEUE, CLOCK);
  }

  static Payload records(String... bodies) {
    List<JsonNode> records = new ArrayList<>();
    for (String body : bodies) {
      records.add(record(records.size() + 1, body));
    }
    return Payload.of(records);
  }

  static Payload items(String array) {
    List<JsonNode> items = new ArrayList<>();
    json(array).forEach(items::add);
    return Payload.of(items);
  }

  static FilterCriteria filter(String... patterns) {
    List<FilterPattern> parsed = new ArrayList<>();
    for (String pattern : patterns) {
      parsed.add(FilterPattern.parse(pattern, "t.yaml:7"));
    }
    return FilterCriteria.of(parsed);
  }

  static @Nullable InputTemplate template(@Nullable String text) {
    return text == null ? null : InputTemplate.parse(text, "t.yaml:9");
  }

  static Target.OfMachine machine(@Nullable String template) {
    return new Target.OfMachine(
        MACHINE_ARN,
        Target.MachineType.STANDARD,
        Target.InvocationType.FIRE_AND_FORGET,
        template(template));
  }

  static Enrichment enrichment(@Nullable String template, Enrichment.Function function) {
    return new Enrichment(FUNCTION_ARN, template(template), function);
  }

  static Pipe pipe(
      FilterCriteria filter, @Nullable Enrichment enrichment, Target.OfMachine target) {
    return new Pipe("OrderPipe", PIPE_ARN, QUEUE, filter, enrichment, target);
  }

  /**
   * The target input of a pipe without an enrichment for records with these bodies, or why there is
   * none.
   */
  static String rendered(String template, String... bodies) {
    return outcome(
        pipe(FilterCriteria.none(), null, machine(template)).run(records(bodies), CLOCK));
  }

  /** The target input that a pipe renders from the answer of its enrichment. */
  static String renderedItems(String template, String items) {
    Pipe pipe =
        pipe(FilterCriteria.none(), enrichment(null, request -> request), machine(template));
    return outcome(pipe.run(Stage.ENRICHED, items(items), CLOCK));
  }

  static String outcome(Trace trace) {
    return switch (trace.outcome()) {
      case Outcome.Delivered delivered -> trace.targetInput().toString();
      case Outcome.Discarded(Stage after) -> "nothing left after " + after;
      case Outcome.Returned(Stage at, String cause) -> at + ": " + cause;
    };
  }

  static String fault(Runnable action) {
    try {
      action.run();
    } catch (Fault e) {
      return e.getMessage();
    }
    return "no fault";
  }
}
