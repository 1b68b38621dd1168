package io.github.standpipe.internal.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.RunEvents;
import io.github.standpipe.internal.cli.console.RunListener;
import io.github.standpipe.internal.cli.console.RunQueues;
import io.github.standpipe.internal.cli.console.TraceJson;
import io.github.standpipe.internal.fixture.LiveExecution;
import io.github.standpipe.internal.local.BatchReport;
import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.internal.local.EventReport;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.Summary;
import io.github.standpipe.internal.local.Tally;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.List;

/** A run as JSON: one object per line; {@code docs/commands.md} describes their shape. */
record RunJson(PrintWriter out, String pipe, MachineExecutions executions) implements RunListener {

  @Override
  public void starts(RunQueues queues) {
    LiveQueue queue = queues.source();
    ObjectNode started =
        event("started")
            .put("pipe", pipe)
            .put("queueUrl", queue.url())
            .put("endpoint", queue.endpoint().toString());
    queues.quarantine().ifPresent(q -> started.put("quarantineUrl", q.url()));
    executions.obstacle().ifPresent(why -> started.put("notCarriedOn", why));
    print(started);
  }

  @Override
  public void takes(RunEvents events, EventEndpoint endpoint) {
    ObjectNode event = event("takesEvents").put("endpoint", endpoint.uri().toString());
    endpoint.buses().forEach(event.putArray("buses")::add);
    endpoint.customBuses().forEach(event.putArray("customBuses")::add);
    print(event.put("reachesQueue", events.reachTheQueue()));
  }

  @Override
  public void put(EventReport report) {
    print(EventJson.fill(event("put"), report));
  }

  @Override
  public void sends(String what, int messages) {
    print(event("sent").put("what", what).put("messages", messages));
  }

  @Override
  public void leavesOut(List<String> cases) {
    ObjectNode event = event("notPlayed");
    cases.forEach(event.putArray("cases")::add);
    print(event);
  }

  @Override
  public void follows(RunQueues queues, String sample) {
    print(event("following").put("queueUrl", queues.source().url()));
  }

  @Override
  public void ended(BatchReport report) {
    ObjectNode batch = event("batch").put("batch", report.batch());
    report.execution().ifPresent(arn -> batch.put("execution", arn));
    report.retry().ifPresent(retry -> batch.put("visibleAgainAfterSeconds", retry.seconds()));
    report.execution().flatMap(executions::take).ifPresent(e -> batch.set("machine", machine(e)));
    print(TraceJson.fill(batch, report.trace()));
  }

  /** Without output and cause, because they may hold payloads. */
  private static ObjectNode machine(LiveExecution execution) {
    return switch (execution) {
      case LiveExecution.Incomplete incomplete ->
          Json.object().put("notCarriedOn", incomplete.reason());
      case LiveExecution.Complete complete -> {
        ExecutionTally tally = ExecutionTally.of(complete);
        ObjectNode machine = Json.object();
        List.of("status", "error").stream()
            .filter(complete.json()::has)
            .forEach(key -> machine.set(key, complete.json().get(key)));
        yield machine
            .put("calls", tally.calls())
            .put("retries", tally.retries())
            .put("catches", tally.catches())
            .put("quarantined", tally.quarantined());
      }
    };
  }

  @Override
  public void quarantined(String messageId, String reason) {
    print(event("quarantined").put("messageId", messageId).put("reason", reason));
  }

  @Override
  public void problem(String line) {
    print(event("problem").put("message", line));
  }

  @Override
  public void ends(Summary summary, RunQueues queues, EventTally events) {
    Tally tally = summary.tally();
    ObjectNode event =
        event("summary")
            .put("sent", tally.sent())
            .put("received", tally.messages())
            .put("deliveries", tally.deliveries())
            .put("filtered", tally.filtered())
            .put("discarded", tally.discarded())
            .put("quarantined", tally.quarantined())
            .put("sentBack", tally.sentBack())
            .put("delivered", tally.delivered())
            .put("enriched", tally.enriched())
            .put("executions", tally.executions());
    if (executions.areRun()) {
      counts(event, executions.tally());
    }
    if (!events.equals(EventTally.NONE)) {
      event.set("events", EventJson.counts(events));
    }
    print(
        event
            .put("returned", tally.returned())
            .put("deadLetters", summary.deadLettered())
            .put("left", summary.left())
            .put("accounted", summary.accounted()));
  }

  private static void counts(ObjectNode event, ExecutionTally ended) {
    event
        .put("executionsSucceeded", ended.succeeded())
        .put("executionsFailed", ended.failed())
        .put("executionsTimedOut", ended.timedOut())
        .put("executionsNotCarriedOn", ended.incomplete())
        .put("calls", ended.calls())
        .put("retries", ended.retries())
        .put("catches", ended.catches())
        .put("quarantinedByMachine", ended.quarantined());
  }

  private static ObjectNode event(String kind) {
    return Json.object().put("event", kind);
  }

  private void print(ObjectNode event) {
    out.println(Json.text(event));
  }
}
