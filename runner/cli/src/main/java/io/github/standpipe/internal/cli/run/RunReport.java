package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.PathChange;
import io.github.standpipe.internal.cli.console.RunEvents;
import io.github.standpipe.internal.cli.console.RunListener;
import io.github.standpipe.internal.cli.console.RunQueues;
import io.github.standpipe.internal.cli.console.TargetText;
import io.github.standpipe.internal.cli.console.TraceText;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.delivery.TargetCall;
import io.github.standpipe.internal.local.BatchReport;
import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.internal.local.EventReport;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.Summary;
import io.github.standpipe.internal.local.Tally;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A run as text. */
final class RunReport implements RunListener {
  private final PrintWriter out;
  private final PipeDefinition definition;
  private final Queue queue;
  private final Pipe pipe;
  private final Detail detail;
  private final BatchText batches;
  private final MachineExecutions executions;
  private final LiveExecutionText endings;
  private final Set<String> warned = new HashSet<>();
  private final Map<String, String> quarantines = new LinkedHashMap<>();
  private final EventLines events;
  private String sending = "";
  private final RunLine progress;
  private final Ink ink = Ink.onTerminal();

  /** How much is printed about each batch. */
  enum Detail {
    /** One line per batch. */
    LINES,
    /** Its stages, and the keys that they changed. */
    STAGES,
    /** Its payloads as well. */
    VALUES
  }

  RunReport(
      PrintWriter out,
      PrintWriter err,
      PipeDefinition definition,
      Pipe pipe,
      MachineExecutions executions,
      Detail detail) {
    this.out = out;
    this.definition = definition;
    this.queue = definition.queue();
    this.pipe = pipe;
    this.detail = detail;
    this.batches = new BatchText(queue, pipe, ink);
    this.executions = executions;
    this.endings = new LiveExecutionText(out, ink, detail);
    this.events = new EventLines(out, ink);
    this.progress = new RunLine(err, ink.coloured());
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
    out.println(
        "  target      " + definition.target().name() + ", " + TargetText.each(pipe.target()));
    executions
        .obstacle()
        .ifPresent(why -> out.println("  " + ink.careful("not continued") + ": " + why));
    queues
        .quarantine()
        .ifPresent(there -> out.println("  quarantine  " + there.name() + ", " + there.url()));
    pipe.warnings().forEach(this::warning);
  }

  @Override
  public void takes(RunEvents events, EventEndpoint endpoint) {
    this.events.takes(events, endpoint, queue.name());
  }

  @Override
  public void put(EventReport report) {
    progress.clear();
    events.put(report, detail == Detail.VALUES);
  }

  @Override
  public void sends(String what, int messages) {
    progress.clear();
    out.println();
    out.println(ink.strong(what) + ": " + Words.count(messages, "message") + " sent");
  }

  @Override
  public void enters(String name, int messages) {
    if (detail != Detail.LINES) {
      sends(name, messages);
      return;
    }
    if (sending.isEmpty()) {
      out.println();
    }
    sending = name;
  }

  @Override
  public void leavesOut(List<String> cases) {
    out.println();
    out.println(
        ink.careful("not simulated")
            + ": the failures that "
            + Words.count(cases.size(), "case")
            + (cases.size() == 1 ? " gives (" : " give (")
            + Words.some(cases)
            + "); their messages run as if nothing failed; standpipe test simulates the failures");
  }

  @Override
  public void follows(RunQueues queues, String sample) {
    LiveQueue live = queues.source();
    sending = "";
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
    events.follows(region);
    progress.show(RunLine.NOTHING_YET);
  }

  @Override
  public void ended(BatchReport report) {
    progress.clear();
    Trace trace = report.trace();
    if (detail == Detail.LINES) {
      out.println(batches.line(report, sending, takeQuarantines(trace)));
      ending(report);
      trace.warnings().stream()
          .filter(warning -> warned.add(warning.rule() + warning.message()))
          .forEach(this::warning);
      progress.show(report.soFar());
      return;
    }
    stages(report, trace);
  }

