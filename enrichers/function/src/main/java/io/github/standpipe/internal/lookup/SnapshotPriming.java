package io.github.standpipe.internal.lookup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What SnapStart's snapshot should contain in addition to what starting has loaded: the classes of
 * a first call. Outside of SnapStart nothing calls it, because it would only move the cost.
 */
record SnapshotPriming(Step step) implements Resource {
  // the context that they are registered with holds them weakly
  private static final Queue<SnapshotPriming> KEPT = new ConcurrentLinkedQueue<>();

  /** Loads and warms what a first call needs, without a service. */
  @FunctionalInterface
  interface Step {
    void prime() throws Exception;
  }

  static void beforeCheckpoint(Step step) {
    SnapshotPriming primed = new SnapshotPriming(step);
    KEPT.add(primed);
    Core.getGlobalContext().register(primed);
  }

  /** As the snapshot does. */
  static void all() throws Exception {
    for (SnapshotPriming primed : KEPT) {
      primed.beforeCheckpoint(Core.getGlobalContext());
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    SSLContext.getDefault(); // reads the trusted certificates
    step.prime();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
