package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks an enricher for its verdicts, whatever it throws. */
final class Verdicts {
  private static final Pattern LIBRARY =
      Pattern.compile("(java|javax|jdk|sun|com\\.sun|com\\.fasterxml\\.jackson)\\.");

  private Verdicts() {}

  private static final String TIME = "the invocation's time was up before it was tried alone";

  /**
   * One verdict per event; an event that makes the enricher throw is found by halving the batch, or
   * in a call by an event source mapping, whose enricher may have effects, by trying each alone.
   *
   * @throws Fault as the enricher does, and if it does not return one verdict for each event
   */
  static List<Verdict> of(Enricher enricher, Batch batch, Invocation invocation) {
    try {
      return counted(enricher, enricher.enrich(batch, invocation), batch.size());
    } catch (Fault e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      if (batch.size() < 2) {
        return batch.events().stream().<Verdict>map(event -> failed(e)).toList();
      }
      return invocation.isMapped()
          ? singly(enricher, batch, invocation)
          : halved(enricher, batch, invocation);
    }
  }

  private static List<Verdict> halved(Enricher enricher, Batch batch, Invocation invocation) {
    int half = batch.size() / 2;
    List<Verdict> verdicts = new ArrayList<>(of(enricher, batch.part(0, half), invocation));
    verdicts.addAll(of(enricher, batch.part(half, batch.size()), invocation));
    return verdicts;
  }

  /** What was done for some events stays done, whatever happens at the next one. */
  private static List<Verdict> singly(Enricher enricher, Batch batch, Invocation invocation) {
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    String stopped = "";
    for (int place = 0; place < batch.size(); place++) {
      if (stopped.isEmpty() && invocation.deadline().remaining().isZero()) {
        stopped = TIME;
      }
      try {
        verdicts.add(
            stopped.isEmpty()
                ? of(enricher, batch.part(place, place + 1), invocation).getFirst()
                : invocation.leaveOver(stopped));
      } catch (Fault e) {
        stopped = e.getMessage();
        verdicts.add(invocation.leaveOver(stopped));
      }
    }
    return verdicts;
  }

  private static List<Verdict> counted(Enricher enricher, List<Verdict> verdicts, int events) {
    if (verdicts.size() != events) {
      throw new Fault(
          enricher.getClass().getName(),
          "gave " + verdicts.size() + " verdicts for " + events + " events; give one each");
    }
    for (Verdict verdict : verdicts) {
      if (verdict == null) {
        throw new Fault(
            enricher.getClass().getName(), "gave null; give one verdict for each event");
      }
    }
    return verdicts;
  }

  /**
   * The verdict on one event.
   *
   * @throws Fault as the enricher does
   */
  static Verdict one(JsonNode event, Function<JsonNode, Verdict> enricher) {
    try {
      Verdict verdict = enricher.apply(event);
      return verdict == null ? new Verdict.Fail("the enricher gave null; give a verdict") : verdict;
    } catch (Fault e) {
      throw e;
    } catch (VerdictException e) {
      return e.verdict();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return failed(e);
    }
  }

  private static Verdict failed(Throwable e) {
    return new Verdict.Fail("the enricher " + threw(e));
  }

  /** The exception's class and place; its message may hold a payload. */
  static String threw(Throwable e) {
    return "threw " + e.getClass().getSimpleName() + place(e.getStackTrace());
  }

  /** The innermost place outside of the platform and Jackson: the enricher's own. */
  private static String place(StackTraceElement[] trace) {
    return Stream.of(trace)
        .filter(frame -> !LIBRARY.matcher(frame.getClassName()).lookingAt())
        .findFirst()
        .or(() -> Stream.of(trace).findFirst())
        .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("");
  }
}
