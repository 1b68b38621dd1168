package io.github.standpipe.internal.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.fixture.Verification.Mismatch;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One receive of a case's batch.
 *
 * @param receives by message id, how often it was received
 */
record Attempt(PipeRun run, Verification verification, Map<String, Integer> receives) {

  static Attempt of(PipeRun run, Verification verification) {
    return new Attempt(run, verification, receives(run.trace()));
  }

  /** Such as {@code attempt-2}; empty for a case without attempts. */
  String name() {
    return run.notes().attempt();
  }

  Trace trace() {
    return run.trace();
  }

  /** Its number, counted from 1 on. */
  String number() {
    return name().replaceFirst(".*-", "");
  }

  /** How often a message was received, including this time; 0 if never or unknown. */
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
   * The first stage with a file is given, and every other one is expected; in a later attempt the
   * returned messages are given, and in a case that begins with events the arriving ones.
   */
  boolean isGiven(Stage stage) {
    if (!name().isEmpty()) {
      return stage == Stage.SOURCE;
    }
    return verification.events().isEmpty()
        && hasFile(stage)
        && List.of(Stage.values()).subList(0, stage.ordinal()).stream().noneMatch(this::hasFile);
  }

  boolean hasFile(Stage stage) {
    return run.notes().files().contains(stage);
  }

  Optional<Mismatch> mismatch(Stage stage) {
    return mismatches().stream()
        .filter(mismatch -> mismatch.file().equals(prefix() + stage.fileName()))
        .findFirst();
  }

  boolean differs() {
    return !mismatches().isEmpty();
  }

  /** The differing files that do not belong to a stage, such as {@code error.txt}. */
  List<Mismatch> others() {
    return mismatches().stream()
        .filter(mismatch ->
            List.of(Stage.values()).stream()
                .noneMatch(stage -> mismatch.file().equals(prefix() + stage.fileName())))
        .toList();
  }

  /** Whether a differing file belongs to this attempt. */
  boolean has(Mismatch mismatch) {
    return mismatch.file().startsWith(prefix());
  }

  private List<Mismatch> mismatches() {
    return verification.mismatches().stream().filter(this::has).toList();
  }

  private String prefix() {
    return name().isEmpty() ? "" : name() + "/";
  }
}
