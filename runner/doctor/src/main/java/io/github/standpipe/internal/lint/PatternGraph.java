package io.github.standpipe.internal.lint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The characters of a regular expression as places, and in how many ways one may follow another.
 * Two ways are enough, so nothing is counted further.
 */
final class PatternGraph {
  private static final int MOST_PLACES = 300;

  /** The expression is too large, or has something that this graph cannot show. */
  static final class UnknownPattern extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPattern() {
      super(null, null, false, false);
    }
  }

  /**
   * A part of the expression.
   *
   * @param empty the ways in which it matches nothing
   * @param emptyAnywhere whether it matches nothing at any place: an anchor does not
   * @param first the places where it may begin, each with the number of ways
   * @param last the places where it may end
   * @param endsAnywhere those behind which no anchor follows
   * @param grows whether it matches texts of any length
   */
  record Part(
      int empty,
      boolean emptyAnywhere,
      Map<Integer, Integer> first,
      Map<Integer, Integer> last,
      Set<Integer> endsAnywhere,
      boolean grows) {}

  private final List<BitSet> characters = new ArrayList<>();
  private final List<Map<Integer, Integer>> follows = new ArrayList<>();

  int size() {
    return characters.size();
  }

  BitSet characters(int place) {
    return characters.get(place);
  }

  /** The places that may follow one, each with the number of ways. */
  Map<Integer, Integer> follows(int place) {
    return follows.get(place);
  }

  Part character(BitSet set) {
    if (size() == MOST_PLACES) {
      throw new UnknownPattern();
    }
    int place = size();
    characters.add(set);
    follows.add(new HashMap<>());
    return new Part(0, false, Map.of(place, 1), Map.of(place, 1), Set.of(place), false);
  }

  static Part nothing() {
    return new Part(1, true, Map.of(), Map.of(), Set.of(), false);
  }

  static Part anchor() {
    return new Part(1, false, Map.of(), Map.of(), Set.of(), false);
  }

  Part then(Part left, Part right) {
    link(left, right);
    Set<Integer> ends = new HashSet<>(right.endsAnywhere());
    if (right.emptyAnywhere()) {
      ends.addAll(left.endsAnywhere());
    }
    return new Part(
        capped(left.empty() * right.empty()),
        left.emptyAnywhere() && right.emptyAnywhere(),
        sum(left.first(), times(left.empty(), right.first())),
        sum(right.last(), times(right.empty(), left.last())),
        ends,
        left.grows() || right.grows());
  }

  static Part either(Part left, Part right) {
    Set<Integer> ends = new HashSet<>(left.endsAnywhere());
    ends.addAll(right.endsAnywhere());
    return new Part(
        capped(left.empty() + right.empty()),
        left.emptyAnywhere() || right.emptyAnywhere(),
        sum(left.first(), right.first()),
        sum(left.last(), right.last()),
        ends,
        left.grows() || right.grows());
  }

  /** A repetition, or nothing. */
  static Part any(Part repeated) {
    return new Part(
        1, true, repeated.first(), repeated.last(), repeated.endsAnywhere(), repeated.grows());
  }

  /** One time or more. */
  Part repeated(Part part) {
    link(part, part);
    return new Part(
        Math.min(1, part.empty()),
        part.emptyAnywhere(),
        part.first(),
        part.last(),
        part.endsAnywhere(),
        true);
  }

  private void link(Part left, Part right) {
    left.last()
        .forEach((from, ways) ->
            right
                .first()
                .forEach((to, more) ->
                    follows.get(from).merge(to, capped(ways * more), (a, b) -> capped(a + b))));
  }

  private static Map<Integer, Integer> times(int ways, Map<Integer, Integer> places) {
    Map<Integer, Integer> all = new HashMap<>();
    if (ways > 0) {
      places.forEach((place, number) -> all.put(place, capped(ways * number)));
    }
    return all;
  }

  private static Map<Integer, Integer> sum(Map<Integer, Integer> some, Map<Integer, Integer> more) {
    Map<Integer, Integer> all = new HashMap<>(some);
    more.forEach((place, number) -> all.merge(place, number, (a, b) -> capped(a + b)));
    return all;
  }

  private static int capped(int ways) {
    return Math.min(2, ways);
  }
}
