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

  /** Copies the collections, and puts the payloads in the order of the flow. */
  public Trace {
    Map<Stage, Payload> inOrder = new EnumMap<>(Stage.class);
    inOrder.putAll(payloads);
    payloads = Collections.unmodifiableMap(inOrder);
    records = List.copyOf(records);
    warnings = List.copyOf(warnings);
  }

  /**
   * One record of the batch, and what happened to it.
   *
   * @param messageId its id; empty if it has none
   * @param fate what happened to it
   */
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

  /**
   * {@return the batch at a stage; empty if it was not reached or the pipe has no such stage}
   *
   * @param stage the stage
   */
  public Optional<Payload> at(Stage stage) {
    return Optional.ofNullable(payloads.get(stage));
  }

  /**
   * {@return the input of the target, as a JSON array}
   *
   * @throws Fault if the batch did not reach the target
   */
  public Payload targetInput() {
    return at(Stage.TARGET_INPUT)
        .orElseThrow(() -> new Fault(pipe + ": the batch was not delivered"));
  }

  /**
   * {@return the same trace with what actually happened to its records}
   *
   * @param others the records that replace those of this trace
   */
  public Trace with(List<Record> others) {
    return new Trace(pipe, payloads, others, outcome, warnings);
  }

  /**
   * {@return the same trace with some messages quarantined, except those that return to the queue}
   *
   * @param ids the message ids; ids of other messages are ignored
   */
  public Trace quarantining(Set<String> ids) {
    return with(
        records.stream()
            .map(one ->
                ids.contains(one.messageId()) && one.fate() != Fate.RETURNED
                    ? new Record(one.messageId(), Fate.QUARANTINED)
                    : one)
            .toList());
  }

  /**
   * {@return whether everything that the filter passed is in quarantine; false if it passed
   * nothing}
   */
  public boolean isQuarantined() {
    List<Record> passed = records.stream().filter(one -> one.fate() != Fate.FILTERED).toList();
    return !passed.isEmpty() && passed.stream().allMatch(one -> one.fate() == Fate.QUARANTINED);
  }

  /**
   * {@return the same trace as if the target had rejected its input: every delivered record
   * returns}
   *
   * @param cause why, in one line without payloads
   */
  public Trace withRefusedTarget(String cause) {
    return returning(records.stream().map(Record::messageId).collect(Collectors.toSet()), cause);
  }

  /**
   * {@return the same trace as if the target had returned some records}
   *
   * @param ids the message ids; records that were not delivered keep their fate
   * @param cause why, in one line without payloads
   */
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
