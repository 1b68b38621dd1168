package io.github.standpipe.internal.local;

import io.github.standpipe.internal.local.BatchReport.Retry;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs a batch through the pipe, calls its target, and only then deletes its messages: if the
 * process is killed in between, they come again.
 */
record Handover(
    Pipe pipe,
    InstantSource clock,
    TargetCalls calls,
    LiveQueue queue,
    ServerRetry patience,
    RequestRetries retries,
    Ledger ledger,
    Listener listener) {
  private static final int DELETE_ATTEMPTS = 3;
  private static final Duration DELETE_PAUSE = Duration.ofMillis(200);

  private record Started(Trace trace, Optional<String> execution) {}

  BatchReport take(List<ReceivedRecord> batch) {
    int number = ledger.received(batch);
    listener.began(number, batch.size());
    Started started = start(trace(batch));
    Trace settled = ledger.settled(started.trace());
    delete(of(batch, started.trace(), false));
    List<ReceivedRecord> returned = of(batch, started.trace(), true);
    Optional<Retry> retry =
        returned.isEmpty() ? Optional.empty() : Optional.of(retries.giveBack(returned));
    var report = new BatchReport(number, settled, started.execution(), retry, ledger.tally());
    listener.ended(report);
    return report;
  }

  private Trace trace(List<ReceivedRecord> batch) {
    Payload records = Payload.of(batch.stream().map(ReceivedRecord::record).toList());
    try {
      return pipe.run(records, clock);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return stopped(batch, records, e);
    }
  }

  /** A batch that makes the pipe throw returns, like one that the pipe rejects. */
  private Trace stopped(List<ReceivedRecord> batch, Payload records, Throwable e) {
    return new Trace(
        pipe.name(),
        Map.of(Stage.SOURCE, records),
        batch.stream().map(message -> new Trace.Record(message.id(), Fate.RETURNED)).toList(),
        new Outcome.Returned(Stage.FILTERED, cause("the pipe", e)),
        List.of());
  }

  private Started start(Trace trace) {
    if (!(trace.outcome() instanceof Outcome.Delivered)) {
      return new Started(trace, Optional.empty());
    }
    try {
      TargetCalls.Sent sent = calls.send(pipe, trace, clock);
      if (sent.execution().isPresent() || sent.events() > 0) {
        ledger.executed(sent.events());
      }
      return new Started(sent.trace(), sent.execution());
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return new Started(trace.withRefusedTarget(cause("the target", e)), Optional.empty());
    }
  }

  /**
   * The message of a fault; of any other exception only its name, because its message may hold a
   * payload.
   */
  private static String cause(String where, Throwable e) {
    return e instanceof Fault
        ? String.valueOf(e.getMessage())
        : where + " stopped with " + e.getClass().getSimpleName();
  }

  private static List<ReceivedRecord> of(
      List<ReceivedRecord> batch, Trace trace, boolean returned) {
    return IntStream.range(0, batch.size())
        .filter(i -> (trace.records().get(i).fate() == Fate.RETURNED) == returned)
        .mapToObj(batch::get)
        .toList();
  }

  private void delete(List<ReceivedRecord> done) {
    for (List<ReceivedRecord> some : ReceivedRecord.tens(done)) {
      deleteSome(some).forEach(this::comesAgain);
    }
  }

  /** Returns those that could not be deleted. */
  private List<ReceivedRecord> deleteSome(List<ReceivedRecord> some) {
    List<ReceivedRecord> rest = some;
    for (int attempt = 0; attempt < DELETE_ATTEMPTS && !rest.isEmpty(); attempt++) {
      if (attempt > 0) {
        patience.halt().await(DELETE_PAUSE);
      }
      List<ReceivedRecord> asked = rest;
      rest = patience.ask(() -> queue.delete(asked));
    }
    List<ReceivedRecord> deleted = new ArrayList<>(some);
    deleted.removeAll(rest);
    ledger.deleted(deleted);
    return rest;
  }

  private void comesAgain(ReceivedRecord message) {
    listener.problem(
        "message " + message.id() + ": is processed but cannot be deleted; it will come again");
  }
}
