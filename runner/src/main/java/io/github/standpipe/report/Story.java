package io.github.standpipe.report;

import io.github.standpipe.fixture.Fixture;
import io.github.standpipe.fixture.PipeRun;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Stage;
import java.util.List;
import java.util.Optional;

/**
 * What was verified of a case, and what was seen meanwhile.
 *
 * @param attempts its one run, or that of each attempt; none if it could not be run
 */
record Story(Verification verification, List<Attempt> attempts) {

  static Story of(Verification verification) {
    return new Story(
        verification,
        verification.runs().stream().map(run -> Attempt.of(run, verification)).toList());
  }

  /** Those of its pipe; none if it could not be run. */
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

  /** Whether the case says what comes of each receive of its batch. */
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
