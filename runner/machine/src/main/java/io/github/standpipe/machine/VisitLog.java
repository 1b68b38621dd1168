package io.github.standpipe.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps the visits of one execution's states, as a tree: the visit of a Map contains those of each
 * iteration. It refers to the data of the run and copies nothing; beyond a number of visits it only
 * counts.
 */
public final class VisitLog {
  private static final int MOST = 20_000;

  private final int most;
  private final List<StateVisit> visits = new ArrayList<>();
  private int count;

  /** Creates a log of one run, which keeps at most 20,000 visits. */
  public VisitLog() {
    this(MOST);
  }

  VisitLog(int most) {
    this.most = most;
  }

  /** A log that keeps nothing. */
  static VisitLog none() {
    return new VisitLog(0);
  }

  /** {@return the visits of the outermost flow, in order} */
  public List<StateVisit> visits() {
    return Collections.unmodifiableList(visits);
  }

  /** {@return the number of visits that were not kept} */
  public int omitted() {
    return Math.max(0, count - most);
  }

  /** The visits of the outermost flow, for adding more. */
  FlowVisits outermost() {
    return new FlowVisits(this, visits);
  }

  boolean keepsAny() {
    return most > 0;
  }

  boolean keepsMore() {
    return count < most;
  }

  /** Counts a visit, and returns whether to keep it. */
  boolean count() {
    return count++ < most;
  }
}
