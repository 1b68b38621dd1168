package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a value with an expectation, place by place. */
public final class ValueComparison {
  private static final String NOTHING = "nothing";
  private static final String ABSENT = "absent";

  private final List<Difference> differences = new ArrayList<>();
  private final List<LoosePlace> loose = new ArrayList<>();
  private final Around around = new Around();

  private ValueComparison() {}

  /**
   * @param expected as returned by {@link Notation#read}
   */
  public static ValueComparison of(JsonNode expected, JsonNode seen) {
    ValueComparison comparison = new ValueComparison();
    comparison.compare(JsonPath.ROOT, expected, seen);
    return comparison;
  }

  /** The places that differ. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** The places for which less than an exact value is expected. */
  public List<LoosePlace> loose() {
    return List.copyOf(loose);
  }

  private void compare(String path, JsonNode expected, JsonNode seen) {
    Optional<ExpectationRule> rule = ExpectationRule.at(expected);
    if (rule.isPresent()) {
      compare(path, rule.get(), seen);
    } else if (expected.isObject() && seen.isObject()) {
      around.enter(expected, seen);
      members(path, expected, seen);
      unexpected(path, expected, seen);
      around.leave();
    } else if (expected.isArray() && seen.isArray()) {
      items(path, expected, seen);
    } else if (!Sameness.holds(expected, seen)) {
      texts(path, expected, seen);
    }
  }

  private void compare(String path, ExpectationRule rule, JsonNode seen) {
    switch (rule) {
      case ExpectationRule.AtLeast(ObjectNode keys) when seen.isObject() ->
          atLeast(path, keys, seen);
      case ExpectationRule.InText(JsonNode json) -> inText(path, rule, json, seen);
      case ExpectationRule.Implied implied -> {}
      default -> {
        loose.add(new LoosePlace(path, rule.words()));
        if (!rule.holds(seen)) {
          add(path, rule.words(), ValueText.of(seen));
        }
      }
    }
  }

  private void atLeast(String path, ObjectNode keys, JsonNode seen) {
    List<String> others =
        ObjectKeys.of(seen).stream().filter(key -> !keys.has(key)).map(Printable::line).toList();
    String ignored =
        others.isEmpty() ? "there is no other" : "ignored: " + String.join(", ", others);
    loose.add(
        new LoosePlace(path, "at least " + ValueText.count(keys.size(), "key") + "; " + ignored));
    around.enter(keys, seen);
    members(path, keys, seen);
    around.leave();
  }

  private void inText(String path, ExpectationRule rule, JsonNode json, JsonNode seen) {
    JsonText.in(seen)
        .ifPresentOrElse(
            value -> compare(path, json, value),
            () -> add(path, "a text that holds " + rule.words(), ValueText.of(seen)));
  }

  private void members(String path, JsonNode expected, JsonNode seen) {
    for (var member : expected.properties()) {
      String place = JsonPath.member(path, member.getKey());
      if (seen.has(member.getKey())) {
        compare(place, member.getValue(), seen.get(member.getKey()));
      } else {
        add(place, describe(member.getValue()), ABSENT);
      }
    }
  }

  private void unexpected(String path, JsonNode expected, JsonNode seen) {
    for (var member : seen.properties()) {
      if (!expected.has(member.getKey())) {
        add(JsonPath.member(path, member.getKey()), NOTHING, ValueText.of(member.getValue()));
      }
    }
  }

  private void items(String path, JsonNode expected, JsonNode seen) {
    Alignment alignment = Alignment.of(expected, seen);
    for (Alignment.Pair pair : alignment.pairs()) {
      if (pair.expected() < 0) {
        if (alignment.movedFrom(pair.actual()) < 0) {
          String place = JsonPath.item(path, pair.actual());
          add(place, NOTHING, ValueText.of(seen.get(pair.actual())));
        }
        continue;
      }
      JsonNode item = expected.get(pair.expected());
      String place = JsonPath.item(path, pair.expected());
      if (pair.actual() >= 0) {
        pair(place, item, seen.get(pair.actual()));
      } else {
        int moved = alignment.movedTo(pair.expected());
        add(place, describe(item), moved < 0 ? ABSENT : "at " + JsonPath.item(path, moved));
      }
    }
  }

  /** Similarity is a bounded estimate; it is used only for values that differ. */
  private void pair(String path, JsonNode expected, JsonNode seen) {
    boolean filled = !expected.isEmpty() && !seen.isEmpty();
    boolean unlike = filled && Similarity.of(expected, seen) < Similarity.LEAST;
    if (unlike && !Sameness.holds(expected, seen)) {
      add(path, ValueText.of(expected), ValueText.of(seen));
    } else {
      compare(path, expected, seen);
    }
  }

  /** Texts that contain JSON are compared by the places in it, because fixtures write them so. */
  private void texts(String path, JsonNode expected, JsonNode seen) {
    Optional<JsonNode> inExpected = JsonText.containerIn(expected);
    Optional<JsonNode> inSeen = JsonText.containerIn(seen);
    if (inExpected.isEmpty() || inSeen.isEmpty()) {
      add(path, ValueText.of(expected, seen), ValueText.of(seen, expected));
    } else if (Sameness.holds(inExpected.get(), inSeen.get())) {
      add(
          path,
          ValueText.of(expected, seen),
          "the same JSON, written as " + ValueText.of(seen, expected));
    } else {
      compare(path, inExpected.get(), inSeen.get());
    }
  }

  private static String describe(JsonNode expected) {
    return ExpectationRule.at(expected)
        .map(ExpectationRule::words)
        .orElseGet(() -> ValueText.of(expected));
  }

  private void add(String path, String expected, String seen) {
    differences.add(new Difference(path, expected, seen, around.beside()));
  }
}
