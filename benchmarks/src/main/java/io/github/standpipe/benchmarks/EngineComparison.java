package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.machine.TaskHandler;
import io.github.standpipe.machine.TaskOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The interpreter beside npm's {@code aws-local-stepfunctions} 3.0.0, on cases that both pass: the
 * executions that a second of CPU time is enough for, case by case in turns.
 */
final class EngineComparison {
  private static final String PACKAGE = "aws-local-stepfunctions@3.0.0";
  private static final int MILLIS = 300;
  private static final int WARM_UP_MILLIS = 3_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private EngineComparison() {}

  /**
   * Prints the comparison, or why there is none.
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
    Process node =
        new ProcessBuilder(
                "node", script.toString(), folder.toString(), file.toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answers = node.inputReader(StandardCharsets.UTF_8)) {
      compare(
          out,
          rounds,
          Json.read(file),
          new PrintStream(node.getOutputStream(), true, StandardCharsets.UTF_8),
          answers);
    } finally {
      node.destroy();
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

  private static void compare(
      PrintStream out, int rounds, JsonNode cases, PrintStream asks, BufferedReader answers)
      throws Exception {
    for (int i = 0; i < cases.size(); i++) {
      asks.println(i + " " + WARM_UP_MILLIS);
      answers.readLine();
      rate(cases.get(i), WARM_UP_MILLIS);
    }
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      List<Double> ratios = new ArrayList<>();
      List<Double> ours = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        asks.println(i + " " + MILLIS);
        double theirs = rate(Objects.requireNonNull(answers.readLine(), "node ended"));
        double own = rate(cases.get(i), MILLIS);
        if (theirs > 0) {
          ours.add(own);
          ratios.add(own / theirs);
        }
      }
      if (ratios.isEmpty()) {
        out.println(
            "  " + cases.get(i).path("name").asText() + ": the package gives another output");
      } else {
        all.addAll(ratios);
        out.printf(
            "  %-28s %,9.0f a second, %s times theirs%n",
            cases.get(i).path("name").asText(), Median.of(ours), Turns.Spread.of(ratios));
      }
    }
    double mean = Math.exp(all.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    double least = all.stream().min(Comparator.naturalOrder()).orElse(Double.NaN);
    out.printf(
        "executions a second of CPU time, %s = 1: %.1f on average, %.1f at least%n",
        PACKAGE, mean, least);
  }

  private static double rate(String answer) {
    String[] words = answer.split(" ");
    return words[0].equals("0")
        ? 0
        : Double.parseDouble(words[0]) * 1e6 / Double.parseDouble(words[1]);
  }

  private static double rate(JsonNode one, int millis) throws Exception {
    StateMachine machine = StateMachine.parse("Case", one.path("definition"), false);
    TaskHandler tasks = call -> new TaskOutcome.Succeeded(one.path("tasks").path(call.state()));
    JsonNode input = one.path("input");
    JsonNode output = machine.run(input, tasks, CLOCK, UUID::randomUUID).output().orElseThrow();
    if (!output.equals(one.path("output"))) {
      throw new IllegalStateException(one.path("name") + " gives " + output);
    }
    long end = System.nanoTime() + millis * 1_000_000L;
    int[] executions = {0};
    double cpu =
        Turns.cpu(
            1,
            () -> {
              for (; System.nanoTime() < end; executions[0]++) {
                machine.run(input, tasks, CLOCK, UUID::randomUUID);
              }
            });
    return executions[0] * 1e9 / cpu;
  }
}
