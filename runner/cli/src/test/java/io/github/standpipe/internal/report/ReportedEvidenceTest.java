package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page shows the evidence of the run that was verified, each text once and compressed. */
class ReportedEvidenceTest {
  private static final int MOST_BYTES_A_CASE = 4_000_000 / 1_000;
  private static final double MOST_OF_THE_RUN = 0.4;
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  private Project project;

  @BeforeEach
  void copyTheShippedProject() throws IOException {
    Path home = Path.of("");
    for (String part : List.of("pipes", "transforms", "fixtures")) {
      copy(home.resolve(part), folder.resolve(part));
    }
    project = read();
  }

  private Project read() {
    Path template = folder.resolve("pipes/template.yaml");
    return new Project(Template.read(template, Map.of()), folder.resolve("fixtures"));
  }

  private List<Verification> verified() {
    List<Verification> verified = new ArrayList<>();
    project.verify(project.cases(Selection.ALL), 2, verified::add);
    assertThat(verified).allMatch(Verification::passed);
    return verified;
  }

  /** Without template, transforms and fixtures there is nothing left that could run. */
  @Test
  void runsAndReadsNothingForThePage() throws IOException {
    List<Verification> verified = verified();
    String before = HtmlReport.of(project, verified, Optional.empty());

    delete(folder.resolve("pipes"));
    delete(folder.resolve("transforms"));
    delete(folder.resolve("fixtures"));

    assertThat(HtmlReport.of(project, verified, Optional.empty())).isEqualTo(before);
    OpenedPage page = OpenedPage.of(before);
    assertThat(page.articles())
        .contains("<h3>Look-ups</h3>", "<h3>Where the transform failed</h3>", "LADDER-9")
        .contains(">quarantined</td>", "rejects the record");
  }

  @Test
  void takesFourKilobytesACaseAndHoldsEachTextOnce() throws IOException {
    multiply(10);

    List<Verification> verified = verified();
    String html = HtmlReport.of(project, verified, Optional.empty());

    assertThat(verified).hasSizeGreaterThan(250);
    assertThat(html.length()).isLessThan(verified.size() * MOST_BYTES_A_CASE);
    OpenedPage page = OpenedPage.of(html);
    assertThat(page.texts()).hasSizeGreaterThan(40);
    assertThat(new HashSet<>(page.texts())).hasSameSizeAs(page.texts());
  }

  /**
   * In processor time, which other processes hardly change, and in turn; the compiler's and the
   * collector's work falls into either by chance, so the least of several rounds counts.
   */
  @Test
  void addsAtMostTwoFifthsToTheTimeOfTheRun() throws IOException {
    multiply(4);
    double least = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = processorTime();
      List<Verification> verified = verified();
      long ran = processorTime();
      HtmlReport.of(project, verified, Optional.empty());
      least = Math.min(least, (processorTime() - ran) / (double) (ran - start));
    }

    assertThat(least).isLessThan(MOST_OF_THE_RUN);
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private void multiply(int copies) throws IOException {
    try (Stream<Path> cases = Files.list(folder.resolve("fixtures/OrderPipe"))) {
      for (Path one : cases.filter(path -> !isShared(path)).toList()) {
        for (int i = 1; i < copies; i++) {
          copy(one, one.resolveSibling(one.getFileName() + "-" + i));
        }
      }
    }
    project = read();
  }

  private static boolean isShared(Path path) {
    return Stream.of("lookups", "tasks", "bases", "mutants.txt").anyMatch(path::endsWith);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> {
        try {
          Path target = to.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
