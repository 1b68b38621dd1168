package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.coverage.CoverageRun;
import io.github.standpipe.coverage.CoverageSubject;
import io.github.standpipe.fixture.FixtureTests;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Selection;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fixture: those of the project's pipes, those of the sample enricher, and those of the
 * engine's rules.
 */
class FixturesTest {

  @TestFactory
  Stream<DynamicContainer> pipes() {
    return FixtureTests.of(Path.of("pipes/template.yaml"), Path.of("fixtures"));
  }

  @Test
  void reachAllOfTheTransformsAndFilters() {
    Project project =
        new Project(Template.read(Path.of("pipes/template.yaml"), Map.of()), Path.of("fixtures"));

    assertThat(CoverageRun.of(project, project.cases(Selection.ALL), 2).all())
        .hasSize(11)
        .flatExtracting(CoverageSubject::missing)
        .extracting(CoverageSubject.Missing::line)
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicContainer> orders() {
    return FixtureTests.of(
        Path.of("runner/src/test/orders/pipes/template.yaml"),
        Path.of("runner/src/test/orders/fixtures"));
  }

  @TestFactory
  Stream<DynamicContainer> rules() {
    return FixtureTests.of(
        Path.of("runner/src/test/rules/pipes/template.yaml"),
        Path.of("runner/src/test/rules/fixtures"));
  }
}
