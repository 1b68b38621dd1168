package io.github.standpipe.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures of each pipe that ships notice each change of it, or say why they need not. */
class ShippedPipesMutationTest {
  private static final Path TEMPLATE = Path.of("pipes/template.yaml");
  private static final int TIMES_THE_FIXTURES = 30;

  @ParameterizedTest
  @ValueSource(strings = {"OrderPipe", "ClaimCheckPipe", "PartnerPipe", "UpcastPipe", "FifoPipe"})
  void noticeEachChange(String pipe) {
    long took =
        LongStream.generate(() -> verify(pipe)).limit(3).sorted().skip(1).findFirst().getAsLong();
    MutationSettings settings =
        new MutationSettings(1, OptionalInt.empty(), 0, Duration.ofMinutes(5), 0);
    long begin = System.nanoTime();
    MutationReport report = new MutationRun(project(), pipe, settings).report((done, all) -> {});
    long judged = System.nanoTime() - begin;

    assertThat(report.survivors()).extracting(one -> one.mutant().place()).isEmpty();
    assertThat(report.stale()).isEmpty();
    assertThat(report.mutants()).hasSizeGreaterThan(80);
    if (pipe.equals("OrderPipe")) {
      assertThat(judged).isLessThan(TIMES_THE_FIXTURES * took);
    }
  }

  private static Project project() {
    return new Project(Template.read(TEMPLATE, Map.of()), Project.fixturesOf(TEMPLATE)).portable();
  }

  /**
   * Runs the fixtures of a pipe as a command does, which reads the project first; in nanoseconds.
   */
  private static long verify(String pipe) {
    long begin = System.nanoTime();
    Project project = project();
    project.verify(project.cases(List.of(pipe)), 1, verified -> {});
    return System.nanoTime() - begin;
  }
}
