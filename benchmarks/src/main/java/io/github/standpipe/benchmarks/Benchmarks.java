package io.github.standpipe.benchmarks;

import io.github.standpipe.enrich.HydrationRounds;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * {@code benchmarks/run [--quick] [handler] [hydration] [cold-start] [machines] [compare]}; all by
 * default.
 */
public final class Benchmarks {
  private static final Set<String> KNOWN =
      Set.of("--quick", "handler", "hydration", "cold-start", "machines", "compare");

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    List<String> wanted = Arrays.asList(args);
    for (String word : wanted) {
      if (!KNOWN.contains(word)) {
        System.err.println(
            "benchmarks: there is no '"
                + word
                + "'; write --quick, handler, hydration, cold-start, machines,"
                + " compare");
        System.exit(2);
      }
    }
    boolean quick = wanted.contains("--quick");
    boolean all = wanted.stream().noneMatch(word -> !word.startsWith("--"));
    PrintStream out = System.out;
    if (all || wanted.contains("handler")) {
      Ratios.print(out, quick ? 1 : 3, 300);
    }
    if (all || wanted.contains("hydration")) {
      HydrationRounds.print(out, quick ? 30 : 200);
    }
    if (all || wanted.contains("cold-start")) {
      ColdStarts.print(out, quick ? 5 : 15, Path.of("target"));
    }
    if (all || wanted.contains("machines")) {
      MachineCosts.print(out, quick ? 5 : 25, Path.of(".."));
      EngineComparison.print(out, quick ? 3 : 9, Path.of("machines/cases.json"), Path.of("target"));
    }
    if (all || wanted.contains("compare")) {
      ShadowCosts.print(out, quick ? 100_000 : 1_000_000, quick ? 3 : 5);
    }
    System.exit(0);
  }
}
