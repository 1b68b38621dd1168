package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageRun;
import io.github.standpipe.internal.coverage.CoverageSubject;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.template.Template;
import io.github.standpipe.testing.FixtureTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @TestFactory
  Stream<DynamicContainer> ordersThatStartOnce() {
    return FixtureTests.of(
        Path.of("pipes/template.yaml"), Path.of("fixtures-once"), Map.of("OrderStart", "once"));
  }

  private static Template once() {
    return Template.read(Path.of("pipes/template.yaml"), Map.of("OrderStart", "once"));
  }

  @Test
  void reachAllOfTheTransformsFiltersRulesAndMachines() {
    Project project =
        new Project(Template.read(Path.of("pipes/template.yaml"), Map.of()), Path.of("fixtures"));

    Coverage reached = reached(project);

    assertThat(reached.files()).hasSize(6);
    assertThat(reached.filters()).hasSize(5);
    assertThat(names(reached.feeders())).containsExactly("bus standpipe-orders");
    assertThat(names(reached.machines()))
        .containsExactly(
            "ClaimCheckMachine", "FifoMachine", "OrderMachine", "PartnerMachine", "UpcastMachine");
    assertThat(missing(reached.all())).isEmpty();
  }

  @Test
  void reachAllOfTheMachinesThatStartEachOrderOnce() {
    Project project = new Project(once(), Path.of("fixtures-once"));

    Coverage reached = reached(project);

    assertThat(names(reached.machines())).containsExactly("OneOrderMachine", "OrderOnceMachine");
    assertThat(missing(reached.machines())).isEmpty();
  }

  private static Coverage reached(Project project) {
    List<Path> cases = project.cases(Selection.ALL);
    List<Verification> verified = new ArrayList<>();
    try (CoverageRun run = new CoverageRun(project, cases)) {
      project.measuredBy(run).verify(cases, 2, verified::add);
      return run.of(verified);
    }
  }

  private static List<String> names(List<CoverageSubject> subjects) {
    return subjects.stream().map(CoverageSubject::name).toList();
  }

  private static List<String> missing(List<CoverageSubject> subjects) {
    return subjects.stream()
        .flatMap(subject -> subject.missing().stream())
        .map(CoverageSubject.Missing::line)
        .toList();
  }

  @TestFactory
  Stream<DynamicContainer> orders() {
    return FixtureTests.of(
        Path.of("runner/cli/src/test/orders/pipes/template.yaml"),
        Path.of("runner/cli/src/test/orders/fixtures"));
  }

  @TestFactory
  Stream<DynamicContainer> rules() {
    return FixtureTests.of(
        Path.of("runner/cli/src/test/rules/pipes/template.yaml"),
        Path.of("runner/cli/src/test/rules/fixtures"));
  }
}
