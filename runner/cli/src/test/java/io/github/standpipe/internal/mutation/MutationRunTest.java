package io.github.standpipe.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.coverage.CoverageRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pipe with a change of each kind, with cases that notice all of them, and with one that does
 * not.
 */
class MutationRunTest {
  private static final Path FOLDER = Path.of("runner/cli/src/test/mutation");
  private static final Path TEMPLATE = FOLDER.resolve("pipes/template.yaml");
  private static final String PIPE = "ThingPipe";

  private static final MutationReport STRONG = report("fixtures", 2, OptionalInt.empty(), 0);
  private static final MutationReport WEAK = report("weak", 2, OptionalInt.empty(), 0);

  @TempDir Path temp;

  private static Project project(Path folder, String fixtures) {
    Template template = Template.read(folder.resolve("pipes/template.yaml"), Map.of());
    return new Project(template, folder.resolve(fixtures)).portable();
  }

  private static MutationReport report(String fixtures, int threads, OptionalInt most, long seed) {
    MutationSettings settings = new MutationSettings(threads, most, seed, Duration.ofMinutes(5), 0);
    return new MutationRun(project(FOLDER, fixtures), PIPE, settings).report((done, all) -> {});
  }

  private static List<JudgedMutant> of(MutationReport report, MutantKind kind) {
    return report.mutants().stream().filter(one -> one.mutant().kind() == kind).toList();
  }

  /** A pipe to a state machine has no parameters of its target; two other pipes have them. */
  private static List<JudgedMutant> of(String fixtures, MutantKind kind) {
    return switch (kind) {
      case PARAMETER -> of(report("JournalPipe", fixtures), kind);
      case PARAMETER_PATH -> of(report("BeltPipe", fixtures), kind);
      default -> of(fixtures.equals("weak") ? WEAK : STRONG, kind);
    };
  }

  private static MutationReport report(String pipe, String fixtures) {
    MutationSettings settings =
        new MutationSettings(2, OptionalInt.empty(), 0, Duration.ofMinutes(5), 0);
    return new MutationRun(project(FOLDER, fixtures), pipe, settings).report((done, all) -> {});
  }

  @ParameterizedTest
  @EnumSource
  void killsAMutantOfEachKindByACaseThatLooks(MutantKind kind) {
    List<JudgedMutant> mutants = of("fixtures", kind);
    assertThat(mutants).as("mutants").isNotEmpty();
    assertThat(mutants).anyMatch(JudgedMutant::isKilled);
    assertThat(mutants).noneMatch(JudgedMutant::isSurvivor);
  }

  @ParameterizedTest
  @EnumSource
  void letsAMutantOfEachKindSurviveACaseThatDoesNotLook(MutantKind kind) {
    List<JudgedMutant> mutants = of("weak", kind);
    assertThat(mutants).anyMatch(JudgedMutant::isSurvivor);
    assertThat(mutants).noneMatch(JudgedMutant::isKilled);
  }

  @Test
  void changesExactlyOnePlace() {
    for (JudgedMutant judged : STRONG.mutants()) {
      Mutant mutant = judged.mutant();
      String before = mutant.file().text();
      String after = mutant.text();
      int head = 0;
      while (head < Math.min(before.length(), after.length())
          && before.charAt(head) == after.charAt(head)) {
        head++;
      }
      assertThat(before).isNotEqualTo(after);
      assertThat(head).isGreaterThanOrEqualTo(mutant.edit().from());
      assertThat(after).endsWith(before.substring(mutant.edit().to()));
    }
    assertThat(STRONG.mutants()).extracting(one -> one.mutant().text()).doesNotHaveDuplicates();
  }

