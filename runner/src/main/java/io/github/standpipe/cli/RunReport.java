package io.github.standpipe.cli;

import io.github.standpipe.local.BatchReport;
import io.github.standpipe.local.LiveQueue;
import io.github.standpipe.local.Summary;
import io.github.standpipe.local.Tally;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A run as a person reads it. */
final class RunReport implements RunListener {
  private final PrintWriter out;
  private final PipeDefinition definition;
  private final Queue queue;
  private final Pipe pipe;
  private final boolean values;
  private final Progress progress;
  private final Ink ink = Ink.onTerminal();

  RunReport(
      PrintWriter out, PrintWriter err, PipeDefinition definition, Pipe pipe, boolean values) {
    this.out = out;
    this.definition = definition;
    this.queue = definition.queue();
    this.pipe = pipe;
    this.values = values;
    this.progress = new Progress(err, ink.coloured());
  }

  @Override
  public void starts(RunQueues queues) {
    LiveQueue live = queues.source();
    out.println(ink.strong(pipe.name()) + "  " + ink.quiet(definition.where()));
    out.println(
        "  source      "
            + queue.name()
            + " on "
            + live.endpoint()
            + ", batches of "
            + pipe.source().batchSize());
    out.println("  filter      " + Words.count(definition.filters(), "pattern"));
    out.println(
        "  enrichment  " + definition.enrichment().map(PipeDefinition.Part::name).orElse("none"));
    out.println("  target      " + definition.target().name() + ", one execution a batch");
    queues
        .quarantine()
        .ifPresent(there -> out.println("  quarantine  " + there.name() + ", " + there.url()));
    pipe.warnings().forEach(this::warning);
  }

  @Override
  public void sends(String what, int messages) {
    progress.clear();
    out.println();
    out.println(ink.strong(what) + ": " + Words.count(messages, "message") + " sent");
  }

  @Override
  public void follows(RunQueues queues, String sample) {
    LiveQueue live = queues.source();
    out.println();
    out.println("Waiting for messages on " + live.url() + "; Ctrl-C ends. To send one:");
    String region = pipe.source().region();
    out.println("  " + SendLine.of(live, region, sample));
    queues
        .quarantine()
        .ifPresent(there -> {
          out.println("To see what was quarantined:");
          out.println("  " + SendLine.receiving(there, region));
        });
    progress.show(Progress.NOTHING_YET);
  }

  @Override
  public void ended(BatchReport report) {
    progress.clear();
    Trace trace = report.trace();
    String stages =
        trace.payloads().entrySet().stream()
            .map(seen -> stage(seen.getKey(), seen.getValue()))
            .collect(Collectors.joining(" -> "));
    out.println(ink.quiet("batch " + report.batch() + "  ") + stages);
    changed(trace);
    out.println("  " + outcome(report));
    trace.warnings().forEach(this::warning);
    progress.show(report.soFar());
  }

  private static String stage(Stage stage, Payload seen) {
    String bytes = stage == Stage.TARGET_INPUT ? " (" + Words.count(seen.size(), "byte") + ")" : "";
    return stage + " " + seen.items().size() + bytes;
  }

  private void changed(Trace trace) {
    if (values) {
      new TraceText(out).stages(trace);
    } else if (trace.at(Stage.ENRICHED).isPresent()) {
      Payload before = trace.at(Stage.ENRICHMENT_INPUT).orElseThrow();
      Shape.ofEvents(before, trace.at(Stage.ENRICHED).orElseThrow())
          .ifPresent(change -> out.println("  " + ink.quiet("enriched: " + change)));
    }
  }

