package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Explanation.Leaf;
import io.github.standpipe.pipe.Explanation.OfPattern;
import io.github.standpipe.pipe.Explanation.State;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.Payload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** The leaves of a pipe's filter, and which of them match the records of a case. */
final class MeasuredFilter {
  private static final JsonNode NOTHING = Json.object().put("messageId", "").put("body", "{}");

  private final List<Spot> spots = new ArrayList<>();
  private final BitSet overridden = new BitSet();
  private final FilterCriteria criteria;

  MeasuredFilter(FilterCriteria criteria) {
    this.criteria = criteria;
    for (OfPattern pattern : patterns(Payload.of(List.of(NOTHING))).getFirst()) {
      pattern
          .leaves()
          .forEach(leaf -> {
            overridden.set(spots.size(), isOverridden(leaf));
            spots.add(spot(pattern, leaf));
          });
    }
  }

  private static Spot spot(OfPattern pattern, Leaf leaf) {
    return new Spot(SpotKind.LEAF, pattern.where(), text(leaf), SourceSpan.NONE, List.of());
  }

  /** {@code $or 2: body.n: [1]}. */
  static String text(Leaf leaf) {
    String branch = leaf.branch().isEmpty() ? "" : "$or " + leaf.branch() + ": ";
    return branch + leaf.path() + ": " + Json.text(leaf.wanted());
  }

  /** Whether a leaf has no effect, because its path occurs again. */
  static boolean isOverridden(Leaf leaf) {
    return leaf.state() == State.OVERRIDDEN;
  }

  List<Spot> spots() {
    return spots;
  }

  /** Whether a leaf has an effect: its path does not occur again. */
  boolean counts(int spot) {
    return !overridden.get(spot);
  }

  /** The outcomes that these records show, in the numbering of {@link Marks}. */
  BitSet outcomes(Payload records) {
    BitSet seen = new BitSet();
    for (List<OfPattern> ofRecord : patterns(records)) {
      int spot = 0;
      for (OfPattern pattern : ofRecord) {
        for (Leaf leaf : pattern.leaves()) {
          int number = spot;
          outcome(pattern, leaf).ifPresent(way -> seen.set(Marks.number(number, way)));
          spot++;
        }
      }
    }
    return seen;
  }

  /** The outcome of a leaf: 0 if it matched, 1 if it did not; empty if that is not known. */
  static OptionalInt outcome(OfPattern pattern, Leaf leaf) {
    return switch (leaf.state()) {
      case MATCHED -> OptionalInt.of(0);
      case DIFFERENT, ABSENT -> OptionalInt.of(1);
      case APART -> pattern.isCut() ? OptionalInt.empty() : OptionalInt.of(1);
      case NOT_COMPARED, OVERRIDDEN -> OptionalInt.empty();
    };
  }

  /**
   * The explained patterns of each record, in order; empty for a record that cannot be explained.
   */
  private List<List<OfPattern>> patterns(Payload records) {
    return criteria.explain(records).stream()
        .map(Explanation::patterns)
        .map(all -> all.stream().sorted(Comparator.comparingInt(OfPattern::number)).toList())
        .toList();
  }
}
