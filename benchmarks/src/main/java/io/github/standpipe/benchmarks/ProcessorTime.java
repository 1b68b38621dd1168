package io.github.standpipe.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of Java's threads by operation, and the collector's time: others that compete for
 * the machine, and the compilers, change it less than they change the time of the clock.
 */
public final class ProcessorTime implements InternalProfiler {
  static final String LABEL = "cpu";

  private long start;

  @Override
  public String getDescription() {
    return "CPU time of Java's threads and its collector";
  }

  private static long nanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long thread : threads.getAllThreadIds()) {
      nanos += Math.max(0, threads.getThreadCpuTime(thread));
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      nanos += collector.getCollectionTime() * 1_000_000;
    }
    return nanos;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = nanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = (double) (nanos() - start) / Math.max(1, result.getMetadata().getAllOps());
    return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
  }
}
