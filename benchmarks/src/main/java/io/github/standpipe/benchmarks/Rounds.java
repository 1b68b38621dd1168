package io.github.standpipe.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures subjects in rounds, each in a process of its own, the floor beside it: a ratio is that
 * of one round, and what is told is the median of the rounds.
 *
 * @param rounds how many
 * @param millis the time of an iteration
 * @param flags of the JVM
 */
record Rounds(int rounds, int millis, List<String> flags) {
  private static final int ITERATIONS = 8;

  /** JMH uses what newer Java warns of. */
  private static final String[] QUIET = {"--sun-misc-unsafe-memory-access=allow"};

  /** What is measured: a benchmark's name, and how many records a batch has. */
  record Subject(String benchmark, int records) {}

  /** Ratios against the floor, and bytes by record. */
  record Ratio(double time, double allocation, double bytes) {}

  Ratio of(Subject subject) throws RunnerException {
    List<Double> times = new ArrayList<>();
    List<Double> allocations = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Measured floor = measured(new Subject("HandlerBenchmark.floor", subject.records()));
      Measured measured = measured(subject);
      times.add(measured.nanos() / floor.nanos());
      allocations.add(measured.bytes() / floor.bytes());
      bytes.add(measured.bytes() / subject.records());
    }
    return new Ratio(Median.of(times), Median.of(allocations), Median.of(bytes));
  }

  private Measured measured(Subject subject) throws RunnerException {
    return Measured.of(
        new Runner(
                new OptionsBuilder()
                    .include("\\." + subject.benchmark() + "$")
                    .param("records", Integer.toString(subject.records()))
                    .forks(1)
                    .warmupIterations(ITERATIONS)
                    .warmupTime(TimeValue.milliseconds(millis))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(TimeValue.milliseconds(millis))
                    .jvmArgs(flags.toArray(String[]::new))
                    .jvmArgsAppend(Runtime.version().feature() < 23 ? new String[0] : QUIET)
                    .addProfiler(GCProfiler.class)
                    .addProfiler(ProcessorTime.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle());
  }
}
