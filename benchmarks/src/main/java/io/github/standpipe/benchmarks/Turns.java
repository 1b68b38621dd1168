package io.github.standpipe.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Two pieces of work measured in turns, so that what disturbs the machine disturbs both: the CPU
 * time of this thread by round, which neither other processes nor the compilers add to.
 */
final class Turns {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Turns() {}

  /** Work that is repeated. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * What rounds came to.
   *
   * @param middle the median
   * @param least the lowest quarter ends here
   * @param most the highest quarter begins here
   */
  record Spread(double middle, double least, double most) {
    static Spread of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      int quarter = sorted.size() / 4;
      return new Spread(
          Median.of(sorted), sorted.get(quarter), sorted.get(sorted.size() - 1 - quarter));
    }

    @Override
    public String toString() {
      return "%.2f (%.2f to %.2f)".formatted(middle, least, most);
    }
  }

  /** The CPU time of the second divided by that of the first, each repeated in every round. */
  static Spread ratio(int rounds, int times, Work first, Work second) throws Exception {
    List<Double> ratios = new ArrayList<>();
    cpu(times, first);
    cpu(times, second);
    for (int round = 0; round < rounds; round++) {
      double one = cpu(times, first);
      ratios.add(cpu(times, second) / one);
    }
    return Spread.of(ratios);
  }

  /** The CPU time in nanoseconds of repeated work. */
  static double cpu(int times, Work work) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int time = 0; time < times; time++) {
      work.run();
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
