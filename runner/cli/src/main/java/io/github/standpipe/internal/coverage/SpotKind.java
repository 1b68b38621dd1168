package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import java.util.List;
import java.util.function.Predicate;

/** The kinds of parts that a fixture can reach, with their possible outcomes. */
public enum SpotKind {
  /** The condition of an {@code if}, of a branch or of a loop. */
  CONDITION("branch", "branches", "never reached", "never true", "never false", NodeUtils::isTrue),
  /** A side of {@code and} or {@code or}. */
  OPERAND("branch", "branches", "never reached", "never true", "never false", NodeUtils::isTrue),
  /** An argument of {@code fallback}. */
  FALLBACK("branch", "branches", "never the value of fallback", NodeUtils::isValue),
  FUNCTION("function", "functions", "never called", value -> true),
  /** The body of a {@code for}. */
  LOOP("loop", "loops", "never ran", value -> true),
  /** The value of a key. */
  PAIR("pair", "pairs", "never had a value", value -> !value.isNull()),
  LOOKUP(
      "look-up",
      "look-ups",
      "never asked",
      "never found anything",
      "never missed",
      v -> !v.isNull()),
  /** A path of a filter's pattern, with its matchers. */
  LEAF(
      "filter leaf",
      "filter leaves",
      "never compared",
      "never matched",
      "always matched",
      value -> true),
  /** A rule, a subscriber or a subscription in front of a queue. */
  ROUTE("route", "routes", "never took an event", value -> true),
  /** A path of a route's pattern, with its matchers. */
  PATTERN(
      "pattern leaf",
      "pattern leaves",
      "never compared",
      "never matched",
      "always matched",
      value -> true),
  /** A value that an input transformer takes from each event. */
  PLACEHOLDER("placeholder", "placeholders", "never had a value", value -> true),
  /** A value that it takes from an event's detail, which may lack it. */
  DETAIL_PLACEHOLDER(
      "placeholder",
      "placeholders",
      "never rendered",
      "never had a value",
      "never lacked a value",
      value -> true),
  /** A state of a machine. */
  STATE("state", "states", "never visited", value -> true),
  /** A rule of a Choice, or its default. */
  CHOICE("choice", "choices", "never taken", value -> true),
  /** A comparison of a condition in JSONata. */
  COMPARISON(
      "comparison", "comparisons", "never evaluated", "never true", "never false", value -> true),
  RETRIER("retrier", "retriers", "never used", value -> true),
  CATCHER("catcher", "catchers", "never used", value -> true),
  /** The items of a Map. */
  ITERATION(
      "iteration",
      "iterations",
      "never ran",
      "never without items",
      "never with items",
      value -> true);

  private final String one;
  private final String many;
  private final String never;
  private final List<String> missing;
  private final Predicate<JsonNode> first;

  /** A kind with two outcomes, which the value distinguishes. */
  SpotKind(
      String one,
      String many,
      String never,
      String notFirst,
      String notSecond,
      Predicate<JsonNode> first) {
    this.one = one;
    this.many = many;
    this.never = never;
    this.missing = List.of(notFirst, notSecond);
    this.first = first;
  }

  /** A kind with one outcome, which only some values are. */
  SpotKind(String one, String many, String never, Predicate<JsonNode> first) {
    this.one = one;
    this.many = many;
    this.never = never;
    this.missing = List.of(never);
    this.first = first;
  }

  /** The number of its outcomes. */
  int outcomes() {
    return missing.size();
  }

  /** The index of a value's outcome, from 0 on; {@link #outcomes} for none. */
  int outcome(JsonNode value) {
    return first.test(value) ? 0 : 1;
  }

  /** The words for a piece without any outcome. */
  String never() {
    return never;
  }

  /** The words for a piece without this outcome. */
  String missing(int outcome) {
    return missing.get(outcome);
  }

  /** One of its outcomes in words: {@code matched}. */
  String way(int outcome) {
    return missing.get(outcome).replaceFirst("^never ", "").replaceFirst("^always ", "not ");
  }

  /** Its singular name in JSON. */
  public String one() {
    return one;
  }

  /** Its plural in counts: {@code 3 of 4 branches}. */
  public String many() {
    return many;
  }
}
