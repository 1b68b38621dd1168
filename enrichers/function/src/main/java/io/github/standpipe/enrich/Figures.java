package io.github.standpipe.enrich;

import java.util.concurrent.atomic.AtomicLongArray;

/** The figures of one invocation, for its metrics. Any thread may count. */
public final class Figures {
  /** A figure; a time is counted in nanoseconds and reported in milliseconds. */
  public enum Figure {
    RECEIVED("Received"),
    EMITTED("Emitted"),
    DROPPED("Dropped"),
    QUARANTINED("Quarantined"),
    RETRIED("Retried"),

    /** Records that did not fit into the answer and went back to their queue. */
    SENT_BACK("SentBack"),

    /** Requests to services, repeats included; one for each call of any other look-up. */
    LOOKUP_CALLS("LookupCalls"),

    /** Requested keys, each once per batch and look-up. */
    LOOKUP_KEYS("LookupKeys"),

    /** The keys found in a cache, including those cached as missing. */
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
