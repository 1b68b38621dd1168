package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.local.BatchReport;
import io.github.standpipe.local.LiveQueue;
import io.github.standpipe.local.Summary;
import java.io.PrintWriter;
import java.util.List;

/** A run as a program reads it: a JSON object a line; {@code docs/commands.md} has their shape. */
record RunJson(PrintWriter out, String pipe) implements RunListener {

  @Override
  public void starts(RunQueues queues) {
    LiveQueue queue = queues.source();
    ObjectNode started =
        event("started")
            .put("pipe", pipe)
            .put("queueUrl", queue.url())
            .put("endpoint", queue.endpoint().toString());
    queues.quarantine().ifPresent(q -> started.put("quarantineUrl", q.url()));
    print(started);
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
    print(TraceJson.fill(batch, report.trace()));
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
  public void ends(Summary summary, RunQueues queues) {
    print(
        event("summary")
            .put("sent", summary.tally().sent())
            .put("received", summary.tally().messages())
            .put("deliveries", summary.tally().deliveries())
            .put("filtered", summary.tally().filtered())
            .put("discarded", summary.tally().discarded())
            .put("quarantined", summary.tally().quarantined())
            .put("sentBack", summary.tally().sentBack())
            .put("delivered", summary.tally().delivered())
            .put("enriched", summary.tally().enriched())
            .put("executions", summary.tally().executions())
            .put("returned", summary.tally().returned())
            .put("deadLetters", summary.deadLettered())
            .put("left", summary.left())
            .put("accounted", summary.accounted()));
  }

  private static ObjectNode event(String kind) {
    return Json.object().put("event", kind);
  }

  private void print(ObjectNode event) {
    out.println(Json.text(event));
  }
}
