package io.github.standpipe.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures subjects in rounds, each in a process of its own, the floor beside them: a ratio is that
 * of one round, and the median of the rounds is reported.
 *
 * @param rounds how many
 * @param millis the time of an iteration
 * @param flags of the JVM
 */
record RoundCount(int rounds, int millis, List<String> flags) {
  private static final int ITERATIONS = 8;

  /** JMH uses what newer Java warns of. */
  private static final String[] QUIET = {"--sun-misc-unsafe-memory-access=allow"};

  /** What is measured: a benchmark's name, and how many records a batch has. */
  record Subject(String benchmark, int records) {}

  /** Time and bytes as parts of the floor's, and bytes by record. */
  record Ratio(double time, double allocation, double bytes) {
    private static Ratio of(Measured measured, Measured floor, int records) {
      return new Ratio(
          measured.nanos() / floor.nanos(),
          measured.bytes() / floor.bytes(),
          measured.bytes() / records);
    }

    private static Ratio median(List<Ratio> ratios) {
      return new Ratio(
          Median.of(ratios.stream().map(Ratio::time).toList()),
          Median.of(ratios.stream().map(Ratio::allocation).toList()),
          Median.of(ratios.stream().map(Ratio::bytes).toList()));
    }
  }

  /** The subjects with their ratios. */
  Map<Subject, Ratio> of(List<Subject> subjects) throws RunnerException {
    Map<Subject, List<Ratio>> ratios = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      Map<Integer, Measured> floors = new HashMap<>();
      for (Subject subject : subjects) {
        Measured floor = floors.get(subject.records());
        if (floor == null) {
          floor = measured(new Subject("HandlerBenchmark.floor", subject.records()));
          floors.put(subject.records(), floor);
        }
        ratios
            .computeIfAbsent(subject, s -> new ArrayList<>())
            .add(Ratio.of(measured(subject), floor, subject.records()));
      }
    }
    Map<Subject, Ratio> medians = new LinkedHashMap<>();
    ratios.forEach((subject, all) -> medians.put(subject, Ratio.median(all)));
    return medians;
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