  @Test
  void judgesAsTheFixturesOfACopyWithTheChangedFileDo() throws IOException {
    List<JudgedMutant> sample = new ArrayList<>();
    sample.addAll(some(STRONG, 12));
    sample.addAll(some(WEAK, 12));
    for (JudgedMutant judged : sample) {
      boolean isWeak = WEAK.mutants().contains(judged);
      Path copy = copy(judged.mutant());
      List<Verification> verified = new ArrayList<>();
      Project project = project(copy, isWeak ? "weak" : "fixtures");
      project.verify(project.cases(List.of(PIPE)), 1, verified::add);
      boolean passes = verified.stream().allMatch(Verification::passed);
      boolean fails = judged.isKilled() || judged.judgement() instanceof Judgement.NotViable;
      assertThat(passes).as(judged.mutant().place() + judged.mutant().after()).isEqualTo(!fails);
    }
  }

  private static List<JudgedMutant> some(MutationReport report, int number) {
    List<JudgedMutant> all = new ArrayList<>(report.mutants());
    Collections.shuffle(all, new Random(number));
    return all.subList(0, number);
  }

  private Path copy(Mutant mutant) throws IOException {
    Path copy = Files.createTempDirectory(temp, "copy");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path one : files.toList()) {
        Path there = copy.resolve(FOLDER.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(there);
        } else {
          Files.copy(one, there);
        }
      }
    }
    Path changed = FOLDER.toAbsolutePath().normalize().relativize(mutant.file().path());
    Files.writeString(copy.resolve(changed), mutant.text());
    return copy;
  }

  @Test
  void isRepeatableBySeedAndDoesNotDependOnTheThreads() {
    List<String> one = ends(report("fixtures", 1, OptionalInt.of(25), 7));
    assertThat(ends(report("fixtures", 4, OptionalInt.of(25), 7))).isEqualTo(one);
    assertThat(one).hasSize(25).isSubsetOf(ends(STRONG));
    assertThat(ends(report("fixtures", 4, OptionalInt.of(25), 8))).isNotEqualTo(one);
  }

  private static List<String> ends(MutationReport report) {
    return report.mutants().stream()
        .map(one -> one.mutant().place() + one.mutant().edit().with() + " " + one.judgement())
        .toList();
  }

  @Test
  void killsAMutantThatIsOverItsTime() {
    Mutant mutant = STRONG.mutants().getFirst().mutant();
    CountDownLatch never = new CountDownLatch(1);
    List<Judgement> judged = new ArrayList<>();
    new ParallelJudges(1)
        .run(
            List.of(mutant),
            any -> Duration.ZERO,
            any -> untilInterrupted(never),
            (one, end) -> judged.add(end));
    assertThat(judged).containsExactly(new Judgement.OverTime());
  }

  /** A run that ends only if it is cancelled. */
  private static Judgement untilInterrupted(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Judgement.Survived(0);
  }

  @Test
  void grantsAMutantTenTimesTheTimeOfItsCases() {
    Project project = project(FOLDER, "fixtures");
    Mutant mutant = STRONG.mutants().getFirst().mutant();
    List<Verification> verified = new ArrayList<>();
    project.verify(project.cases(List.of(PIPE)), 1, verified::add);
    ReachedCases reached = reached(project);
    Duration cases =
        verified.stream()
            .filter(one -> reached.of(mutant).contains(one.directory()))
            .map(Verification::took)
            .reduce(Duration.ZERO, Duration::plus);
    MutantJudge judge = new MutantJudge(project, PIPE, Duration.ofSeconds(3), reached, verified);
    assertThat(cases).isPositive();
    assertThat(judge.limit(mutant)).isEqualTo(cases.multipliedBy(10).plusSeconds(3));
  }

  private static ReachedCases reached(Project project) {
    List<Path> cases = project.cases(List.of(PIPE));
    List<Verification> verified = new ArrayList<>();
    try (var coverage = new CoverageRun(project, cases)) {
      project.measuredBy(coverage).verify(cases, 1, verified::add);
      return new ReachedCases(coverage.reach(verified));
    }
  }

  @Test
  void runsOnlyTheCasesThatReachAMutantAndMissesNone() {
    Project project = project(FOLDER, "fixtures");
    ReachedCases reached = reached(project);
    List<Path> all = project.cases(List.of(PIPE));
    int left = 0;
    for (JudgedMutant judged : some(STRONG, 20)) {
      if (judged.isKilled()) {
        Project changed = project.withTexts(judged.mutant().texts());
        for (Path one : all) {
          if (!reached.of(judged.mutant()).contains(one)) {
            left++;
            assertThat(changed.verifyOnce(one).differences()).isEmpty();
          }
        }
      }
    }
    assertThat(left).as("cases that were left out").isPositive();
  }

  @Test
  void refusesACaseThatFailsWithoutAChange() throws IOException {
    Path copy = copy(STRONG.mutants().getFirst().mutant());
    Files.writeString(copy.resolve("weak/ThingPipe/drops-what-is-none/2-filtered.json"), "[{}]");
    MutationSettings settings =
        new MutationSettings(1, OptionalInt.empty(), 0, Duration.ofMinutes(5), 0);
    MutationRun run = new MutationRun(project(copy, "weak"), PIPE, settings);
    assertThatThrownBy(() -> run.report((done, all) -> {}))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "ThingPipe/drops-what-is-none: fails without any change; run standpipe test ThingPipe,"
                + " and correct it");
  }

  @Test
  void excusesASurvivorAndReportsAnExcuseThatIsNotNeeded() throws IOException {
    Path copy = copy(STRONG.mutants().getFirst().mutant());
    Files.copy(
        TEMPLATE.resolveSibling("machine.asl.json"),
        copy.resolve("pipes/machine.asl.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        copy.resolve("weak/ThingPipe/mutants.txt"),
        """
        # Nobody reads all of it.
        transforms/thing.jslt
        - "all": ["a", "b"]
        + "all": ["b"]

        # It is gone.
        transforms/thing.jslt
        - "some": ["a", "b"]
        + "some": ["b"]
        """);
    MutationSettings settings =
        new MutationSettings(2, OptionalInt.empty(), 0, Duration.ofMinutes(5), 0);
    MutationReport report =
        new MutationRun(project(copy, "weak"), PIPE, settings).report((done, all) -> {});
    assertThat(report.tally().excused()).isEqualTo(1);
    assertThat(report.tally().survived()).isEqualTo(WEAK.tally().survived() - 1);
    assertThat(report.stale())
        .containsExactly(
            new MutationReport.StaleExcuse("weak/ThingPipe/mutants.txt:6", "matches no mutant"));
  }

  @Test
  void proposesAVariationOfAnInputAndWritesNoExpectation() throws IOException {
    Path copy = copy(STRONG.mutants().getFirst().mutant());
    Path machine = copy.resolve("pipes/machine.asl.json");
    Files.copy(
        TEMPLATE.resolveSibling("machine.asl.json"), machine, StandardCopyOption.REPLACE_EXISTING);
    Path cases = copy.resolve("fixtures/ThingPipe");
    try (Stream<Path> all = Files.walk(cases)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        if (one.toString().contains("loses-") || one.toString().contains("second-try")) {
          Files.delete(one);
        }
      }
    }
    MutationSettings settings =
        new MutationSettings(2, OptionalInt.empty(), 0, Duration.ofMinutes(5), 8);
    Project project = project(copy, "fixtures");
    MutationReport report = new MutationRun(project, PIPE, settings).report((done, all) -> {});
    List<Path> saved = new ProposedCases(cases).save(report);

    assertThat(saved).isNotEmpty();
    for (Path one : saved) {
      assertThat(one.resolve("5-target-input.json")).exists();
      assertThat(one.resolve("6-execution.json")).doesNotExist();
      assertThat(project(copy, "fixtures").verify(one).differences())
          .anyMatch(line -> line.contains("expects nothing"));
    }
    assertThat(new ProposedCases(cases).save(report)).isEmpty();
  }
}
