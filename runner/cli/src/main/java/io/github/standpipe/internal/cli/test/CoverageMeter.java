package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures a test run, if that is asked for and possible.
 *
 * @param project verifies the cases
 * @param run empty if nothing is measured
 * @param fault why the coverage cannot be measured
 */
record CoverageMeter(Project project, Optional<CoverageRun> run, Optional<Fault> fault)
    implements AutoCloseable {

  static CoverageMeter none(Project project) {
    return new CoverageMeter(project, Optional.empty(), Optional.empty());
  }

  /** The cases are verified even if they cannot be measured. */
  static CoverageMeter of(Project project, List<Path> cases) {
    try {
      CoverageRun run = new CoverageRun(project, cases);
      return new CoverageMeter(project.measuredBy(run), Optional.of(run), Optional.empty());
    } catch (Fault e) {
      return new CoverageMeter(project, Optional.empty(), Optional.of(e));
    }
  }

  /**
   * The coverage of cases that the project verified; empty if it is not asked for.
   *
   * @throws Fault if it cannot be measured
   */
  Optional<Coverage> reached(List<Verification> verified) {
    fault.ifPresent(e -> {
      throw e;
    });
    return run.map(one -> one.of(verified));
  }

  @Override
  public void close() {
    run.ifPresent(CoverageRun::close);
  }
}
