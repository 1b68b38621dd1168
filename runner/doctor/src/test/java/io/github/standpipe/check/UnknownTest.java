package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.template.Overlaid;
import io.github.standpipe.template.Template;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be resolved is never a finding. */
class UnknownTest {
  private static final Path HEALTHY = Path.of("runner/doctor/src/test/check/healthy.yaml");
  private static final Map<String, Template> UNKNOWN = Overlaid.withOneUnknown(HEALTHY);

  static Stream<Arguments> templates() {
    return UNKNOWN.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @Test
  void thereAreManyValuesToReplace() {
    assertThat(UNKNOWN).hasSizeGreaterThan(90);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aValueThatCannotBeResolvedIsNoFinding(String path, Template template) {
    assertThat(Doctor.examine(template).findings())
        .extracting(finding -> finding.rule().id() + ": " + finding.observed())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aValueThatCannotBeResolvedLacksNoPermission(String path, Template template) {
    assertThat(Permissions.of(template))
        .allSatisfy(permissions -> assertThat(permissions.lacks()).isEmpty());
  }
}
