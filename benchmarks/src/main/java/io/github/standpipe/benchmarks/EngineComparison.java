package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskHandler;
import io.github.standpipe.machine.TaskOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * The interpreter beside npm's {@code aws-local-stepfunctions} 3.0.0, on cases that both pass: the
 * executions that a second of CPU time is enough for, case by case in turns.
 */
final class EngineComparison {
  private static final String PACKAGE = "aws-local-stepfunctions@3.0.0";
  private static final int BETWEEN_LOOKS = 50;
  private static final int MILLIS = 300;
  private static final int WARM_UP_MILLIS = 3_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  /** Its CPU time has that of the collector and the compilers in it, as Node.js has it. */
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private EngineComparison() {}

  /**
   * Prints the comparison, or why it is not possible.
   *
   * @param file the cases, an array of {@code name}, {@code definition}, {@code input}, {@code
   *     output} and perhaps {@code tasks}
   */
  static void print(PrintStream out, int rounds, Path file, Path target) throws Exception {
    Path folder = Files.createDirectories(target.resolve("npm")).toAbsolutePath();
    if (!installed(folder)) {
      out.println("npm could not install " + PACKAGE + ", so it is not compared");
      return;
    }
    Path script = file.resolveSibling("engine.mjs").toAbsolutePath();
    try (NodeEngine node = new NodeEngine(script, folder, file.toAbsolutePath())) {
      compare(out, rounds, Json.read(file), node);
    }
  }

  private static boolean installed(Path folder) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "npm",
                  "install",
                  "--silent",
                  "--no-audit",
                  "--no-fund",
                  "--prefix",
                  folder.toString(),
                  PACKAGE)
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void compare(PrintStream out, int rounds, JsonNode cases, NodeEngine node)
      throws Exception {
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      rate(cases.get(i), WARM_UP_MILLIS);
      if (node.rate(i, WARM_UP_MILLIS) > 0) {
        passed.add(i);
      } else {
        out.println("  " + name(cases.get(i)) + ": the package does not pass it");
      }
    }
    List<Double> all = new ArrayList<>();
    for (int i : passed) {
      all.addAll(compare(out, rounds, cases.get(i), () -> node.rate(i, MILLIS)));
    }
    double mean = Math.exp(all.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    double least = all.stream().min(Comparator.naturalOrder()).orElse(Double.NaN);
    out.printf(
        "executions a second of CPU time, %s = 1: %.1f on average, %.1f at least%n",
        PACKAGE, mean, least);
  }

  /** Takes turns on one case, and gives the ratio of each round. */
  private static List<Double> compare(
      PrintStream out, int rounds, JsonNode one, Callable<Double> theirs) throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double other = theirs.call();
      ours.add(rate(one, MILLIS));
      if (other > 0) {
        ratios.add(ours.getLast() / other);
      }
    }
    if (!ratios.isEmpty()) {
      out.printf(
          "  %-28s %,9.0f a second, %s times theirs%n",
          name(one), Median.of(ours), Turns.Spread.of(ratios));
    }
    return ratios;
  }

  private static String name(JsonNode one) {
    return one.path("name").asText();
  }

  private static double rate(JsonNode one, int millis) throws Exception {
    StateMachine machine = StateMachine.parse("Case", one.path("definition"), false);
    TaskHandler tasks = call -> new TaskOutcome.Succeeded(one.path("tasks").path(call.state()));
    JsonNode input = one.path("input");
    JsonNode output = machine.run(input, tasks, CLOCK, UUID::randomUUID).output().orElseThrow();
    if (!output.equals(one.path("output"))) {
      throw new IllegalStateException(one.path("name") + " gives " + output);
    }
    long start = SYSTEM.getProcessCpuTime();
    long cpu = 0;
    int executions = 0;
    while (cpu < millis * 1_000_000L) {
      for (int i = 0; i < BETWEEN_LOOKS; i++, executions++) {
        machine.run(input, tasks, CLOCK, UUID::randomUUID);
      }
      cpu = SYSTEM.getProcessCpuTime() - start;
    }
    return executions * 1e9 / cpu;
  }
}
