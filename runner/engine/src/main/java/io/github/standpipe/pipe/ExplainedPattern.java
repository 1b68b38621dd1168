package io.github.standpipe.pipe;

import io.github.standpipe.pipe.EventFields.Field;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.Seen;
import io.github.standpipe.pipe.Explanation.State;
import io.github.standpipe.pipe.FilterPattern.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares one pattern with one record, leaf by leaf. */
final class ExplainedPattern {
  private final CompiledPattern pattern;
  private final EventFields fields;
  private final boolean isText;
  private final Optional<String> reason;
  private final Map<PatternLeaf, List<Field>> taken = new HashMap<>();
  private final ClosestWay closest;
  private final boolean isCut;

  /**
   * Looks for the closest way.
   *
   * @param reason why event-ruler is not asked, because of the form of the body
   */
  ExplainedPattern(
      CompiledPattern pattern, EventFields fields, Form body, Optional<String> reason) {
    this.pattern = pattern;
    this.fields = fields;
    this.isText = body == Form.TEXT;
    this.reason = reason;
    pattern.leaves().leaves().forEach(leaf -> taken.put(leaf, taken(leaf)));
    List<ClosestWay> ways =
        ways(pattern, body, reason.isPresent()).stream()
            .map(way -> ClosestWay.of(way, fields, taken))
            .toList();
    this.closest = ways.stream().min(Comparator.comparingInt(ClosestWay::missing)).orElseThrow();
    this.isCut = closest.missing() > 0 && ways.stream().anyMatch(ClosestWay::isCut);
  }

  /** The ways that fit the form of the body; all of them if none does. */
  private static List<Map<String, PatternLeaf>> ways(
      CompiledPattern pattern, Form body, boolean none) {
    List<Map<String, PatternLeaf>> all = pattern.leaves().ways();
    List<Form> forms = pattern.pattern().forms();
    return none
        ? all
        : IntStream.range(0, all.size())
            .filter(way -> FilterPattern.takes(forms.get(way), body))
            .mapToObj(all::get)
            .toList();
  }

  private List<Field> taken(PatternLeaf leaf) {
    return fields.at(leaf.path()).stream().filter(field -> leaf.takes(field.value())).toList();
  }

  OfPattern explain(int number, boolean matches) {
    List<Leaf> leaves = new ArrayList<>();
    pattern.leaves().leaves().forEach(leaf -> leaves.add(explain(leaf)));
    long missing = leaves.stream().filter(l -> l.counts() && l.state() != State.MATCHED).count();
    boolean found = reason.isEmpty() && closest.missing() == 0;
    return new OfPattern(
        number,
        pattern.pattern().where(),
        matches,
        reason,
        leaves,
        (int) missing,
        isCut,
        found == matches || isCut && matches);
  }

  private Leaf explain(PatternLeaf leaf) {
    boolean overridden = pattern.leaves().isOverridden(leaf);
    List<Seen> seen =
        overridden
            ? List.of()
            : fields.at(leaf.path()).stream().map(field -> candidate(leaf, field)).toList();
    State state = overridden ? State.OVERRIDDEN : state(leaf, seen);
    Optional<String> hint =
        state == State.ABSENT
            ? NearestPath.of(leaf.path(), fields)
            : state == State.DIFFERENT ? inexact(leaf, seen) : Optional.empty();
    return new Leaf(
        leaf.path(),
        leaf.branch(),
        leaf.wanted(),
        state,
        closest.has(leaf),
        ordered(leaf, seen),
        hint);
  }

  private static Optional<String> inexact(PatternLeaf leaf, List<Seen> seen) {
    boolean numbers = NumberLiterals.comparesNumbers(leaf.wanted());
    return numbers && seen.stream().anyMatch(one -> NumberLiterals.isInexact(one.value()))
        ? Optional.of(
            "event-ruler cannot compare a number that is not the shortest form of a double")
        : Optional.empty();
  }

  private State state(PatternLeaf leaf, List<Seen> seen) {
    if (isNotCompared(leaf)) {
      return State.NOT_COMPARED;
    }
    if (closest.matched().contains(leaf)) {
      return State.MATCHED;
    }
    if (seen.stream().anyMatch(Seen::matches) || seen.isEmpty() && leaf.takesAbsence()) {
      return closest.has(leaf) ? State.APART : State.MATCHED;
    }
    return seen.isEmpty() ? State.ABSENT : State.DIFFERENT;
  }

  /** A branch for JSON beside one without the body is not compared with text. */
  private boolean isNotCompared(PatternLeaf leaf) {
    boolean other = reason.isPresent() || isText && pattern.pattern().takesInPart(Form.TEXT);
    return other && (leaf.path() + ".").startsWith("body.");
  }

  private Seen candidate(PatternLeaf leaf, Field field) {
    boolean matches = taken.getOrDefault(leaf, List.of()).contains(field);
    return new Seen(field.place(), field.value(), matches);
  }

  /** The value that the leaf matches comes first. */
  private List<Seen> ordered(PatternLeaf leaf, List<Seen> seen) {
    String by = closest.by(leaf).map(Field::place).orElse("");
    return seen.stream()
        .sorted(
            Comparator.comparing((Seen s) -> !s.place().equals(by))
                .thenComparing(s -> !s.matches()))
        .toList();
  }
}
