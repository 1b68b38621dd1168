package io.github.standpipe.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.CollectedQuarantine;
import io.github.standpipe.fixture.Fixture;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One receive of a case's batch.
 *
 * @param name such as {@code attempt-2}; empty where the case is not told in attempts
 * @param receives how often each message was received, by its id
 */
record Attempt(
    String name,
    Path directory,
    Trace trace,
    Verification verification,
    Map<String, Integer> receives,
    List<Explanation> filter,
    List<Evidence.Asked> lookups,
    List<Evidence.Failed> failures,
    List<CollectedQuarantine.Message> quarantined) {

  /**
   * Runs it once more, to see what its function does.
   *
   * @param number which receive it is, from 1 on
   */
  static Attempt of(Project project, Verification verification, int number) {
    Path directory = Fixture.attempt(verification.directory(), number);
    boolean isCase = directory.equals(verification.directory());
    String subject = Fixture.subject(verification.directory());
    Trace trace = verification.traces().get(number - 1);
    Evidence evidence = new Evidence();
    List<CollectedQuarantine.Message> quarantined = List.of();
    List<Explanation> filter = List.of();
    try {
      filter =
          trace
              .at(Stage.SOURCE)
              .map(project.pipe(subject, directory).filterCriteria()::explain)
              .orElse(List.of());
      quarantined = project.trace(subject, directory, evidence).quarantined();
    } catch (Fault e) {
      // a failure that it gives is not met, or files changed since: it is told as it was seen
    }
    return new Attempt(
        isCase ? "" : directory.getFileName().toString(),
        directory,
        trace,
        verification,
        receives(trace),
        filter,
        evidence.asked(),
        evidence.failed(),
        quarantined);
  }

  /** Its number, counted from 1 on. */
  String number() {
    return name.replaceFirst(".*-", "");
  }

  /** How often a message was received, this time among them; 0 where it was not, or is unknown. */
  int receives(String messageId) {
    return receives.getOrDefault(messageId, 0);
  }

  private static Map<String, Integer> receives(Trace trace) {
    Map<String, Integer> receives = new HashMap<>();
    for (JsonNode record : trace.at(Stage.SOURCE).map(Payload::items).orElse(List.of())) {
      int count = record.path("attributes").path("ApproximateReceiveCount").asInt();
      receives.put(record.path("messageId").asText(), count);
    }
    return receives;
  }

  /**
   * The first stage there is a file of is given, every other one is expected; an attempt is given
   * what returned.
   */
  boolean isGiven(Stage stage) {
    if (!name.isEmpty()) {
      return stage == Stage.SOURCE;
    }
    return hasFile(stage)
        && List.of(Stage.values()).subList(0, stage.ordinal()).stream().noneMatch(this::hasFile);
  }

  boolean hasFile(Stage stage) {
    return Files.exists(directory.resolve(stage.fileName()));
  }

  Optional<Mismatch> mismatch(Stage stage) {
    return mismatches().stream()
        .filter(mismatch -> mismatch.file().equals(prefix() + stage.fileName()))
        .findFirst();
  }

  boolean differs() {
    return !mismatches().isEmpty();
  }

  /** The files that differ and are of no stage, such as {@code error.txt}. */
  List<Mismatch> others() {
    return mismatches().stream()
        .filter(mismatch ->
            List.of(Stage.values()).stream()
                .noneMatch(stage -> mismatch.file().equals(prefix() + stage.fileName())))
        .toList();
  }

  /** Whether a file that differs is its own. */
  boolean has(Mismatch mismatch) {
    return mismatch.file().startsWith(prefix());
  }

  private List<Mismatch> mismatches() {
    return verification.mismatches().stream().filter(this::has).toList();
  }

  private String prefix() {
    return name.isEmpty() ? "" : name + "/";
  }
}
