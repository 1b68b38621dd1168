package io.github.standpipe.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.internal.expect.Difference;
import io.github.standpipe.internal.expect.Notation;
import io.github.standpipe.internal.expect.ValueComparison;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened to a batch. Each list is in the order of the batch. A method that begins with
 * {@code expect} throws an {@link AssertionError} if the run differs, with one line for each
 * difference.
 *
 * @param events the events that go on, as the function returns them; empty if the batch returns
 * @param verdicts the verdict on each event, before {@code MAX_RECEIVES} and the quarantine are
 *     applied; empty if the enricher gave none
 * @param quarantined the envelopes that were sent to the quarantine queue
 * @param sentBack the records that did not fit into the answer and went back to their queue
 * @param returned why the whole batch returns to its queue; empty if it does not
 * @param log the lines that the function logged, including its metrics
 * @param lookups the requests to look-ups
 */
public record EnricherRun(
    List<JsonNode> events,
    List<Verdict> verdicts,
    List<JsonNode> quarantined,
    List<JsonNode> sentBack,
    String returned,
    List<String> log,
    List<LookupRound> lookups) {
  /**
   * One request to a look-up.
   *
   * @param round the round of the batch, from 1 on; requests in the same round do not depend on
   *     each other's documents
   * @param lookup its name
   * @param keys the requested keys, each once
   * @param found the keys that have a document
   */
  public record LookupRound(int round, String lookup, Set<String> keys, Set<String> found) {
    /** Copies the sets of keys. */
    public LookupRound {
      keys = Set.copyOf(keys);
      found = Set.copyOf(found);
    }
  }

  private static final String METRICS = "_aws";

  /**
   * {@return the one event that goes on}
   *
   * @throws AssertionError if there are none or several
   */
  public JsonNode event() {
    if (events.size() != 1) {
      throw new AssertionError("expected one emitted event, was " + events.size() + described());
    }
    return events.getFirst();
  }

  /**
   * {@return the verdict on the one event}
   *
   * @throws AssertionError if there is not one verdict
   */
  public Verdict verdict() {
    if (verdicts.size() != 1) {
      throw new AssertionError("expected one verdict, was " + verdicts.size() + described());
    }
    return verdicts.getFirst();
  }

  /** {@return whether the whole batch returns to its queue} */
  public boolean isReturned() {
    return !returned.isEmpty();
  }

  /**
   * Compares the events that go on.
   *
   * @param json an array, whose parts need not be exact: {@code {"$expect": "anything"}}, see
   *     docs/expectations.md
   * @return this run
   * @throws Fault for a text that is not JSON, and for an unknown form of the notation
   * @throws AssertionError if the events differ
   */
  public EnricherRun expectEvents(String json) {
    JsonNode expected = Notation.read(GivenJson.parse("the expected events", json));
    List<Difference> differences =
        ValueComparison.of(expected, Json.array().addAll(events)).differences();
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "the emitted events are not as expected"
              + lines(differences.stream().map(Difference::toString).toList())
              + described());
    }
    return this;
  }

  /**
   * Compares the verdicts.
   *
   * @param expected one for each event, in the order of the batch
   * @return this run
   * @throws AssertionError if the verdicts differ
   */
  public EnricherRun expectVerdicts(Verdict... expected) {
    List<String> differences = new ArrayList<>();
    for (int place = 0; place < Math.max(expected.length, verdicts.size()); place++) {
      String wanted = place < expected.length ? describe(expected[place]) : "no verdict";
      String actual = place < verdicts.size() ? describe(verdicts.get(place)) : "no verdict";
      boolean isSame = place < expected.length && place < verdicts.size();
      if (!isSame || !SentVerdict.of(expected[place]).equals(verdicts.get(place))) {
        differences.add("event " + (place + 1) + ": expected " + wanted + ", was " + actual);
      }
    }
    if (!differences.isEmpty()) {
      throw new AssertionError("the verdicts are not as expected" + lines(differences) + batch());
    }
    return this;
  }

  private static String describe(Verdict verdict) {
    return verdict instanceof Verdict.Emit(var events)
        ? "emits " + events.stream().map(Json::text).collect(Collectors.joining(", "))
        : SentVerdict.describe(verdict);
  }

  /**
   * Compares the message with which the batch returns.
   *
   * @param message the whole message; an empty text if the batch goes on
   * @return this run
   * @throws AssertionError if the message differs
   */
  public EnricherRun expectReturned(String message) {
    if (!returned.equals(message)) {
      throw new AssertionError(
          "expected "
              + (message.isEmpty() ? "that the batch goes on" : "the batch to return: " + message)
              + (isReturned() ? "\n  it returned: " + returned : described()));
    }
    return this;
  }

  /**
   * The metrics of the call as in CloudWatch: counts, and times in milliseconds.
   *
   * @return the values by name, such as {@code LookupCalls}
   */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String line : log) {
      JsonNode json = json(line);
      for (JsonNode metric : json.path(METRICS).path("CloudWatchMetrics").path(0).path("Metrics")) {
        String name = metric.path("Name").asText();
        metrics.put(name, json.path(name).asDouble());
      }
    }
    return metrics;
  }

  /**
   * {@return one of {@link #metrics}}
   *
   * @param name such as {@code LookupCalls}
   * @throws IllegalArgumentException for an unknown metric; it lists the known ones
   */
  public double metric(String name) {
    Map<String, Double> metrics = metrics();
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no metric '" + name + "'; there are " + String.join(", ", metrics.keySet()));
    }
    return value;
  }

  private static JsonNode json(String line) {
    try {
      return Json.parse(line);
    } catch (JsonProcessingException e) {
      return Json.object(); // a line that the enricher wrote itself
    }
  }

  private String described() {
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      lines.add("event " + (lines.size() + 1) + ": the enricher " + SentVerdict.describe(verdict));
    }
    return lines(lines) + batch();
  }

  private String batch() {
    return isReturned() ? "\n  the batch returned: " + returned : "";
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }
}
