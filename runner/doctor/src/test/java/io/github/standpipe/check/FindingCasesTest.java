package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Templates with their expected findings, as data: each file of {@code
 * runner/doctor/src/test/check/cases} has one or more {@link FindingCase}s about one thing.
 */
class FindingCasesTest {
  private static final Path CASES = Path.of("runner/doctor/src/test/check/cases");

  @TestFactory
  Stream<DynamicTest> findWhatTheyShow() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream()
          .flatMap(file -> FindingCase.in(file).stream())
          .map(one ->
              DynamicTest.dynamicTest(
                  CASES.relativize(one.file()) + ":" + one.line(), () -> verify(one)));
    }
  }

  private static void verify(FindingCase one) {
    assertThat(one.seen()).as("findings").isEqualTo(one.expected());
    assertThat(one.places()).as("places").isEqualTo(one.marks());
  }
}
