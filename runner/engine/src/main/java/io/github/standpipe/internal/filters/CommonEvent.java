package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The search for an event that both filters of a model pass. */
final class CommonEvent {
  private static final int MOST_PAIRS = 10_000;

  private final FilterModel model;
  private final Predicate<JsonNode> isWanted;
  private boolean isUncertain;

  CommonEvent(FilterModel model, Predicate<JsonNode> isWanted) {
    this.model = model;
    this.isWanted = isWanted;
  }

  Optional<JsonNode> find() {
    int pairs = 0;
    for (Conjunction one : model.first().ways()) {
      for (Conjunction other : model.second().ways()) {
        if (++pairs > MOST_PAIRS) {
          isUncertain = true;
          return Optional.empty();
        }
        Optional<JsonNode> event = event(one, other).filter(isWanted);
        if (event.isPresent()) {
          return event;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether it is certain that there is none if none was found. */
  boolean isDecided() {
    return !isUncertain && model.isComplete();
  }

  /** Whether a value in another array element would do although absence is asked for. */
  private boolean mayBeApart(Conjunction way, int path) {
    return way.takesAbsence(path)
        && ArrayLayout.consistentDepth(model.paths(), way, path)
            >= model.paths().get(path).arraysFrom();
  }

  /** An event that should match both, with two values at a path if no single one does. */
  private Optional<JsonNode> event(Conjunction one, Conjunction other) {
    WitnessTree tree = new WitnessTree();
    for (int path = 0; path < model.paths().size(); path++) {
      PathClasses at = model.paths().get(path);
      BitSet first = at.among(one.terms().get(path));
      BitSet second = at.among(other.terms().get(path));
      BitSet both = (BitSet) first.clone();
      both.and(second);
      Set<Integer> chosen = new TreeSet<>();
      if (!both.isEmpty()) {
        chosen.add(both.nextSetBit(0));
      } else if (at.takesSeveral() && first.length() > 1 && second.length() > 1) {
        chosen.add(first.nextSetBit(1));
        chosen.add(second.nextSetBit(1));
      } else {
        isUncertain |= mayBeApart(one, path) || mayBeApart(other, path);
        return Optional.empty();
      }
      chosen.remove(PathClasses.ABSENT);
      chosen.forEach(number -> tree.put(at.keys(), at.value(number)));
    }
    Optional<JsonNode> event = Optional.of(model.event(tree));
    isUncertain |= event.filter(isWanted).isEmpty();
    return event;
  }
}
