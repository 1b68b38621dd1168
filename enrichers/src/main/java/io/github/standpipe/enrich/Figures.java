package io.github.standpipe.enrich;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the function counts, for its metrics. Threads that are started while it is
 * answered count for it too.
 */
public final class Figures {
  private static final InheritableThreadLocal<@Nullable Figures> CURRENT =
      new InheritableThreadLocal<>();

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

  /** Counts something for the call that is being answered; nothing where there is none. */
  public static void count(Figure figure, long more) {
    Figures current = CURRENT.get();
    if (current != null) {
      current.add(figure, more);
    }
  }

  /** What was counted until now for the call that is being answered; 0 where there is none. */
  static long current(Figure figure) {
    Figures current = CURRENT.get();
    return current == null ? 0 : current.counts.get(figure.ordinal());
  }

  /** Counts the time that something takes for the call that is being answered. */
  public static <T> T time(Figure figure, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      count(figure, System.nanoTime() - start);
    }
  }

  /** Does work, and counts it here. */
  <T> T during(Supplier<T> work) {
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.set(null);
    }
  }

  void add(Figure figure, long more) {
    counts.addAndGet(figure.ordinal(), more);
  }

  /** The count, or the time in milliseconds. */
  double get(Figure figure) {
    long count = counts.get(figure.ordinal());
    return figure.isTime() ? Math.round(count / 10_000.0) / 100.0 : count;
  }
}
