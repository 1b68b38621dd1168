package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The search for an event that the first filter of a model passes and the second does not. */
final class Separation {
  private static final int MOST_LAYOUTS = 2_000;
  private static final long MOST_PARTS = 4_000;
  private static final int MOST_WITNESSES = 8;
  private static final int MOST_REFUTED = 12;

  private final FilterModel model;
  private final Predicate<JsonNode> isWanted;
  private final SearchBudget budget;
  private final List<Candidate> found = new ArrayList<>();
  private boolean isUncertain;

  /** An event by its classes. */
  private record Candidate(Map<Integer, Integer> classes, ArrayLayout layout) {}

  /**
   * A search.
   *
   * @param isWanted whether event-ruler says that only the first filter passes an event
   */
  Separation(FilterModel model, Predicate<JsonNode> isWanted, SearchBudget budget) {
    this.model = model;
    this.isWanted = isWanted;
    this.budget = budget;
  }

  /** A small event; empty if none was found. */
  Optional<JsonNode> smallest() {
    for (Conjunction way : model.first().ownWays()) {
      if (found.size() >= MOST_WITNESSES || budget.isExceeded()) {
        break;
      }
      if (!search(way, model.second().ways(), ArrayLayout.single(model.paths()))) {
        searchArrays(way);
      }
    }
    return found.stream()
        .map(this::shrink)
        .map(this::event)
        .min((a, b) -> Integer.compare(Json.text(a).length(), Json.text(b).length()));
  }

  /** Whether it is certain that there is no event if none was found. */
  boolean isDecided() {
    return model.first().ownWays().isEmpty()
        || !isUncertain && !budget.isExceeded() && model.isComplete();
  }

  /** With values in array elements of their own, which matter only where absence is asked for. */
  private void searchArrays(Conjunction way) {
    boolean matters = false;
    for (int path = 0; path < model.paths().size(); path++) {
      int at = path;
      PathClasses classes = model.paths().get(path);
      matters |=
          classes.arraysFrom() <= classes.keys().size()
              && model.second().ways().stream().anyMatch(one -> one.takesAbsence(at));
    }
    if (!matters) {
      return;
    }
    long parts = way.parts() + model.second().ways().stream().mapToLong(Conjunction::parts).sum();
    if (parts > MOST_PARTS) {
      budget.giveUp();
      return;
    }
    List<Conjunction> avoided =
        model.second().ways().stream().flatMap(one -> one.split().stream()).toList();
    for (Conjunction part : way.split()) {
      if (searchLayouts(part, avoided)) {
        return;
      }
    }
  }

  private boolean searchLayouts(Conjunction part, List<Conjunction> avoided) {
    Optional<List<ArrayLayout>> layouts =
        ArrayLayout.all(model.paths(), part, avoided, MOST_LAYOUTS);
    if (layouts.isEmpty()) {
      budget.giveUp();
      return false;
    }
    return layouts.get().stream().skip(1).anyMatch(layout -> search(part, avoided, layout));
  }

  /** Whether an event was found. */
  private boolean search(Conjunction way, List<Conjunction> others, ArrayLayout layout) {
    List<Conjunction> avoided =
        others.stream().flatMap(one -> layout.left(one).stream()).distinct().toList();
    Map<Integer, BitSet> classes = layout.classes(way, others);
    if (classes.values().stream().anyMatch(BitSet::isEmpty)) {
      return false;
    }
    int before = found.size();
    int[] refuted = {0};
    ClassSearch search =
        new ClassSearch(
            budget,
            solution -> {
              Candidate candidate = new Candidate(first(solution), layout);
              if (isWanted.test(event(candidate))) {
                found.add(candidate);
                return true;
              }
              isUncertain = true;
              return ++refuted[0] >= MOST_REFUTED;
            });
    search.find(classes, avoided);
    return found.size() > before;
  }

  private static Map<Integer, Integer> first(Map<Integer, BitSet> classes) {
    Map<Integer, Integer> first = new TreeMap<>();
    classes.forEach((path, there) -> first.put(path, there.nextSetBit(0)));
    return first;
  }

  private JsonNode event(Candidate candidate) {
    return model.event(candidate.classes(), candidate.layout());
  }

  /** Removes values, and replaces them with simpler ones, if the event is still a witness. */
  private Candidate shrink(Candidate candidate) {
    Candidate smallest = candidate;
    for (int path = model.paths().size() - 1; path >= 0; path--) {
      int now = smallest.classes().getOrDefault(path, PathClasses.ABSENT);
      BitSet possible = model.paths().get(path).possible();
      for (int i = possible.nextSetBit(0); i >= 0 && i < now; i = possible.nextSetBit(i + 1)) {
        Map<Integer, Integer> classes = new TreeMap<>(smallest.classes());
        classes.put(path, i);
        Candidate smaller = new Candidate(classes, smallest.layout());
        if (isWanted.test(event(smaller))) {
          smallest = smaller;
          break;
        }
      }
    }
    return smallest;
  }
}
