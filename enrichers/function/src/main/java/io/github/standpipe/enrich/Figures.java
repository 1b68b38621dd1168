package io.github.standpipe.enrich;

import java.util.concurrent.atomic.AtomicLongArray;

/** The figures of one invocation, for its metrics. Any thread may count. */
public final class Figures {
  /** A figure; a time is counted in nanoseconds and reported in milliseconds. */
  public enum Figure {
    /** Items of the request. */
    RECEIVED("Received"),
    /** Events in the answer; more than were received if events were split. */
    EMITTED("Emitted"),
    /** Events that do not go on and count as done. */
    DROPPED("Dropped"),
    /** Records in the quarantine queue. */
    QUARANTINED("Quarantined"),
    /** Records that return to their queue; all of the batch if the call fails. */
    RETRIED("Retried"),

    /** Records that did not fit into the answer and went back to their queue. */
    SENT_BACK("SentBack"),

    /** Requests to services, repeats included; one for each call of any other look-up. */
    LOOKUP_CALLS("LookupCalls"),

    /** Requested keys, each once per batch and look-up. */
    LOOKUP_KEYS("LookupKeys"),

    /** The keys found in a cache, including those cached as missing. */
    CACHE_HITS("CacheHits"),
    /** The time spent reading the request and the bodies of its records. */
    READ_TIME("ReadTime"),
    /** The time spent in the enricher, look-ups included. */
    ENRICH_TIME("EnrichTime"),
    /** The time spent waiting for look-ups. */
    LOOKUP_TIME("LookupTime"),
    /** The time spent writing the answer. */
    ANSWER_TIME("AnswerTime"),
    /** The time spent sending records to the quarantine queue. */
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

  /** Creates figures that are all zero. */
  public Figures() {}

  /** Counts the time from a {@link System#nanoTime} until now. */
  void addSince(Figure figure, long start) {
    add(figure, System.nanoTime() - start);
  }

  /**
   * Counts something.
   *
   * @param figure what is counted
   * @param more how many more; nanoseconds for a time
   */
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
