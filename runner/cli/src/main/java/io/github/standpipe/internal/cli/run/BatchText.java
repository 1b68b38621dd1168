package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.TargetText;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.local.BatchReport;
import io.github.standpipe.json.Arn;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import io.github.standpipe.template.Queue;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a batch of a run, in one line.
 *
 * @param queue the pipe's own
 * @param pipe the pipe that is run
 */
record BatchText(Queue queue, Pipe pipe, Ink ink) {

  /**
   * {@code batch 4 passes-eight-of-ten: 10 records: 2 filtered, 8 delivered; execution 3f1d...}.
   *
   * @param sending the case whose messages are sent; empty if it is not known
   * @param quarantines the messages of the batch that were quarantined, with their reasons
   */
  String line(BatchReport report, String sending, List<String> quarantines) {
    Trace trace = report.trace();
    String from = sending.isEmpty() ? "" : sending + ": ";
    String records = Words.count(trace.records().size(), "record");
    String fates = fates(trace);
    return ink.quiet("batch " + report.batch() + "  ")
        + from
        + records
        + ": "
        + fates
        + report.execution().map(arn -> "; execution " + Arn.name(arn)).orElse("")
        + (quarantines.isEmpty()
            ? ""
            : "; " + ink.careful("quarantined") + ": " + quarantines(quarantines))
        + (trace.outcome() instanceof Outcome.Returned(Stage at, String cause)
            ? " " + returned(at, cause, report)
            : "");
  }

  private static String quarantines(List<String> quarantines) {
    int more = quarantines.size() - 1;
    return quarantines.getFirst() + (more == 0 ? "" : ", and " + more + " more");
  }

  private static String fates(Trace trace) {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    trace.records().forEach(record -> counts.merge(record.fate(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + word(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What became of the batch as a whole. */
  String outcome(BatchReport report) {
    return switch (report.trace().outcome()) {
      case Outcome.Delivered delivered -> ink.good("delivered") + ": " + delivered(report);
      case Outcome.Discarded(Stage after) ->
          ink.careful(report.trace().isQuarantined() ? "quarantined" : "discarded")
              + ": nothing was left after "
              + after
              + "; deleted";
      case Outcome.Returned(Stage at, String cause) ->
          ink.bad("returned") + " " + returned(at, cause, report);
    };
  }

  private String delivered(BatchReport report) {
    int items = report.trace().targetInput().items().size();
    return report
        .execution()
        .map(arn ->
            "execution " + Arn.name(arn) + " with an array of " + Words.count(items, "event"))
        .orElseGet(() -> TargetText.delivered(pipe, items));
  }

  private String returned(Stage at, String cause, BatchReport report) {
    return "at "
        + at
        + ": "
        + cause
        + receives(report.trace())
        + report.retry().map(retry -> "; " + retry).orElse("");
  }

  /** {@code ; receive 2 of 5}: of the record that was received most often. */
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
}
