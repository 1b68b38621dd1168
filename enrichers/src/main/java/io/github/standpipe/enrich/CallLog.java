package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures.Figure;
import java.util.function.Consumer;

/**
 * What the function says of its calls: a JSON line a batch, one a record that was not emitted, and
 * one of metrics. It holds ids and reasons, never payloads, and is silent outside of Lambda.
 */
final class CallLog {
  private static final String OVERFLOW =
      "an integer did not fit into 64 bits, so the result is not the exact one";

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

  /** Says once what the function will not do. */
  void started(boolean quarantines) {
    if (speaks && !quarantines) {
      ObjectNode line =
          line("WARN", "QUARANTINE_QUEUE_URL is not set: a record that fails returns its batch");
      sink(text -> LambdaRuntime.getLogger().log(text)).accept(Json.text(line));
    }
  }

  /** Names a place of a transform at which an integer did not fit into 64 bits. */
  void overflowed(String place) {
    if (speaks) {
      ObjectNode line = line("WARN", OVERFLOW).put("place", place);
      sink(text -> LambdaRuntime.getLogger().log(text)).accept(Json.text(line));
    }
  }

  void answered(Request request, Figures figures, Context context) {
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
      tell(request, line("INFO", "batch answered"), figures, context);
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

  void returned(Request request, Fault why, Figures figures, Context context) {
    figures.add(Figure.RETRIED, request.items().size());
    if (speaks) {
      ObjectNode line = line("ERROR", "batch returned").put("reason", why.getMessage());
      tell(request, line, figures, context);
    }
  }

  private void tell(Request request, ObjectNode batch, Figures figures, Context context) {
    Consumer<String> sink = sink(context.getLogger()::log);
    boolean returned = batch.has("reason");
    figures.add(Figure.RECEIVED, request.items().size());
    for (Item item : request.items()) {
      if (told(item, returned)) {
        sink.accept(Json.text(record(item).put("AWSRequestId", context.getAwsRequestId())));
      }
    }
    batch.put("AWSRequestId", context.getAwsRequestId());
    String trace = System.getProperty("com.amazonaws.xray.traceHeader", "");
    if (!trace.isEmpty()) {
      batch.put("xrayTrace", trace);
    }
    sink.accept(Json.text(metrics.line(batch, figures)));
    sink.accept(Json.text(metrics.embedded(environment.clock().millis(), figures)));
  }

  /** In a batch that returns, only what it returns for became of anything. */
  private static boolean told(Item item, boolean returned) {
    return !item.isOpen()
        && (!(item.verdict() instanceof Verdict.Emit) || item.isPutOff())
        && (!returned || item.verdict() instanceof Verdict.Retry);
  }

  private ObjectNode record(Item item) {
    String outcome =
        switch (item.verdict()) {
          case Verdict.Emit emit -> "sent back";
          case Verdict.Drop drop -> "drop";
          case Verdict.Quarantine quarantine -> "quarantine";
          case Verdict.Retry retry -> "retry";
          case Verdict.Fail fail -> "retry";
        };
    ObjectNode line = line(outcome.equals("drop") ? "INFO" : "WARN", "record not emitted");
    line.put("messageId", item.id());
    line.put("correlationId", item.correlationId(environment.ids()));
    line.put("outcome", outcome).put("reason", reason(item)).put("stage", item.stage());
    return line.put("receives", item.receives());
  }

  private static String reason(Item item) {
    return item.isPutOff() ? "it does not fit behind the events before it" : Contract.reason(item);
  }

  private ObjectNode line(String level, String message) {
    ObjectNode line = Json.object().put("timestamp", environment.clock().instant().toString());
    return line.put("level", level).put("message", message);
  }

  /** Where Lambda writes JSON itself, its logger would make a string of a line that is JSON. */
  private Consumer<String> sink(Consumer<String> logger) {
    return json ? System.out::println : logger;
  }
}
