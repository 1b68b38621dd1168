package io.github.standpipe.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MutationRunTest {
  private static final Path TEMPLATE = Path.of("pipes/template.yaml");

  @Test
  void runsEachCaseOnceWithTheSameResult() {
    Project project =
        new Project(Template.read(TEMPLATE, Map.of()), Project.fixturesOf(TEMPLATE)).portable();
    Project same = project.withTexts(Map.of());
    for (Path one : project.cases(List.of())) {
      assertThat(same.verifyOnce(one).differences()).as(one.toString()).isEmpty();
    }
  }
}
