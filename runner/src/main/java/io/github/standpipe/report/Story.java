package io.github.standpipe.report;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.Fixture;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All there is to tell of a case.
 *
 * @param stages those of its pipe; none where it could not be run
 * @param attempts its one run, or those that it is told in; none where it could not be run
 */
record Story(
    Verification verification, Set<String> tags, List<Stage> stages, List<Attempt> attempts) {

  /** Runs a case once more, to see what its function does. */
  static Story of(Project project, Verification verification) {
    List<Attempt> attempts = new ArrayList<>();
    while (attempts.size() < verification.traces().size()) {
      attempts.add(Attempt.of(project, verification, attempts.size() + 1));
    }
    Set<String> tags = project.tags(verification.directory());
    return new Story(verification, tags, stages(project, verification), attempts);
  }

  private static List<Stage> stages(Project project, Verification verification) {
    try {
      return verification.traces().isEmpty()
          ? List.of()
          : project.pipe(Fixture.subject(verification.directory())).stages();
    } catch (Fault e) {
      return List.of(Stage.values()); // the template changed since the case ran
    }
  }

  String subject() {
    return Fixture.subject(verification.directory());
  }

  String sentence() {
    return Fixture.sentence(verification.directory());
  }

  /** Whether it is told receive by receive. */
  boolean isInAttempts() {
    return attempts.stream().anyMatch(attempt -> !attempt.name().isEmpty());
  }

  /** What became of a message that returned: it came again, or is a dead letter. */
  Optional<String> afterReturn(Attempt attempt, String messageId) {
    int next = attempts.indexOf(attempt) + 1;
    if (next < attempts.size() && attempts.get(next).receives(messageId) > 0) {
      return Optional.of("comes again");
    }
    return Optional.of("is a dead letter")
        .filter(after -> verification.deadLetters().contains(messageId));
  }

  /** The files that differ and are of no attempt. */
  List<Mismatch> others() {
    return verification.mismatches().stream()
        .filter(mismatch -> attempts.stream().noneMatch(attempt -> attempt.has(mismatch)))
        .toList();
  }
}
