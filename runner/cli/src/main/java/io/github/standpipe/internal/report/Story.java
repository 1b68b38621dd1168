package io.github.standpipe.internal.report;

import io.github.standpipe.internal.fixture.Fixture;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Stage;
import java.util.List;
import java.util.Optional;

/**
 * The verification of a case, with the evidence of its run.
 *
 * @param attempts its only run, or one per attempt; empty if it could not run
 */
record Story(Verification verification, List<Attempt> attempts) {

  static Story of(Verification verification) {
    return new Story(
        verification,
        verification.runs().stream().map(run -> Attempt.of(run, verification)).toList());
  }

  /** The stages of its pipe; empty if it could not run. */
  List<Stage> stages() {
    List<PipeRun> runs = verification.runs();
    return runs.isEmpty() ? List.of() : runs.getFirst().pipe().stages();
  }

  String subject() {
    return Fixture.subject(verification.directory());
  }

  String sentence() {
    return Fixture.sentence(verification.directory());
  }

  /** Whether the case describes each receive of its batch. */
  boolean isInAttempts() {
    return attempts.stream().anyMatch(attempt -> !attempt.name().isEmpty());
  }

  /** What became of a returned message: it came again, or is a dead letter. */
  Optional<String> afterReturn(Attempt attempt, String messageId) {
    int next = attempts.indexOf(attempt) + 1;
    if (next < attempts.size() && attempts.get(next).receives(messageId) > 0) {
      return Optional.of("comes again");
    }
    return Optional.of("is a dead letter")
        .filter(after -> verification.deadLetters().contains(messageId));
  }

  /** The differing files that do not belong to an attempt. */
  List<Mismatch> others() {
    return verification.mismatches().stream()
        .filter(mismatch -> attempts.stream().noneMatch(attempt -> attempt.has(mismatch)))
        .toList();
  }
}