  private String outcome(BatchReport report) {
    return switch (report.trace().outcome()) {
      case Outcome.Delivered delivered ->
          ink.good("delivered")
              + ": execution "
              + report.execution().map(Words::last).orElse("")
              + " with an array of "
              + Words.count(report.trace().targetInput().items().size(), "event");
      case Outcome.Discarded(Stage after) ->
          ink.careful("discarded") + ": nothing was left after " + after + "; deleted";
      case Outcome.Returned(Stage at, String cause) ->
          ink.bad("returned")
              + " at "
              + at
              + ": "
              + cause
              + receives(report.trace())
              + report.retry().map(retry -> "; " + retry).orElse("");
    };
  }

  /** {@code ; receive 2 of 5}: of the record that came most often. */
  private String receives(Trace trace) {
    int most =
        trace.at(Stage.SOURCE).orElseThrow().items().stream()
            .mapToInt(r -> r.path("attributes").path("ApproximateReceiveCount").asInt())
            .max()
            .orElse(0);
    return "; receive " + most + queue.redrivePolicy().map(p -> of(most, p)).orElse("");
  }

  private static String of(int receives, Queue.RedrivePolicy policy) {
    String next =
        receives < policy.maxReceiveCount() ? "" : ", then " + policy.deadLetterQueue().name();
    return " of " + policy.maxReceiveCount() + next;
  }

  @Override
  public void quarantined(String messageId, String reason) {
    progress.clear();
    out.println("  " + ink.careful("quarantined") + ": message " + messageId + ": " + reason);
  }

  @Override
  public void problem(String line) {
    progress.clear();
    out.println(ink.careful("problem") + ": " + line);
  }

  private void warning(Warning warning) {
    out.println("  " + ink.careful("warning") + " [" + warning.rule() + "] " + warning.message());
  }

  @Override
  public void ends(Summary summary, RunQueues queues) {
    progress.clear();
    Tally tally = summary.tally();
    String dead = queues.source().deadLetters().map(LiveQueue::name).orElse("there is none");
    out.println();
    row("received", tally.messages(), "messages, in " + Words.count(tally.deliveries(), "receive"));
    row("filtered", tally.filtered(), "rejected by the filter, deleted");
    row("enriched", tally.enriched(), "events in executions");
    row("executions", tally.executions(), "of " + Words.last(pipe.target().arn()));
    row("returned", tally.returned(), "receives that ended with a return to the queue");
    if (tally.quarantined() > 0 || queues.quarantine().isPresent()) {
      row("quarantined", tally.quarantined(), quarantine(queues));
    }
    if (tally.sentBack() > 0) {
      row("sent back", tally.sentBack(), "messages that did not fit, sent again as new ones");
    }
    row("dead letters", summary.deadLettered(), "messages in the dead-letter queue, " + dead);
    if (summary.left() > 0) {
      row("left", summary.left(), "messages in " + queue.name() + " still");
    }
    out.println(accounts(summary));
  }

  private static String quarantine(RunQueues queues) {
    return queues
        .quarantine()
        .map(there -> "messages in the quarantine queue, " + there.name())
        .orElse("messages that the enrichment put into quarantine");
  }

  private void row(String name, int number, String what) {
    out.println("%-13s%,7d  %s".formatted(name, number, ink.quiet(what)));
  }

  private String accounts(Summary summary) {
    Tally tally = summary.tally();
    String sum =
        "%,d received = %,d executed + %,d filtered + %,d discarded + %,d dead letters"
            .formatted(
                tally.messages(),
                tally.delivered(),
                tally.filtered(),
                tally.discarded(),
                summary.deadLettered());
    sum += tally.quarantined() > 0 ? " + %,d quarantined".formatted(tally.quarantined()) : "";
    sum += tally.sentBack() > 0 ? " + %,d sent back".formatted(tally.sentBack()) : "";
    sum += summary.left() > 0 ? " + %,d left".formatted(summary.left()) : "";
    sum +=
        summary.missing() == 0
            ? ""
            : "; the quarantine queue holds %,d envelopes fewer than were sent"
                .formatted(summary.missing());
    return summary.accounted() ? ink.good(sum) : ink.bad("not accounted for: " + sum);
  }
}
