package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.PatternGraph.UnknownPattern;
import io.github.standpipe.internal.lint.PatternReader.Reading;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a text that a regular expression matches in more ways the more often it is repeated, each
 * time at least twice as many. If what follows the text does not match, a search may try them all.
 */
final class PatternAmbiguity {
  private static final int MOST_STEPS = 2_000_000;

  private final PatternGraph graph;
  private int steps;

  private PatternAmbiguity(PatternGraph graph) {
    this.graph = graph;
  }

  /** Two places that are reached by the same text, and whether by different ways. */
  private record Pair(int one, int other, boolean differ) {}

  /**
   * What makes the ways many.
   *
   * @param before what leads to the part that repeats
   * @param repeated what multiplies the ways each time that it stands there
   */
  record RepeatedText(String before, String repeated) {}

  /** How a pair was reached. */
  private record Step(Pair from, char character) {}

  /**
   * What leads there and the repeated text; empty also for an expression that is not understood.
   *
   * @param pattern an expression that Java accepts
   */
  static Optional<RepeatedText> in(String pattern) {
    try {
      Reading reading = PatternReader.read(pattern);
      PatternAmbiguity ambiguity = new PatternAmbiguity(reading.graph());
      for (int place = 0; place < reading.graph().size(); place++) {
        // behind such a place the expression matches whatever follows
        if (!reading.whole().endsAnywhere().contains(place)) {
          Optional<String> text = ambiguity.around(place);
          if (text.isPresent()) {
            String before = ambiguity.before(place, reading.whole().first().keySet());
            return Optional.of(new RepeatedText(before, text.get()));
          }
        }
      }
      return Optional.empty();
    } catch (UnknownPattern | StackOverflowError | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** A text that leads from a place back to it in two ways. */
  private Optional<String> around(int place) {
    Pair start = new Pair(place, place, false);
    Map<Pair, Step> reached = new HashMap<>();
    Deque<Pair> next = new ArrayDeque<>();
    next.add(start);
    Pair goal = new Pair(place, place, true);
    while (!next.isEmpty()) {
      Pair pair = next.remove();
      for (Map.Entry<Integer, Integer> one : graph.follows(pair.one()).entrySet()) {
        for (Map.Entry<Integer, Integer> other : graph.follows(pair.other()).entrySet()) {
          if (++steps > MOST_STEPS) {
            throw new UnknownPattern();
          }
          follow(pair, one, other, reached, next);
        }
      }
      if (reached.containsKey(goal)) {
        return Optional.of(text(goal, start, reached));
      }
    }
    return Optional.empty();
  }

  /** A shortest text that ends at a place. */
  private String before(int place, Set<Integer> first) {
    Map<Integer, String> texts = new HashMap<>();
    Deque<Integer> next = new ArrayDeque<>();
    for (int one : first) {
      texts.put(one, character(graph.characters(one)));
      next.add(one);
    }
    while (!next.isEmpty() && !texts.containsKey(place)) {
      int from = next.remove();
      for (int to : graph.follows(from).keySet()) {
        if (!texts.containsKey(to)) {
          texts.put(to, texts.get(from) + character(graph.characters(to)));
          next.add(to);
        }
      }
    }
    return texts.getOrDefault(place, "");
  }

  private static String character(BitSet set) {
    return set.isEmpty() ? "" : String.valueOf(PatternReader.ALPHABET.charAt(set.nextSetBit(0)));
  }

  private void follow(
      Pair from,
      Map.Entry<Integer, Integer> one,
      Map.Entry<Integer, Integer> other,
      Map<Pair, Step> reached,
      Deque<Pair> next) {
    boolean sameStep = one.getKey().equals(other.getKey());
    boolean differ = from.differ() || !sameStep || from.one() == from.other() && one.getValue() > 1;
    Pair to = new Pair(one.getKey(), other.getKey(), differ);
    if (!reached.containsKey(to)) {
      BitSet both = (BitSet) graph.characters(to.one()).clone();
      both.and(graph.characters(to.other()));
      if (!both.isEmpty()) {
        reached.put(to, new Step(from, PatternReader.ALPHABET.charAt(both.nextSetBit(0))));
        next.add(to);
      }
    }
  }

  private static String text(Pair goal, Pair start, Map<Pair, Step> reached) {
    StringBuilder text = new StringBuilder();
    Pair at = goal;
    do {
      Step step = reached.get(at);
      if (step == null) {
        throw new IllegalStateException("a pair without a way to it");
      }
      text.insert(0, step.character());
      at = step.from();
    } while (!at.equals(start));
    return text.toString();
  }
}
