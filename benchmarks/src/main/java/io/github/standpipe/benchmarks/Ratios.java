package io.github.standpipe.benchmarks;

import io.github.standpipe.benchmarks.RoundCount.Ratio;
import io.github.standpipe.benchmarks.RoundCount.Subject;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.RunnerException;

/** Prints handler and filter as ratios against the floor, by each of the JVM's compilers. */
final class Ratios {
  private static final List<String> C2 = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
  private static final List<String> C1 =
      List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("HandlerBenchmark.transform", 1),
          new Subject("HandlerBenchmark.lookup", 1),
          new Subject("HandlerBenchmark.transform", 10),
          new Subject("HandlerBenchmark.lookup", 10),
          new Subject("FilterBenchmark.filterOne", 10),
          new Subject("FilterBenchmark.filterFive", 10),
          new Subject("HandlerBenchmark.transform", 1000),
          new Subject("HandlerBenchmark.lookup", 1000));

  private Ratios() {}

  static void print(PrintStream out, int rounds, int millis) throws RunnerException {
    Map<Subject, Ratio> c2 = new RoundCount(rounds, millis, C2).of(SUBJECTS);
    Map<Subject, Ratio> c1 = new RoundCount(rounds, millis, C1).of(SUBJECTS);
    out.printf("%-28s %8s %8s %8s %12s%n", "floor = 1", "C2", "C1", "bytes", "bytes/record");
    c2.forEach((subject, ratio) ->
        out.printf(
            "%-28s %8.2f %8.2f %8.2f %,12.0f%n",
            describe(subject),
            ratio.time(),
            Objects.requireNonNull(c1.get(subject)).time(),
            ratio.allocation(),
            ratio.bytes()));
  }

  private static String describe(Subject subject) {
    String name = subject.benchmark().substring(subject.benchmark().indexOf('.') + 1);
    return name + ", " + subject.records() + (subject.records() == 1 ? " record" : " records");
  }
}
