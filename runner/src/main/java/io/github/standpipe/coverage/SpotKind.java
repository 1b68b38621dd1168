package io.github.standpipe.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import java.util.List;
import java.util.function.Predicate;

/** What a fixture can reach, and how it can come out there. */
public enum SpotKind {
  /** What an {@code if} asks, of a branch or of a loop's items. */
  CONDITION("branch", "branches", "never reached", "never true", "never false", NodeUtils::isTrue),
  /** A side of {@code and} or {@code or}. */
  OPERAND("branch", "branches", "never reached", "never true", "never false", NodeUtils::isTrue),
  /** An argument of {@code fallback}. */
  FALLBACK("branch", "branches", "never the value of fallback", NodeUtils::isValue),
  FUNCTION("function", "functions", "never called", value -> true),
  /** What a {@code for} makes of an item. */
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
  /** What an input transformer takes of each event. */
  PLACEHOLDER("placeholder", "placeholders", "never had a value", value -> true),
  /** What it takes of an event's detail, which may lack it. */
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

  /** Of two outcomes, which the value tells apart. */
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

  /** Of one, that only some values are. */
  SpotKind(String one, String many, String never, Predicate<JsonNode> first) {
    this.one = one;
    this.many = many;
    this.never = never;
    this.missing = List.of(never);
    this.first = first;
  }

  /** How many ways there are for it to come out. */
  int outcomes() {
    return missing.size();
  }

  /** Which of them a value is, from 0 on; {@link #outcomes} for none. */
  int outcome(JsonNode value) {
    return first.test(value) ? 0 : 1;
  }

  /** What to say of a piece that never came out at all. */
  String never() {
    return never;
  }

  /** What to say of one that never came out in this way. */
  String missing(int outcome) {
    return missing.get(outcome);
  }

  /** One of its outcomes in words: {@code matched}. */
  String way(int outcome) {
    return missing.get(outcome).replaceFirst("^never ", "").replaceFirst("^always ", "not ");
  }

  /** As it is told of one in JSON. */
  public String one() {
    return one;
  }

  /** What several are counted as: {@code 3 of 4 branches}. */
  public String many() {
    return many;
  }
}
