package io.github.standpipe.cli;

import io.github.standpipe.coverage.Coverage;
import io.github.standpipe.coverage.CoverageRun;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to measure what fixtures reach, and how much they have to. */
final class CoverageOptions {
  private static final int ALL = 100;

  @Option(
      names = "--coverage",
      description =
          "Report what no case reaches of transforms, filters, the rules in front of the queues,"
              + " and state machines.")
  boolean coverage;

  @Option(
      names = "--coverage-min",
      paramLabel = "PERCENT",
      description = "With exit code 1 where the cases reach less. Measures as --coverage does.")
  @Nullable Integer least;

  void check() {
    if (least != null && (least < 0 || least > ALL)) {
      throw new Fault("--coverage-min " + least, "give a number from 0 to 100");
    }
  }

  boolean isAsked() {
    return coverage || least != null;
  }

  OptionalInt least() {
    return least == null ? OptionalInt.empty() : OptionalInt.of(least);
  }

  Optional<Coverage> of(Project project, List<Path> cases, int threads) {
    return isAsked() ? Optional.of(CoverageRun.of(project, cases, threads)) : Optional.empty();
  }

  boolean isEnough(Coverage reached) {
    return least == null || reached.share().percent() >= least;
  }
}