  /** The messages of a batch; batches of other pollers may have some of their own. */
  private List<String> takeQuarantines(Trace trace) {
    List<Trace.Record> gone =
        trace.records().stream().filter(one -> one.fate() == Trace.Fate.QUARANTINED).toList();
    List<String> taken = new ArrayList<>();
    gone.forEach(one -> taken.add(quarantines.remove(one.messageId())));
    taken.removeIf(Objects::isNull);
    // an item that an input template rendered has a generated id
    Iterator<String> others = quarantines.values().iterator();
    while (taken.size() < gone.size() && others.hasNext()) {
      taken.add(others.next());
      others.remove();
    }
    return taken;
  }

  private void stages(BatchReport report, Trace trace) {
    String stages =
        trace.payloads().entrySet().stream()
            .map(seen -> stage(seen.getKey(), seen.getValue()))
            .collect(Collectors.joining(" -> "));
    out.println(ink.quiet("batch " + report.batch() + "  ") + stages);
    changed(trace);
    out.println("  " + batches.outcome(report));
    ending(report);
    trace.warnings().forEach(this::warning);
    progress.show(report.soFar());
  }

  private void ending(BatchReport report) {
    report.execution().flatMap(executions::take).ifPresent(endings::print);
  }

  private static String stage(Stage stage, Payload seen) {
    String bytes = stage == Stage.TARGET_INPUT ? " (" + Words.count(seen.size(), "byte") + ")" : "";
    return stage + " " + seen.items().size() + bytes;
  }

  private void changed(Trace trace) {
    if (detail == Detail.VALUES) {
      new TraceText(out).stages(trace);
    } else if (trace.at(Stage.ENRICHED).isPresent()) {
      Payload before = trace.at(Stage.ENRICHMENT_INPUT).orElseThrow();
      PathChange.ofEvents(before, trace.at(Stage.ENRICHED).orElseThrow())
          .ifPresent(change -> out.println("  " + ink.quiet("enriched: " + change)));
    }
  }

  @Override
  public void quarantined(String messageId, String reason) {
    if (detail == Detail.LINES) {
      quarantines.put(messageId, "message " + messageId + ": " + reason);
      return;
    }
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
  public void ends(Summary summary, RunQueues queues, EventTally put) {
    progress.clear();
    Tally tally = summary.tally();
    String dead = queues.source().deadLetters().map(LiveQueue::name).orElse("there is none");
    out.println();
    events.rows(put, this::row);
    row("received", tally.messages(), "messages, in " + Words.count(tally.deliveries(), "receive"));
    row("filtered", tally.filtered(), "rejected by the filter, deleted");
    String request = TargetCall.request(pipe.target());
    row("enriched", tally.enriched(), "events in " + request + "s");
    row(request + "s", tally.executions(), TargetText.of(pipe.target()));
    endings();
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
    events.ends(put);
    out.println(accounts(summary));
  }

  private void endings() {
    if (!executions.areRun()) {
      return;
    }
    ExecutionTally ended = executions.tally();
    row("succeeded", ended.succeeded(), "executions; " + ended.words() + " in all");
    row("failed", ended.failed(), "executions");
    row("timed out", ended.timedOut(), "executions");
    if (ended.incomplete() > 0) {
      row("incomplete", ended.incomplete(), "executions that could not be run to their end");
    }
    if (ended.quarantined() > 0) {
      row("set aside", ended.quarantined(), "messages that functions of the machine quarantined");
    }
  }

  private static String quarantine(RunQueues queues) {
    return queues
        .quarantine()
        .map(there -> "messages in the quarantine queue, " + there.name())
        .orElse("messages that the enrichment quarantined");
  }

  private void row(String name, int number, String what) {
    out.println("%-13s%,7d  %s".formatted(name, number, ink.quiet(what)));
  }

  private String accounts(Summary summary) {
    Tally tally = summary.tally();
    String sum =
        "%,d received = %,d %s + %,d filtered + %,d discarded + %,d dead letters"
            .formatted(
                tally.messages(),
                tally.delivered(),
                TargetText.done(pipe.target()),
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
