package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The function's log: one JSON line per batch, one per record that was not emitted, and one with
 * metrics. It holds ids and reasons, never payloads, and is silent outside of Lambda.
 */
final class CallLog {
  private static final String OVERFLOW =
      "an integer did not fit into 64 bits, so the result is not exact";

  private final Environment environment;
  private final Metrics metrics;
  private final boolean speaks;
  private final boolean json;

  private CallLog(Environment environment) {
    this.environment = environment;
    this.metrics = Metrics.in(environment);
    this.speaks = environment.isLambda();
    this.json = environment.text("AWS_LAMBDA_LOG_FORMAT", "").equals("JSON");
  }

  static CallLog in(Environment environment) {
    return new CallLog(environment);
  }

  /** Warns once about what the function does not do. */
  void started(boolean quarantines) {
    if (speaks && !quarantines) {
      ObjectNode line =
          line(
              "WARN",
              "QUARANTINE_QUEUE_URL is not set: a record that fails returns its batch",
              environment.clock());
      sink(text -> LambdaRuntime.getLogger().log(text)).accept(Json.text(line));
    }
  }

  /** Logs a place in a transform at which an integer did not fit into 64 bits. */
  void overflowed(String place, InstantSource clock) {
    if (speaks) {
      ObjectNode line = line("WARN", OVERFLOW, clock).put("place", place);
      sink(text -> LambdaRuntime.getLogger().log(text)).accept(Json.text(line));
    }
  }

  void answered(Request request, Invocation invocation) {
    Figures figures = invocation.figures();
    int emitted = 0;
    for (Item item : request.items()) {
      if (item.isPutOff()) {
        figures.add(Figure.SENT_BACK, 1);
      } else if (item.verdict() instanceof Verdict.Emit) {
        emitted += item.emitted().size();
      } else {
        figures.add(figure(item.verdict()), 1);
      }
    }
    figures.add(Figure.EMITTED, emitted);
    if (speaks) {
      print(request, line("INFO", "batch answered", invocation.clock()), invocation);
    }
  }

  private static Figure figure(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Emit emit -> Figure.EMITTED;
      case Verdict.Drop drop -> Figure.DROPPED;
      case Verdict.Quarantine quarantine -> Figure.QUARANTINED;
      case Verdict.Retry retry -> Figure.RETRIED;
      case Verdict.Fail fail -> Figure.RETRIED;
    };
  }

  void returned(Request request, Fault why, Invocation invocation) {
    invocation.figures().add(Figure.RETRIED, request.items().size());
    if (speaks) {
      ObjectNode line = line("ERROR", "batch returned", invocation.clock());
      print(request, line.put("reason", why.getMessage()), invocation);
    }
  }

  private void print(Request request, ObjectNode batch, Invocation invocation) {
    Context context = invocation.context().orElseThrow();
    Figures figures = invocation.figures();
    Consumer<String> sink = sink(context.getLogger()::log);
    boolean returned = batch.has("reason");
    figures.add(Figure.RECEIVED, request.items().size());
    for (Item item : request.items()) {
      if (isLogged(item, returned)) {
        sink.accept(
            Json.text(record(item, invocation).put("AWSRequestId", context.getAwsRequestId())));
      }
    }
    batch.put("AWSRequestId", context.getAwsRequestId());
    String trace = System.getProperty("com.amazonaws.xray.traceHeader", "");
    if (!trace.isEmpty()) {
      batch.put("xrayTrace", trace);
    }
    sink.accept(Json.text(metrics.line(batch, figures)));
    sink.accept(Json.text(metrics.embedded(invocation.clock().millis(), figures)));
  }

  /** In a batch that returns, only the records that caused it have an outcome. */
  private static boolean isLogged(Item item, boolean returned) {
    return !item.isOpen()
        && (!(item.verdict() instanceof Verdict.Emit) || item.isPutOff())
        && (!returned || item.verdict() instanceof Verdict.Retry);
  }

  private ObjectNode record(Item item, Invocation invocation) {
    String outcome =
        switch (item.verdict()) {
          case Verdict.Emit emit -> "sent back";
          case Verdict.Drop drop -> "drop";
          case Verdict.Quarantine quarantine -> "quarantine";
          case Verdict.Retry retry -> "retry";
          case Verdict.Fail fail -> "retry";
        };
    ObjectNode line =
        line(outcome.equals("drop") ? "INFO" : "WARN", "record not emitted", invocation.clock());
    line.put("messageId", item.id());
    line.put("correlationId", item.correlationId(invocation.ids()));
    line.put("outcome", outcome).put("reason", reason(item)).put("stage", item.stage());
    return line.put("receives", item.receives());
  }

  private static String reason(Item item) {
    return item.isPutOff() ? "it does not fit after the preceding events" : Contract.reason(item);
  }

  private static ObjectNode line(String level, String message, InstantSource clock) {
    ObjectNode line = Json.object().put("timestamp", clock.instant().toString());
    return line.put("level", level).put("message", message);
  }

  /** If Lambda writes JSON itself, its logger would turn a line of JSON into a string. */
  private Consumer<String> sink(Consumer<String> logger) {
    return json ? System.out::println : logger;
  }
}
