package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.mutation.Mutant.Area;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges one mutant: it is killed by the first of its cases that fails.
 *
 * @param took by case, the time of the case without a change
 */
record MutantJudge(
    Project project, String pipe, Duration limit, ReachedCases reached, Map<Path, Duration> took) {
  /** How much longer than without a change the cases may take. */
  private static final int SLOWER = 10;

  MutantJudge(
      Project project,
      String pipe,
      Duration limit,
      ReachedCases reached,
      List<Verification> verified) {
    this(project, pipe, limit, reached, new HashMap<>());
    verified.forEach(one -> took.put(one.directory(), one.took()));
    project.prepare(pipe, Optional.empty()); // what a change leaves alone is made once
    if (took.keySet().stream().anyMatch(Project::beginsWithEvents)) {
      project.feeders();
    }
  }

  /** The time in which a mutant has to be judged. */
  Duration limit(Mutant mutant) {
    return reached.of(mutant).stream()
        .map(one -> took.getOrDefault(one, Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(SLOWER)
        .plus(limit);
  }

  Judgement judge(Mutant mutant) {
    if (mutant.equivalent()) {
      return new Judgement.Equivalent();
    }
    Project changed;
    try {
      changed = project.withTexts(mutant.texts());
      changed.prepare(pipe, machine(mutant));
    } catch (Fault e) {
      return new Judgement.NotViable(e.getMessage());
    }
    List<Path> cases = reached.of(mutant);
    for (Path one : cases) {
      if (fails(changed, one)) {
        return new Judgement.Killed(one.getFileName().toString());
      }
    }
    return new Judgement.Survived(cases.size());
  }

  private static Optional<String> machine(Mutant mutant) {
    return mutant.area() instanceof Area.InState(String machine, String state)
        ? Optional.of(machine)
        : Optional.empty();
  }

  private static boolean fails(Project changed, Path directory) {
    try {
      return !changed.verifyOnce(directory).passed();
    } catch (RuntimeException | StackOverflowError e) {
      return true; // a change that breaks the run is noticed
    }
  }
}
