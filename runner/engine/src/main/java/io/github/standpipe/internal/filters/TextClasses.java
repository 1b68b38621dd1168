package io.github.standpipe.internal.filters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Splits all texts into classes by the globs that match them, and finds a short text of each: the
 * states of one automaton for all globs together, breadth first.
 */
final class TextClasses {
  private static final int MOST_STATES = 20_000;
  private static final int MOST_VISITS = 4;
  private static final String OTHERS = "xyzabcdefghijklmnopqrstuvw0123456789-_";

  private final List<Glob> globs;
  private final int[] offsets;
  private final int[] alphabet;
  private final Predicate<String> isUsable;
  private final Map<List<Integer>, List<String>> classes = new LinkedHashMap<>();
  private boolean isComplete = true;

  /** A state: the positions in the globs that the text so far leads to, in order. */
  private record State(int[] positions) {
    @Override
    public boolean equals(Object other) {
      return other instanceof State state && Arrays.equals(positions, state.positions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(positions);
    }
  }

  private record Arrival(State state, String text) {}

  /**
   * Explores the automaton.
   *
   * @param isUsable whether a text can be a value at all
   */
  TextClasses(List<Glob> globs, Predicate<String> isUsable) {
    this.globs = List.copyOf(globs);
    this.isUsable = isUsable;
    offsets = new int[globs.size() + 1];
    for (int i = 0; i < globs.size(); i++) {
      offsets[i + 1] = offsets[i] + globs.get(i).steps().size() + 1;
    }
    alphabet = alphabet();
    explore();
  }

  /** The texts found: for each class the shortest one, and the shortest one that is not empty. */
  List<String> texts() {
    return classes.values().stream().flatMap(List::stream).toList();
  }

  /** Whether each class that has a usable text has one here. */
  boolean isComplete() {
    return isComplete;
  }

  /** The characters of the globs, after one that is in none. */
  private int[] alphabet() {
    Set<Integer> characters = new TreeSet<>();
    globs.forEach(glob -> glob.steps().forEach(step -> characters.addAll(step.characters())));
    int other = OTHERS.chars().filter(c -> !characters.contains(c)).findFirst().orElse(0x4e00);
    while (characters.contains(other)) {
      other++;
    }
    List<Integer> all = new ArrayList<>(List.of(other));
    all.addAll(characters);
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private void explore() {
    Map<State, Integer> visits = new HashMap<>();
    Deque<Arrival> open = new ArrayDeque<>();
    visit(new Arrival(start(), ""), visits, open);
    while (!open.isEmpty()) {
      Arrival from = open.removeFirst();
      for (int character : alphabet) {
        State next = next(from.state(), character);
        visit(new Arrival(next, from.text() + Character.toString(character)), visits, open);
      }
      if (visits.size() > MOST_STATES) {
        isComplete = false;
        return;
      }
    }
  }

  private void visit(Arrival arrival, Map<State, Integer> visits, Deque<Arrival> open) {
    int visited = visits.merge(arrival.state(), 1, Integer::sum);
    List<Integer> matched = matched(arrival.state());
    List<String> known = classes.get(matched);
    boolean wantsMore =
        known == null || known.isEmpty() || known.getFirst().isEmpty() && known.size() < 2;
    if (wantsMore) {
      List<String> texts = classes.computeIfAbsent(matched, m -> new ArrayList<>());
      if (isUsable.test(arrival.text())) {
        texts.add(arrival.text());
      }
    }
    if (visited == 1 || visited <= MOST_VISITS && wantsMore) {
      open.addLast(arrival);
    }
  }

  private List<Integer> matched(State state) {
    List<Integer> matched = new ArrayList<>();
    int glob = 0;
    for (int position : state.positions()) {
      while (position >= offsets[glob + 1]) {
        glob++;
      }
      if (position == offsets[glob + 1] - 1) {
        matched.add(glob);
      }
    }
    return matched;
  }

  private State start() {
    TreeSet<Integer> positions = new TreeSet<>();
    for (int glob = 0; glob < globs.size(); glob++) {
      enter(glob, 0, positions);
    }
    return state(positions);
  }

  private State next(State state, int character) {
    TreeSet<Integer> positions = new TreeSet<>();
    int glob = 0;
    for (int position : state.positions()) {
      while (position >= offsets[glob + 1]) {
        glob++;
      }
      int at = position - offsets[glob];
      List<Glob.Step> steps = globs.get(glob).steps();
      if (at < steps.size() && steps.get(at).isStar()) {
        enter(glob, at, positions);
      } else if (at < steps.size() && steps.get(at).characters().contains(character)) {
        enter(glob, at + 1, positions);
      }
    }
    return state(positions);
  }

  /** A star may also match nothing. */
  private void enter(int glob, int at, TreeSet<Integer> positions) {
    List<Glob.Step> steps = globs.get(glob).steps();
    positions.add(offsets[glob] + at);
    for (int i = at; i < steps.size() && steps.get(i).isStar(); i++) {
      positions.add(offsets[glob] + i + 1);
    }
  }

  private static State state(TreeSet<Integer> positions) {
    return new State(positions.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Whether some class may have usable texts although none was found. */
  boolean lacksTexts() {
    return classes.entrySet().stream()
        .anyMatch(one ->
            one.getValue().isEmpty()
                && one.getKey().stream().noneMatch(glob -> globs.get(glob).isFinite()));
  }
}
