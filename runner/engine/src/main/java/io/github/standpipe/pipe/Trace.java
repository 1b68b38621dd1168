package io.github.standpipe.pipe;

import io.github.standpipe.json.Fault;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The record of one batch's way through a pipe.
 *
 * @param pipe the pipe's name
 * @param payloads the batch at each stage that it reached, in the order of the flow
 * @param records what happened to each record, in the batch's order; empty if the run began after
 *     the filter
 * @param outcome what happened to the batch
 * @param warnings where the AWS documentation leaves the result open
 */
public record Trace(
    String pipe,
    Map<Stage, Payload> payloads,
    List<Record> records,
    Outcome outcome,
    List<Warning> warnings) {

  public Trace {
    Map<Stage, Payload> inOrder = new EnumMap<>(Stage.class);
    inOrder.putAll(payloads);
    payloads = Collections.unmodifiableMap(inOrder);
    records = List.copyOf(records);
    warnings = List.copyOf(warnings);
  }

  /** One record of the batch, and what happened to it. */
  public record Record(String messageId, Fate fate) {}

  /** What happened to one record. */
  public enum Fate {
    /** The filter rejected it: deleted (rule {@code filter-rejected}). */
    FILTERED,
    /** It is part of the target input: deleted once the target has accepted. */
    DELIVERED,
    /** The enrichment's answer was empty: deleted (rule {@code enrichment-empty}). */
    DISCARDED,
    /** The enrichment put it into quarantine: deleted. */
    QUARANTINED,
    /** It did not fit into the enrichment's answer and went back to the queue as a new message. */
    SENT_BACK,
    /** It returns to the queue. */
    RETURNED
  }

  /** The batch at a stage; empty if it was not reached or the pipe has no such stage. */
  public Optional<Payload> at(Stage stage) {
    return Optional.ofNullable(payloads.get(stage));
  }

  /** The input of the one execution this batch starts. */
  public Payload targetInput() {
    return at(Stage.TARGET_INPUT)
        .orElseThrow(() -> new Fault(pipe + ": the batch was not delivered"));
  }

  /** The same trace with what actually happened to its records. */
  public Trace with(List<Record> others) {
    return new Trace(pipe, payloads, others, outcome, warnings);
  }

  /** The same trace with the messages of some ids quarantined. */
  public Trace quarantining(Set<String> ids) {
    return with(
        records.stream()
            .map(one ->
                ids.contains(one.messageId()) && one.fate() != Fate.RETURNED
                    ? new Record(one.messageId(), Fate.QUARANTINED)
                    : one)
            .toList());
  }

  /** Whether everything that the filter passed is in quarantine. */
  public boolean isQuarantined() {
    List<Record> passed = records.stream().filter(one -> one.fate() != Fate.FILTERED).toList();
    return !passed.isEmpty() && passed.stream().allMatch(one -> one.fate() == Fate.QUARANTINED);
  }

  /** The same trace as if the target had rejected its input. */
  public Trace withRefusedTarget(String cause) {
    return returning(records.stream().map(Record::messageId).collect(Collectors.toSet()), cause);
  }

  /** The same trace as if the target had returned the records of some ids. */
  public Trace returning(Set<String> ids, String cause) {
    List<Record> returned =
        records.stream()
            .map(r ->
                r.fate() == Fate.DELIVERED && ids.contains(r.messageId())
                    ? new Record(r.messageId(), Fate.RETURNED)
                    : r)
            .toList();
    return new Trace(
        pipe, payloads, returned, new Outcome.Returned(Stage.TARGET_INPUT, cause), warnings);
  }
}
