package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs what the documents show: each {@link Transcript} in a fence {@code console} of README.md and
 * docs/*.md. {@code /tmp/} is a folder of the command's own, or of the document's if it makes a
 * folder in it by {@code mkdir}. Other commands of such a fence are not run.
 */
class DocsTest {
  private static final Pattern FENCE =
      Pattern.compile("^```console\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern MKDIR =
      Pattern.compile("^\\$ mkdir /tmp/(\\w+)$", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> printWhatTheyShow() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      Optional<String> made = made(document);
      Matcher fence = FENCE.matcher(Files.readString(document));
      while (fence.find()) {
        Transcript.parse(fence.group(1).lines().toList()).stream()
            .map(shown ->
                DynamicTest.dynamicTest(
                    document + ": " + shown.command(), () -> verify(shown, made)))
            .forEach(tests::add);
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), files.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  /** The folder of a document whose commands go on from one to the next. */
  private static Optional<String> made(Path document) throws IOException {
    Matcher mkdir = MKDIR.matcher(Files.readString(document));
    if (!mkdir.find()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("docs");
    Files.createDirectory(folder.resolve(mkdir.group(1)));
    return Optional.of(folder + "/");
  }

  private static void verify(Transcript shown, Optional<String> made) throws IOException {
    shown.verify("/tmp/", made.isPresent() ? made.get() : Files.createTempDirectory("docs") + "/");
  }
}
