package io.github.standpipe.enrich;

import java.util.concurrent.atomic.AtomicLongArray;

/** What one invocation of the function counts, for its metrics. Any thread may count. */
public final class Figures {
  /** What is counted; a time is in nanoseconds, and told in milliseconds. */
  public enum Figure {
    RECEIVED("Received"),
    EMITTED("Emitted"),
    DROPPED("Dropped"),
    QUARANTINED("Quarantined"),
    RETRIED("Retried"),

    /** Records that did not fit into the answer and went back to their queue. */
    SENT_BACK("SentBack"),

    /** Requests to services, each repeat included; one a time that anything else is asked. */
    LOOKUP_CALLS("LookupCalls"),

    /** Keys that were asked for, each once a batch and look-up. */
    LOOKUP_KEYS("LookupKeys"),

    /** Those of them that a cache knew, also where it knew that there is no document. */
    CACHE_HITS("CacheHits"),
    READ_TIME("ReadTime"),
    ENRICH_TIME("EnrichTime"),
    LOOKUP_TIME("LookupTime"),
    ANSWER_TIME("AnswerTime"),
    QUARANTINE_TIME("QuarantineTime");

    private final String metric;

    Figure(String metric) {
      this.metric = metric;
    }

    String metric() {
      return metric;
    }

    boolean isTime() {
      return metric.endsWith("Time");
    }
  }

  private static final int ALL = Figure.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(ALL);

  /** Counts the time from a {@link System#nanoTime} until now. */
  void addSince(Figure figure, long start) {
    add(figure, System.nanoTime() - start);
  }

  /** Counts something. */
  public void add(Figure figure, long more) {
    counts.addAndGet(figure.ordinal(), more);
  }

  /** The count as it is, a time in nanoseconds. */
  long count(Figure figure) {
    return counts.get(figure.ordinal());
  }

  /** The count, or the time in milliseconds. */
  double get(Figure figure) {
    long count = counts.get(figure.ordinal());
    return figure.isTime() ? Math.round(count / 10_000.0) / 100.0 : count;
  }
}
