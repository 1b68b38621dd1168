package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to measure the coverage of the fixtures, and how high it has to be. */
final class CoverageOptions {
  private static final int ALL = 100;

  @Option(
      names = "--coverage",
      description =
          "Report which parts of transforms, filters, the rules in front of the queues and state"
              + " machines no case reaches.")
  boolean coverage;

  @Option(
      names = "--coverage-min",
      paramLabel = "PERCENT",
      description = "Exit with status 1 if coverage is below PERCENT. Implies --coverage.")
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

  /** Prepares to measure these cases; measures nothing if that is not asked for. */
  CoverageMeter meter(Project project, List<Path> cases) {
    return isAsked() ? CoverageMeter.of(project, cases) : CoverageMeter.none(project);
  }

  boolean isEnough(Coverage reached) {
    return least == null || reached.share().percent() >= least;
  }
}
