package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transforms with their expected findings, as data, in {@code runner/doctor/src/test/check/lint}.
 */
class LintCasesTest {
  private static final Path CASES = Path.of("runner/doctor/src/test/check/lint");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> findWhatTheyShow() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList().stream().flatMap(this::cases);
    }
  }

  private Stream<DynamicTest> cases(Path file) {
    try {
      return LintCase.in(file).stream()
          .map(one -> {
            String name = CASES.relativize(file) + ":" + one.line();
            Path here = folder.resolve(name.replace(':', '-'));
            return DynamicTest.dynamicTest(
                name, () -> assertThat(one.observed(here)).isEqualTo(one.expected()));
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
