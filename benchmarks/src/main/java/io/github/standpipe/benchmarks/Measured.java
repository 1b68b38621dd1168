package io.github.standpipe.benchmarks;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** One process's measurement: CPU time and bytes allocated, by operation. */
record Measured(double nanos, double bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static Measured of(RunResult run) {
    List<IterationResult> iterations =
        run.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .toList();
    return new Measured(median(iterations, ProcessorTime.LABEL), median(iterations, ALLOCATED));
  }

  private static double median(List<IterationResult> iterations, String label) {
    return Median.of(iterations.stream().map(iteration -> score(iteration, label)).toList());
  }

  @SuppressWarnings("rawtypes") // JMH's own
  private static double score(IterationResult iteration, String label) {
    for (Map.Entry<String, Result> result : iteration.getSecondaryResults().entrySet()) {
      if (result.getKey().endsWith(label)) {
        return result.getValue().getScore();
      }
    }
    throw new IllegalStateException("JMH did not report " + label);
  }
}
