package io.github.standpipe.enrich;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What an invocation did not get done: events that were not judged, and what to do if its batch
 * returns because of a look-up. Most invocations have none, so nothing is made in advance. Any
 * thread may use it.
 */
final class UnfinishedWork {
  private List<Runnable> steps = List.of();
  private Set<Verdict> leftOver = Set.of();

  /** Takes what to do if the batch returns because a look-up did not answer. */
  synchronized void add(Runnable step) {
    if (steps.isEmpty()) {
      steps = new ArrayList<>();
    }
    steps.add(step);
  }

  /** The batch returns because a look-up did not answer. */
  void run() {
    for (Runnable step : taken()) {
      step.run();
    }
  }

  private synchronized List<Runnable> taken() {
    List<Runnable> taken = steps;
    steps = List.of();
    return taken;
  }

  /** Notes the verdict on an event that was not judged; another one may be equal to it. */
  synchronized void leaveOver(Verdict verdict) {
    if (leftOver.isEmpty()) {
      leftOver = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    leftOver.add(verdict);
  }

  synchronized boolean isLeftOver(Verdict verdict) {
    return !leftOver.isEmpty() && leftOver.contains(verdict);
  }
}
