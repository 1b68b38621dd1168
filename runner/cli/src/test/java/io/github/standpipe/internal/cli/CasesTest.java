package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small inputs that once went wrong, as data: each folder of {@code runner/cli/src/test/cases}
 * holds the files, and in {@code case.console} each {@link Transcript} of a command over them. What
 * stands above the first command says what the case is about. {@code case/} is a copy of the
 * folder.
 */
class CasesTest {
  private static final Path CASES = Path.of("runner/cli/src/test/cases");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> printWhatTheyShow() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.sorted().toList().stream()
          .map(one -> DynamicTest.dynamicTest(one.getFileName().toString(), () -> verify(one)));
    }
  }

  private void verify(Path given) throws IOException {
    Path copy = folder.resolve(given.getFileName());
    try (Stream<Path> files = Files.walk(given)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(given.relativize(file)));
      }
    }
    List<Transcript> commands = Transcript.parse(Files.readAllLines(given.resolve("case.console")));
    assertThat(commands).isNotEmpty();
    commands.forEach(command -> command.verify("case/", copy + "/"));
  }
}
