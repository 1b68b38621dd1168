package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.coverage.CaseReach;
import io.github.standpipe.internal.coverage.CoverageRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/** Judges the mutants of one pipe by its cases. */
public final class MutationRun {
  private final Project project;
  private final String pipe;
  private final MutationSettings settings;
  private final List<Path> cases;
  private final Excuses excuses;

  /**
   * Prepares a run.
   *
   * @throws Fault for a pipe that is not in the template or has no cases, and for excuses that
   *     cannot be read
   */
  public MutationRun(Project project, String pipe, MutationSettings settings) {
    this.project = project.portable();
    this.pipe = project.template().pipe(pipe).logicalId();
    this.settings = settings;
    this.cases = this.project.cases(List.of(pipe));
    this.excuses = Excuses.of(project.fixtures().root().resolve(pipe));
  }

  /**
   * Judges the mutants.
   *
   * @param progress takes how many are judged and how many there are, in order
   * @throws Fault if a case fails without any change
   */
  public MutationReport report(BiConsumer<Integer, Integer> progress) {
    List<Verification> verified = new ArrayList<>();
    CaseReach reach;
    try (CoverageRun coverage = new CoverageRun(project, cases)) {
      project.measuredBy(coverage).verify(cases, settings.threads(), verified::add);
      refuseFailures(verified);
      reach = coverage.reach(verified);
    }
    List<Mutant> all = PipeMutants.of(project, pipe, reach);
    List<Mutant> some = sample(all);
    MutantJudge judge =
        new MutantJudge(project, pipe, settings.limit(), new ReachedCases(reach), verified);
    List<JudgedMutant> judged = new ArrayList<>();
    new ParallelJudges(settings.threads())
        .run(
            some,
            judge,
            (mutant, judgement) -> {
              judged.add(new JudgedMutant(mutant, judgement, excuses.of(mutant), Optional.empty()));
              progress.accept(judged.size(), some.size());
            });
    List<MutationReport.StaleExcuse> stale = stale(all, judged);
    FixtureSearch search = new FixtureSearch(project, pipe, new ReachedCases(reach), cases);
    return new MutationReport(pipe, searched(judged, search), all.size(), stale, cases.size());
  }

  /** Looks for what is missing for the first survivors; the others wait for another run. */
  private List<JudgedMutant> searched(List<JudgedMutant> judged, FixtureSearch search) {
    List<JudgedMutant> searched = new ArrayList<>();
    int survivors = 0;
    for (JudgedMutant one : judged) {
      boolean looks = one.isSurvivor() && survivors++ < settings.searches();
      searched.add(looks ? one.with(search.of(one.mutant())) : one);
    }
    return searched;
  }

  private void refuseFailures(List<Verification> verified) {
    for (Verification one : verified) {
      if (!one.passed()) {
        throw new Fault(
            one.name(),
            "fails without any change; run standpipe test " + pipe + ", and correct it");
      }
    }
  }

  /** A sample by seed, in the order of the whole. */
  private List<Mutant> sample(List<Mutant> all) {
    if (settings.most().isEmpty() || settings.most().getAsInt() >= all.size()) {
      return all;
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      places.add(i);
    }
    Collections.shuffle(places, new Random(settings.seed()));
    return places.subList(0, settings.most().getAsInt()).stream().sorted().map(all::get).toList();
  }

  private List<MutationReport.StaleExcuse> stale(List<Mutant> all, List<JudgedMutant> judged) {
    Set<Excuse> needed = new HashSet<>();
    Set<Excuse> found = new HashSet<>();
    all.forEach(mutant -> excuses.of(mutant).ifPresent(found::add));
    Set<Excuse> tried = new HashSet<>();
    for (JudgedMutant one : judged) {
      one.excuse().ifPresent(tried::add);
      one.excuse().filter(excuse -> one.isExcused()).ifPresent(needed::add);
    }
    List<MutationReport.StaleExcuse> stale = new ArrayList<>();
    for (Excuse excuse : excuses.all()) {
      String place = project.fromRoot(excuses.file() + ":" + excuse.line());
      if (!found.contains(excuse)) {
        stale.add(new MutationReport.StaleExcuse(place, "matches no mutant"));
      } else if (tried.contains(excuse) && !needed.contains(excuse)) {
        stale.add(new MutationReport.StaleExcuse(place, "its mutant does not survive"));
      }
    }
    return stale;
  }
}
