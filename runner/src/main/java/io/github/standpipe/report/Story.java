package io.github.standpipe.report;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.Fixture;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All there is to tell of a case.
 *
 * @param stages those of its pipe; none where it could not be run
 */
record Story(
    Verification verification,
    Set<String> tags,
    List<Stage> stages,
    List<Explanation> filter,
    List<Evidence.Asked> lookups,
    List<Evidence.Failed> failures,
    List<Quarantined.Message> quarantined) {

  /** Runs a case once more, to see what its function does. */
  static Story of(Project watched, Evidence evidence, Verification verification) {
    Path directory = verification.directory();
    Set<String> tags = watched.tags(directory);
    try {
      if (verification.trace().isPresent()) {
        evidence.clear();
        watched.quarantined();
        Path told = Fixture.lastAttempt(directory);
        Pipe pipe = watched.pipe(Fixture.subject(directory), told);
        Trace trace = watched.trace(Fixture.subject(directory), told);
        return new Story(
            verification,
            tags,
            pipe.stages(),
            trace.at(Stage.SOURCE).map(pipe.filterCriteria()::explain).orElse(List.of()),
            evidence.asked(),
            evidence.failed(),
            watched.quarantined());
      }
    } catch (Fault e) {
      // the files changed since the case ran: it is told as it was then
    }
    return new Story(verification, tags, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  String subject() {
    return Fixture.subject(verification.directory());
  }

  String sentence() {
    return Fixture.sentence(verification.directory());
  }

  Optional<Trace> trace() {
    return verification.trace();
  }

  /** Such as {@code attempt-3}; empty for a case that is not told in attempts. */
  String attempt() {
    return told().equals(verification.directory()) ? "" : told().getFileName().toString();
  }

  /**
   * The first stage there is a file of is given, every other one is expected; an attempt is given
   * what returned.
   */
  boolean isGiven(Stage stage) {
    if (!attempt().isEmpty()) {
      return stage == Stage.SOURCE;
    }
    return hasFile(stage)
        && List.of(Stage.values()).subList(0, stage.ordinal()).stream().noneMatch(this::hasFile);
  }

  boolean hasFile(Stage stage) {
    return Files.exists(told().resolve(Fixture.fileName(stage)));
  }

  /** Of a case in attempts the last one is told stage by stage. */
  private Path told() {
    return Fixture.lastAttempt(verification.directory());
  }

  Optional<Mismatch> mismatch(Stage stage) {
    return verification.mismatches().stream()
        .filter(mismatch -> mismatch.file().equals(file(stage)))
        .findFirst();
  }

  private String file(Stage stage) {
    return verification
        .directory()
        .relativize(told().resolve(Fixture.fileName(stage)))
        .toString()
        .replace('\\', '/');
  }

  /** The files that differ and are no stage of those told. */
  List<Mismatch> others() {
    return verification.mismatches().stream()
        .filter(mismatch -> stages.stream().noneMatch(s -> mismatch.file().equals(file(s))))
        .toList();
  }
}
