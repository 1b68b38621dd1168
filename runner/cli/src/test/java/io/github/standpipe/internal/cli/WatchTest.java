package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code standpipe test --watch} in a process of its own. */
class WatchTest {
  private static final String GIVEN = "{\"messageId\": \"m1\", \"body\": {\"id\": \"A\"}}";

  @TempDir Path folder;
  private MadeProject project;
  private Started watch;

  @BeforeEach
  void start() throws Exception {
    project = MadeProject.in(folder.resolve("project"), "{\"n\": 1}");
    project.with("1-source.json", GIVEN).with("4-enriched.json", "[{\"n\": 1}]");
    project.write("fixtures/P/y/1-source.json", GIVEN);
    project.write("fixtures/P/y/5-target-input.json", "[{\"n\": 1}]");
    watch = watching();
    watch.says("Ctrl-C ends");
  }

  private Started watching(String... more) throws IOException {
    String[] arguments = {"test", "--watch", "-t", project.template().toString()};
    return Started.with(
        folder, Map.of(), Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @AfterEach
  void end() {
    watch.close();
  }

  @Test
  void runsAgainWhatATransformIsOf() throws Exception {
    project.write("transforms/x.jslt", "{\"n\": 2}");

    watch.says("x.jslt changed");
    watch.says("4-enriched.json: $[0].n: expected 1, was 2");
    watch.says("0 passed, 2 failed in ");

    project.write("transforms/x.jslt", "{\"n\": 1}");

    watch.says("ok    P/y");
  }

  @Test
  void runsAgainTheOneCaseWhoseFileChanged() throws Exception {
    replace("fixtures/P/x/4-enriched.json", "[{\"n\": 3}]");

    watch.says("$[0].n: expected 3, was 1");
    watch.says("0 passed, 1 failed in ");
    watch.says("; of all, 1 passed, 1 failed");
  }

  @Test
  void runsACaseThatComesAndForgetsOneThatGoes() throws Exception {
    project.write("fixtures/P/z/1-source.json", GIVEN);
    project.write("fixtures/P/z/5-target-input.json", "[{\"n\": 1}]");

    watch.says("; of all, 3 passed, 0 failed");

    delete("fixtures/P/z/1-source.json", "fixtures/P/z/5-target-input.json", "fixtures/P/z");

    watch.says("gone  P/z");
  }

  @Test
  void runsAgainAllWhenTheTemplateChanges() throws Exception {
    String text = Files.readString(project.template());
    replace("pipes/template.yaml", text.replace("<$.body>", "<$.messageId>"));

    watch.says("template.yaml changed");
    watch.says("2 passed, 0 failed in ");
  }

  @Test
  void tellsABrokenTemplateInALineAndGoesOn() throws Exception {
    String text = Files.readString(project.template());
    replace("pipes/template.yaml", "Resources: [");

    watch.says("FAIL  " + project.template() + ":");

    replace("pipes/template.yaml", text);

    Started.await("it goes on", () -> count("2 passed, 0 failed in ") == 2 && count("FAIL") == 1);
  }

  @Test
  void tellsABrokenTransformOnceForAllOfItsCases() throws Exception {
    project.write("transforms/x.jslt", "{\"n\": ");

    watch.says("FAIL  P, 2 cases: ");
    assertThat(count("FAIL")).isEqualTo(1);

    project.write("transforms/x.jslt", "{\"n\": 1}");

    Started.await("it goes on", () -> count("2 passed, 0 failed in ") == 2);
  }

  @Test
  void looksAwayFromWhatEditorsLeave() throws Exception {
    project.write("transforms/.x.jslt.swp", "x");
    project.write("transforms/x.jslt~", "x");
    project.write("fixtures/P/x/.4-enriched.json.swp", "x");
    replace("transforms/x.jslt", "{\"n\": 4}");

    watch.says("0 passed, 2 failed in ");
    assertThat(watch.lines().stream().filter(line -> line.endsWith(" changed")))
        .containsExactly(project.root().resolve("transforms/x.jslt") + " changed");
  }

  /** By SIGTERM, which does what Ctrl-C does, and which no shell lets its background ignore. */
  @Test
  void endsWellWhenAskedTo() throws Exception {
    project.write("transforms/x.jslt", "{\"n\": 2}");
    watch.says("0 passed, 2 failed in ");

    watch.process().destroy();

    assertThat(watch.code()).isZero();
    assertThat(watch.lines().getLast()).isEqualTo("2 rounds; 0 passed, 2 failed");
    assertThat(Files.readString(watch.err())).isEmpty();
  }

  /** Of a warm JVM; the fastest of several, for other processes run here too. */
  @Test
  void showsAChangedTransformWithin300Milliseconds() throws Exception {
    long fastest = Long.MAX_VALUE;
    for (int i = 2; i < 22 && fastest >= 250; i++) {
      project.write("transforms/x.jslt", "{\"n\": " + i + "}");
      long start = System.nanoTime();
      String words = "was " + i + "\n";
      while (!Files.readString(watch.out()).contains(words)) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
        Thread.sleep(2);
      }
      fastest = Math.min(fastest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    assertThat(fastest).isLessThan(300);
  }

  private void replace(String file, String text) throws IOException {
    project.write(file + ".tmp~", text);
    Path path = project.root().resolve(file);
    Files.move(
        path.resolveSibling(path.getFileName() + ".tmp~"), path, StandardCopyOption.ATOMIC_MOVE);
  }

  private void delete(String... files) throws IOException {
    for (String file : files) {
      Files.delete(project.root().resolve(file));
    }
  }

  private int count(String words) {
    try {
      return Files.readString(watch.out()).split(Pattern.quote(words), -1).length - 1;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
